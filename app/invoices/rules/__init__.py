"""How words become drafts: `sentence` reads what a person says, `documents` what a bill prints.

Pure functions over text and records. What they answer changes only with `VERSION`.
"""

VERSION = "invoices-rules-6"

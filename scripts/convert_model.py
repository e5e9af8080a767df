"""Opens one pickle, from standard input, after giving up files, network and processes; see `ml_models.conversion`.

Started by `scripts/validate_model.py FILE --convert OUT --i-vouch-for-this-file`, not by hand.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ml_models.conversion.child import main

if __name__ == "__main__":
    sys.exit(main())

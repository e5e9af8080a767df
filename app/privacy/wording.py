"""The sentences of privacy that people read outside of an answer: what lies in an export."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from app.privacy.records import Table
from app.values.period import INDIA

OPENING = """What this service keeps about you, as of {at}.

Your books themselves (invoices, payments, customers, suppliers) are the app's: it shows and exports them.
Here is what this service has added. Each file below `tables` holds one row a line, as JSON.
`documents` holds the documents that you sent, as far as they are still kept.
"""


def read_me(at: datetime, tables: Iterable[Table], found: Mapping[str, Mapping[str, int]]) -> str:
    """The text that lies beside the files, with a line for each table that holds something."""
    lines = [
        f"tables/{table.name}.jsonl: {table.holds} ({found[table.name]['exported']:,} rows)"
        for table in tables
        if table.name in found
    ]
    return OPENING.format(at=at.astimezone(INDIA).strftime("%d %B %Y, %H:%M IST")) + "\n" + "\n".join(lines) + "\n"

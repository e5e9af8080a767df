"""Our own bills that are open for longer than the law allows towards micro and small suppliers.

MSMED Act, 2006, section 15: on the day agreed in writing, 45 days after acceptance at most, and 15 days where none was
agreed; section 16: interest after that. The books do not tell who is registered as micro or small, nor when goods were
accepted: the day of the bill stands for it, and the answer says that the size is unknown.
"""

from datetime import date

from app.gst import parameters
from app.insights.records.ledger import Ledger
from app.insights.records.money_owed import OldBills
from app.insights.rules.paying import receivables

LIMIT = "msmed_longest_days"


def old_bills(bills: Ledger, on: date) -> OldBills | None:
    """The bills older than the limit that are unpaid on `on`; None where there is none."""
    row = parameters.row(LIMIT, on)
    limit = int(row.value)
    old = {entry.document_id for entry in bills.known_on(on) if (on - entry.issued_on).days > limit}
    items = [item for item in receivables.open_items(bills, on) if item.document_id in old]
    if not items:
        return None
    return OldBills(limit, row.source, receivables.total(items), len(items), tuple(items[: receivables.NAMED]))

"""What customers owe, by age, and the invoices to ask about first; what is owed to suppliers stands beside it."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from app.insights.records.answer import NamedAmount
from app.insights.records.ledger import Entry, Ledger
from app.insights.records.money_owed import AgeBand, Overdue

ZERO = Decimal(0)

BANDS: Sequence[tuple[int | None, int | None]] = ((None, 0), (1, 30), (31, 60), (61, 90), (91, None))
"""Days past due, as every ageing report in Indian practice has them."""

NAMED = 10
"""How many documents a list names; the totals hold all."""


def open_items(ledger: Ledger, on: date) -> list[NamedAmount]:
    """Everything unpaid on `on`, most overdue money first."""
    items = [named(entry, on) for entry in ledger.known_on(on) if entry.open_on(on) > 0]
    return sorted(items, key=lambda item: (-item.days_late * item.amount, -item.amount, str(item.document_id)))


def named(entry: Entry, on: date) -> NamedAmount:
    """What is open on one document."""
    days_late = (on - entry.due_on).days
    return NamedAmount(
        entry.document_id, entry.number, entry.party_id, entry.party, entry.open_on(on), entry.due_on, days_late
    )


def total(items: Iterable[NamedAmount]) -> Decimal:
    """Their sum."""
    return sum((item.amount for item in items), ZERO)


def overdue(sales: Ledger, bills: Ledger, on: date) -> Overdue:
    """Customers' invoices past their due date on `on`, and our own bills likewise."""
    items = open_items(sales, on)
    late = [item for item in items if item.days_late > 0]
    payable = [item for item in open_items(bills, on) if item.days_late > 0]
    assumed = sum(1 for entry in sales.known_on(on) if entry.is_due_assumed and entry.open_on(on) > 0)
    return Overdue(
        at_stake=total(late),
        total_open=total(items),
        total_overdue=total(late),
        overdue_documents=len(late),
        assumed_due_dates=assumed,
        bands=tuple(_band(items, *days) for days in BANDS),
        largest=tuple(late[:NAMED]),
        payable_overdue=total(payable),
        payable_largest=tuple(payable[:NAMED]),
    )


def _band(items: Iterable[NamedAmount], start: int | None, end: int | None) -> AgeBand:
    inside = [
        item for item in items if (start is None or item.days_late >= start) and (end is None or item.days_late <= end)
    ]
    return AgeBand(start, end, total(inside), len(inside))

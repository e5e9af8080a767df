"""What is open on one side of the books: by document, by age, and what is likely to be paid late."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.insights.records.answer import NamedAmount
from app.insights.records.ledger import Entry, Ledger
from app.insights.records.money_owed import AgeBand
from ml_models.late_payment.columns import LATE_AFTER_DAYS

ZERO = Decimal(0)

BANDS: Sequence[tuple[int | None, int | None]] = ((None, 0), (1, 30), (31, 60), (61, 90), (91, None))
"""Days past due, as every ageing report in Indian practice has them."""

LIKELY, LIKELY_FROM = 3, 0.5
"""So many invoices are called likely to be paid late, from this chance on."""

Chances = Mapping[UUID, float]
NOTHING: Chances = {}
NAMED = 10
"""How many documents a list names; the totals hold all."""


def open_items(ledger: Ledger, on: date, late: Chances = NOTHING) -> list[NamedAmount]:
    """Everything unpaid on `on`, most overdue money first; `late` is the chance of each to be paid late."""
    items = [named(entry, on, late) for entry in ledger.known_on(on) if entry.open_on(on) > 0]
    return sorted(items, key=lambda item: (-item.days_late * item.amount, -item.amount, str(item.document_id)))


def named(entry: Entry, on: date, late: Chances = NOTHING) -> NamedAmount:
    """What is open on one document."""
    return NamedAmount(
        document_id=entry.document_id,
        number=entry.number,
        party_id=entry.party_id,
        party=entry.party,
        amount=entry.open_on(on),
        due_on=entry.due_on,
        days_late=(on - entry.due_on).days,
        late_probability=late.get(entry.document_id),
    )


def total(items: Iterable[NamedAmount]) -> Decimal:
    """Their sum."""
    return sum((item.amount for item in items), ZERO)


def likely_late(items: Iterable[NamedAmount]) -> list[NamedAmount]:
    """The few that are not late yet and are more likely than not to be, the likeliest first."""
    found = [
        (item.late_probability, item)
        for item in items
        if item.days_late <= LATE_AFTER_DAYS and item.late_probability and item.late_probability >= LIKELY_FROM
    ]
    ranked = sorted(found, key=lambda pair: (-pair[0], -pair[1].amount, str(pair[1].document_id)))
    return [item for _, item in ranked[:LIKELY]]


def bands(items: Sequence[NamedAmount]) -> tuple[AgeBand, ...]:
    """The open amounts by age."""
    return tuple(_band(items, *days) for days in BANDS)


def _band(items: Iterable[NamedAmount], start: int | None, end: int | None) -> AgeBand:
    inside = [
        item for item in items if (start is None or item.days_late >= start) and (end is None or item.days_late <= end)
    ]
    return AgeBand(start, end, total(inside), len(inside))

"""The largest single payments ahead: open bills, what comes back, and taxes, each by name."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.books.records import Direction
from app.insights.records.cash import CashOut
from app.insights.records.evidence import RowKind
from app.insights.rules.cash.parts import Parts, day_of
from app.values import money

NAMED = 3
HALF = 0.5


def largest(parts: Parts, until: date) -> tuple[CashOut, ...]:
    """The largest that should have gone by `until`, largest first."""
    ranked = sorted(_every(parts, until), key=lambda one: (-one.amount, one.on, one.name, one.number or ""))
    return tuple(ranked[:NAMED])


def _every(parts: Parts, until: date) -> Iterator[CashOut]:
    for item in parts.items:
        day = _middle(parts.on, item.chances)
        if item.amount < 0 and day is not None and day <= until:
            entry = item.entry
            yield CashOut(
                entry.party, entry.number, money.estimated(-item.amount), day, RowKind.DOCUMENT, entry.document_id
            )
    for one in parts.standing.expected:
        source = parts.standing.recurring[one.source]
        if source.direction is Direction.OUT and one.day <= until:
            name = source.vendor or source.category
            yield CashOut(name, None, money.rounded(source.amount), one.day, source.kind, source.ids[-1])
    for tax in parts.taxes:
        if tax.amount and tax.due_on <= until:
            yield CashOut(tax.name, None, tax.amount, tax.due_on, None, None)


def _middle(on: date, chances: Sequence[float]) -> date | None:
    """The day by which it is paid as likely as not; None where that lies beyond the days."""
    total = 0.0
    for place, chance in enumerate(chances):
        total += chance
        if total >= HALF:
            return day_of(on, place)
    return None

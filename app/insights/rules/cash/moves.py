"""Every rupee that moved, whichever part of the books tells it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, CashEntry, Direction
from app.insights.records.evidence import RowKind


@dataclass(frozen=True, slots=True)
class Move:
    """One payment, expense or line of the cash book; `amount` is negative for what went out."""

    day: date
    amount: Decimal
    kind: RowKind
    id: UUID


def moves(books: Books, lines: Iterable[CashEntry]) -> list[Move]:
    """All of them by day. `lines`: those of the cash book that nothing else tells."""
    return sorted(_every(books, lines), key=lambda one: (one.day, one.id.int))


def _every(books: Books, lines: Iterable[CashEntry]) -> Iterator[Move]:
    for paid in books.payments:
        yield Move(paid.paid_on, _signed(paid.direction, paid.amount), RowKind.PAYMENT, paid.id)
    for spent in books.expenses:
        yield Move(spent.spent_on, -spent.amount, RowKind.EXPENSE, spent.id)
    for line in lines:
        yield Move(line.entered_on, _signed(line.direction, line.amount), RowKind.CASH_ENTRY, line.id)


def _signed(direction: Direction, amount: Decimal) -> Decimal:
    return amount if direction is Direction.IN else -amount

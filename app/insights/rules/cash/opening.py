"""The money there is on a day: what the owner said, moved on by what came and went since; else the cash book."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Direction
from app.insights.records.evidence import RowKind, Trace
from app.insights.records.preferences import Preferences
from app.insights.rules import cash_book, history
from app.insights.rules.cash.moves import Move
from app.insights.rules.tracing import trace

ZERO = Decimal(0)

MOVED_ON = "the balance you gave, plus all that came in since that day, less all that went out"
ALSO_MOVED = {
    RowKind.EXPENSE: "expenses since the day of the balance you gave",
    RowKind.CASH_ENTRY: "lines of the cash book since the day of the balance you gave",
}


@dataclass(frozen=True, slots=True)
class Opening:
    """`balance` in rupees, None where nothing tells it; `source` is `said`, `cash_book` or None."""

    balance: Decimal | None
    source: str | None
    traces: tuple[Trace, ...] = ()


def opening(books: Books, rows: Sequence[Move], on: date, said: Preferences) -> Opening:
    """What there is at the end of `on`. A balance that is said for a later day cannot be known yet.

    rows : all by which money moved
    """
    if said.balance is not None and said.balance_on is not None and said.balance_on <= on:
        return _moved_on([row for row in rows if said.balance_on < row.day <= on], said.balance)
    return _cash_book(books, on)


def _moved_on(since: Sequence[Move], balance: Decimal) -> Opening:
    told = balance + sum((row.amount for row in since), ZERO)
    traces = [trace("opening_balance", MOVED_ON, RowKind.PAYMENT, _of(since, RowKind.PAYMENT), told)]
    for kind, formula in ALSO_MOVED.items():
        if also := _of(since, kind):
            traces.append(trace("opening_balance", formula, kind, also))
    return Opening(told, "said", tuple(traces))


def _of(rows: Sequence[Move], kind: RowKind) -> list[tuple[UUID, Decimal]]:
    return [(row.id, row.amount) for row in rows if row.kind is kind]


def _cash_book(books: Books, on: date) -> Opening:
    """A till cannot hold less than nothing: a negative sum means that the cash of the beginning was never entered."""
    lines = [
        (line.id, line.amount if line.direction is Direction.IN else -line.amount)
        for line in cash_book.since_balance(books)
        if history.happened(line.entered_on, on)
    ]
    balance = sum((amount for _, amount in lines), ZERO)
    if not lines or balance < 0:
        return Opening(None, None)
    formula = "all lines of the cash book, from the last balance that it states"
    return Opening(balance, "cash_book", (trace("opening_balance", formula, RowKind.CASH_ENTRY, lines),))

"""The money there is on a day: what the owner said, moved on by what came and went since; else the cash book."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Direction
from app.insights.records.evidence import RowKind, Trace
from app.insights.records.preferences import Preferences
from app.insights.rules import history
from app.insights.rules.tracing import trace

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Opening:
    """`balance` in rupees, None where nothing tells it; `source` is `said`, `cash_book` or None."""

    balance: Decimal | None
    source: str | None
    traces: tuple[Trace, ...] = ()


def opening(books: Books, on: date, said: Preferences) -> Opening:
    """What there is at the end of `on`. A balance that is said for a later day cannot be known yet."""
    if said.balance is not None and said.balance_on is not None and said.balance_on <= on:
        return _moved_on(books, said.balance, said.balance_on, on)
    return _cash_book(books, on)


def _moved_on(books: Books, balance: Decimal, since: date, on: date) -> Opening:
    paid = [
        (one.id, one.amount if one.direction is Direction.IN else -one.amount)
        for one in books.payments
        if since < one.paid_on <= on
    ]
    spent = [(one.id, -one.amount) for one in books.expenses if since < one.spent_on <= on]
    moved = sum((amount for _, amount in [*paid, *spent]), ZERO)
    formula = "the balance you gave, plus payments in, less payments out, less expenses since that day"
    traces = (
        trace("opening_balance", formula, RowKind.PAYMENT, paid, balance + moved),
        trace("opening_balance", "expenses since the day of the balance you gave", RowKind.EXPENSE, spent),
    )
    return Opening(balance + moved, "said", traces)


def _cash_book(books: Books, on: date) -> Opening:
    """A till cannot hold less than nothing: a negative sum means that the cash of the beginning was never entered."""
    lines: list[tuple[UUID, Decimal]] = [
        (one.id, one.amount if one.direction is Direction.IN else -one.amount)
        for one in books.cash_entries
        if history.happened(one.entered_on, on)
    ]
    balance = sum((amount for _, amount in lines), ZERO)
    if not lines or balance < 0:
        return Opening(None, None)
    return Opening(
        balance, "cash_book", (trace("opening_balance", "all lines of the cash book", RowKind.CASH_ENTRY, lines),)
    )

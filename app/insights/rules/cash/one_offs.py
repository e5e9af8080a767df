"""Amounts that dwarf all others of a year: one machine, one order. They happened, but are no measure of what comes."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.insights.records.ledger import Ledger

YEAR_DAYS = 364
DWARFS = 3
"""Times the next largest amount."""

LEAST_ROWS = 8
"""Among fewer rows nothing is usual yet."""

MOST = 3
"""So many may stand out together in a year; more of them are a kind of their own."""

Row = tuple[UUID, Decimal]


def one_offs(rows: Sequence[Row]) -> frozenset[UUID]:
    """The few rows, at most three, of which each is at least three times as large as any of the rest."""
    ranked = sorted(rows, key=lambda row: (-row[1], row[0]))
    if len(ranked) < LEAST_ROWS:
        return frozenset()
    stands_out = [place for place in range(1, MOST + 1) if ranked[place - 1][1] >= DWARFS * ranked[place][1] > 0]
    return frozenset(id_ for id_, _ in ranked[: max(stands_out, default=0)])


def of_ledger(ledger: Ledger, on: date) -> frozenset[UUID]:
    """The documents of the last year that stand out so."""
    return one_offs(list(_year(((entry.issued_on, entry.document_id, entry.total) for entry in ledger.entries), on)))


def _year(rows: Iterable[tuple[date, UUID, Decimal]], on: date) -> Iterable[Row]:
    since = on - timedelta(days=YEAR_DAYS)
    return ((id_, amount) for day, id_, amount in rows if since < day <= on and amount > 0)


def of_expenses(rows: Iterable[tuple[date, UUID, Decimal]], on: date) -> frozenset[UUID]:
    """The same of expenses, or of lines of the cash book."""
    return one_offs(list(_year(rows, on)))

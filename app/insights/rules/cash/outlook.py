"""The cash of thirteen weeks as it could be known on one day: today, or an earlier day for the backtest."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from app.books.records import Books, CashEntry
from app.insights.records.evidence import RowKind
from app.insights.records.ledger import Ledger
from app.insights.records.preferences import NOTHING_SAID, Preferences
from app.insights.records.statutory import StatutoryDate
from app.insights.records.tools import PaymentDays
from app.insights.rules import cash_book
from app.insights.rules.cash import level, moves, recurring, rhythms, standing
from app.insights.rules.cash.moves import Move
from app.insights.rules.cash.rhythms import Hits
from app.insights.rules.cash.standing import Standing
from app.insights.rules.general import statutory
from app.insights.rules.general.statutory import TaxBooks
from app.insights.rules.paying import pace
from app.insights.rules.paying.pace import Loose

WEEKS = pace.WEEKS
HORIZON_DAYS = 7 * WEEKS
RECENT_TAX_DAYS = 100
"""A quarter and a few days: who writes payments of tax down has done so within it."""


@dataclass(frozen=True)
class Sides:
    """What the prediction reads: the plausible books and both ledgers made of them."""

    books: Books
    sales: Ledger
    bills: Ledger

    @cached_property
    def lines(self) -> Sequence[CashEntry]:
        """The lines of the cash book that tell what nothing else does."""
        return cash_book.lines(self.books)

    @cached_property
    def rows(self) -> Sequence[Move]:
        """Every row by which money moved, by day."""
        return moves.moves(self.books, self.lines)

    @cached_property
    def moves(self) -> Sequence[tuple[date, float]]:
        """Every rupee that moved, in or out (negative), by date."""
        return [(row.day, float(row.amount)) for row in self.rows]

    @property
    def started_on(self) -> date | None:
        """The first day on which money moved."""
        return self.moves[0][0] if self.moves else None

    @cached_property
    def groups(self) -> Sequence[Hits]:
        """The rows in which a rhythm may be found; payments of tax have the calendar of the law instead."""
        spent = rhythms.of_expenses(one for one in self.books.expenses if one.id not in self.tax_ids)
        paid = rhythms.of_payments(self.books)
        return [*spent, *paid, *rhythms.of_documents(self.books), *rhythms.of_cash_book(self.lines)]

    @cached_property
    def tax(self) -> TaxBooks:
        """What the books hold about tax."""
        return TaxBooks.of(self.books)

    @cached_property
    def tax_ids(self) -> frozenset[UUID]:
        """The expenses that were payments of tax."""
        return frozenset(row.id for rows in self.tax.paid.values() for row in rows)

    def rhythmic(self, on: date) -> Sequence[Hits]:
        """Those of the groups that have a rhythm on `on`."""
        return [hits for hits in self.groups if recurring.of_group(hits, on) is not None]

    def dated_ids(self, on: date) -> frozenset[UUID]:
        """The rows by which money moved that have a rhythm on `on`, or the calendar of the law."""
        groups = (hits for hits in self.rhythmic(on) if hits.kind is not RowKind.DOCUMENT)
        return self.tax_ids.union(id_ for hits in groups for ids in hits.ids for id_ in ids)

    @cached_property
    def outlooks(self) -> dict[date, "Outlook"]:
        """What was foretold at earlier days, once it has been worked out."""
        return {}

    def weekly_nets(self, after: date, weeks: int) -> list[float]:
        """What really came in less what went out, for each of the `weeks` that begin after `after`."""
        nets = [0.0] * weeks
        first = bisect_right(self.move_days, after)
        last = bisect_right(self.move_days, after + timedelta(days=7 * weeks))
        for day, amount in self.moves[first:last]:
            nets[((day - after).days - 1) // 7] += amount
        return nets

    @cached_property
    def move_days(self) -> Sequence[date]:
        """The days of `moves`."""
        return [day for day, _ in self.moves]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Rupees a week by where they come from and go to: `fixed` is in less out of what falls on known days."""

    receipts: pace.Expected
    payments: pace.Expected
    fixed: Sequence[float]
    other: float

    def nets(self) -> list[float]:
        """In less out, by week."""
        return [self._net(week) for week in range(WEEKS)]

    def _net(self, week: int) -> float:
        money_in = self.receipts.from_open[week] + self.receipts.from_new[week]
        money_out = self.payments.from_open[week] + self.payments.from_new[week]
        return money_in - money_out + self.fixed[week] - self.other


def outlook(sides: Sides, on: date, pays: PaymentDays) -> Outlook:
    """What the books up to `on` say about the thirteen weeks after it; taxes as far as the books write them down."""
    if on not in sides.outlooks:
        sides.outlooks[on] = _outlook(sides, on, pays)
    return sides.outlooks[on]


def _outlook(sides: Sides, on: date, pays: PaymentDays) -> Outlook:
    known = standing_on(sides, on, HORIZON_DAYS)
    fixed = [(one.day, one.amount) for one in known.expected]
    fixed += [(one.due_on, -float(one.amount or 0)) for one in recorded_taxes(sides, on)]
    return Outlook(
        receipts=expected(sides.sales, on, pays, known.leave_out, known.loose_in),
        payments=expected(sides.bills, on, pays, known.leave_out, known.loose_out),
        fixed=by_week(fixed, on),
        other=7 * known.other_a_day,
    )


def expected(ledger: Ledger, on: date, pays: PaymentDays, leave_out: frozenset[UUID], loose: Loose) -> pace.Expected:
    """One side of the coming weeks: open documents by their day, new ones at the level of the year."""
    told = pace.expected(ledger, on, pays, leave_out=leave_out, loose=loose)
    loose_a_week = 7 * level.loose_a_day(ledger, on, loose)
    return replace(told, from_new=level.scaled(told.from_new, loose_a_week, level.factor(ledger, on, leave_out)))


def standing_on(sides: Sides, on: date, days: int) -> Standing:
    """What comes back within the coming `days`, as known on `on`."""
    return standing.of(sides.books, sides.sales, sides.bills, sides.groups, sides.lines, sides.tax_ids, on, days)


def taxes(sides: Sides, on: date, said: Preferences, days: int) -> list[StatutoryDate]:
    """Taxes to be paid from tomorrow on, with their amounts."""
    return statutory.to_be_paid(
        statutory.coming(sides.tax, on + timedelta(days=1), on + timedelta(days=days), said, known_on=on)
    )


def recorded_taxes(sides: Sides, on: date) -> list[StatutoryDate]:
    """Those that would also show in the books, since payments of the same tax are written down there."""
    recorded = {
        tax.value
        for tax, rows in sides.tax.paid.items()
        if any(0 <= (on - row.spent_on).days <= RECENT_TAX_DAYS for row in rows)
    }
    found = taxes(sides, on, NOTHING_SAID, HORIZON_DAYS) if recorded else []
    return [one for one in found if any(one.filing.value.startswith(tax) for tax in recorded)]


def by_week(dated: Iterable[tuple[date, float]], on: date) -> list[float]:
    """Sums of the thirteen weeks after `on`."""
    weeks = [0.0] * WEEKS
    for day, amount in dated:
        week = ((day - on).days - 1) // 7
        if 0 <= week < WEEKS:
            weeks[week] += amount
    return weeks

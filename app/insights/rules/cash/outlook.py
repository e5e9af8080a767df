"""The cash of thirteen weeks as it could be known on one day: today, or an earlier day for the backtest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from app.books.records import Books, Direction, Expense
from app.insights.records.cash import Recurring
from app.insights.records.ledger import Ledger
from app.insights.records.tools import PaymentDays
from app.insights.rules.cash import recurring
from app.insights.rules.paying import pace
from app.insights.rules.trends import expenses

WEEKS = pace.WEEKS


@dataclass(frozen=True)
class Sides:
    """What the prediction reads: the plausible books and both ledgers made of them."""

    books: Books
    sales: Ledger
    bills: Ledger

    @cached_property
    def moves(self) -> Sequence[tuple[date, float]]:
        """Every rupee that moved, in or out (negative), by date."""
        paid = [
            (p.paid_on, float(p.amount) if p.direction is Direction.IN else -float(p.amount))
            for p in self.books.payments
        ]
        return sorted([*paid, *((e.spent_on, -float(e.amount)) for e in self.books.expenses)])

    @property
    def started_on(self) -> date | None:
        """The first day on which money moved."""
        return self.moves[0][0] if self.moves else None

    def weekly_nets(self, after: date, weeks: int) -> list[float]:
        """What really came in less what went out, for each of the `weeks` that begin after `after`."""
        nets = [0.0] * weeks
        for day, amount in self.moves:
            week = (day - after).days - 1
            if 0 <= week < 7 * weeks:
                nets[week // 7] += amount
        return nets


@dataclass(frozen=True, slots=True)
class Outlook:
    """Rupees a week by where they come from and go to."""

    receipts: pace.Expected
    payments: pace.Expected
    recurring: tuple[Recurring, ...]
    fixed: Sequence[float]
    other: float

    def nets(self) -> list[float]:
        """In less out, by week."""
        return [self._net(week) for week in range(WEEKS)]

    def _net(self, week: int) -> float:
        money_in = self.receipts.from_open[week] + self.receipts.from_new[week]
        money_out = self.payments.from_open[week] + self.payments.from_new[week]
        return money_in - money_out - self.fixed[week] - self.other


def outlook(sides: Sides, on: date, pays: PaymentDays) -> Outlook:
    """What the books up to `on` say about the thirteen weeks after it."""
    known = [expense for expense in sides.books.expenses if expense.spent_on <= on]
    comes_back = recurring.recurring_expenses(known, on)
    return Outlook(
        receipts=pace.expected(sides.sales, on, pays),
        payments=pace.expected(sides.bills, on, pays),
        recurring=comes_back,
        fixed=_fixed(comes_back, on),
        other=_other(known, comes_back, on),
    )


def _fixed(comes_back: Sequence[Recurring], on: date) -> Sequence[float]:
    weeks = [0.0] * WEEKS
    for one in comes_back:
        for day in recurring.coming_dates(one, on + timedelta(days=7 * WEEKS)):
            weeks[((day - on).days - 1) // 7] += float(one.amount)
    return weeks


def _other(known: Sequence[Expense], comes_back: Sequence[Recurring], on: date) -> float:
    """Expenses that follow no rhythm, a week, at the mean of the last thirteen."""
    if not known:
        return 0.0
    days = min((on - min(expense.spent_on for expense in known)).days + 1, pace.WINDOW_DAYS)
    if days < pace.LEAST_WINDOW_DAYS:
        return 0.0
    rhythmic = {(one.category, one.vendor) for one in comes_back}
    since = on - timedelta(days=days)
    recent = [
        expense
        for expense in known
        if expense.spent_on > since and (expenses.category_of(expense.category), expense.vendor) not in rhythmic
    ]
    return sum(float(expense.amount) for expense in recent) / days * 7

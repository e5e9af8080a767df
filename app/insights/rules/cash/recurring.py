"""Expenses that come back: what, how often, how much, and when next.

Same category and vendor, at least three times, at a regular interval, and still going on. The amount that counts is
the last one, once it has been seen twice: rent that went up stays up.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median

from app.books.records import Expense
from app.insights.records.cash import RecurringExpense
from app.insights.rules.trends.expenses import category_of
from app.values.period import Month

ZERO = Decimal(0)

INTERVALS: Mapping[int, int] = {7: 1, 14: 2, 30: 5, 91: 7, 365: 10}
"""Days between two payments of the same thing, and how far off each may be."""

LEAST_HITS = 3
SAME_AMOUNT = Decimal("0.15")
LAPSED_AFTER = 2
"""Intervals without it after which it has probably ended; before that, somebody is late in writing it down."""

MONTHLY = 30


def recurring_expenses(expenses: Iterable[Expense], on: date) -> tuple[RecurringExpense, ...]:
    """What has come back regularly up to `on` and should again."""
    groups: dict[tuple[str, str], list[Expense]] = defaultdict(list)
    for expense in expenses:
        if expense.spent_on <= on:
            groups[category_of(expense.category), category_of(expense.vendor or "")].append(expense)
    found = (_recurring(groups[key], on) for key in sorted(groups))
    return tuple(recurring for recurring in found if recurring is not None)


def coming_dates(recurring: RecurringExpense, until: date) -> Iterable[date]:
    """The days up to `until` on which it should fall; monthly ones keep their day of the month."""
    first, step = recurring.next_on, 0
    day = first
    while day <= until:
        yield day
        step += 1
        day = (
            _months_later(first, step)
            if recurring.every_days == MONTHLY
            else (first + timedelta(days=recurring.every_days * step))
        )


def _recurring(expenses: Sequence[Expense], on: date) -> RecurringExpense | None:
    by_day: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for expense in expenses:
        by_day[expense.spent_on] += expense.amount
    days = sorted(by_day)
    every = _interval(days[-LEAST_HITS - 1 :]) if len(days) >= LEAST_HITS else None
    if every is None or (on - days[-1]).days > LAPSED_AFTER * every:
        return None
    before, last = by_day[days[-2]], by_day[days[-1]]
    if last <= 0 or abs(last - before) > SAME_AMOUNT * max(last, before):
        return None
    ids = tuple(e.id for e in sorted(expenses, key=lambda e: (e.spent_on, e.id))[-LEAST_HITS:])
    next_on = max(
        _months_later(days[-1], 1) if every == MONTHLY else days[-1] + timedelta(days=every), on + timedelta(days=1)
    )
    return RecurringExpense(category_of(expenses[0].category), expenses[0].vendor, every, last, next_on, ids)


def _interval(days: Sequence[date]) -> int | None:
    gaps = [(later - sooner).days for sooner, later in pairwise(days)]
    middle = median(gaps)
    for every, slack in INTERVALS.items():
        if abs(middle - every) <= slack and all(abs(gap - every) <= slack for gap in gaps):
            return every
    return None


def _months_later(day: date, months: int) -> date:
    month = Month.of(day).plus(months)
    return month.first.replace(day=min(day.day, month.last.day))

"""What comes back: expenses, bills and payments with a rhythm; how often, how much, on which days next.

The same category and vendor, or the same party, at least three times, at 7, 14, 30, 91 or 365 days, with amounts that
vary by less than 15 % (or did so before and after one step up or down), and still going on.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import count, pairwise
from statistics import median
from typing import NamedTuple

from app.books.records import Direction
from app.insights.records.cash import Recurring
from app.insights.rules.cash.rhythms import Hits
from app.values.period import Month

LEAST_HITS = 3
LOOKED_AT = 4
"""The last hits that a rhythm is read from: a business changes its habits."""

VARIATION = 0.15
"""Largest coefficient of variation of amounts that are still "the same"."""

LAPSED_AFTER = 2
"""Intervals without it after which it has probably ended; before that, somebody is late in writing it down."""

MONTH_END_DAYS = 2
"""Hits all within so many days of the end of their month belong to the end of the month, be it the 28th or the 31st."""


class Interval(NamedTuple):
    """Days between two hits, how far off each may be, and how many calendar months that is (0: count days)."""

    days: int
    slack: int
    months: int


INTERVALS: Sequence[Interval] = (
    Interval(7, 1, 0), Interval(14, 2, 0), Interval(30, 5, 1), Interval(91, 7, 3), Interval(365, 10, 12)
)  # fmt: skip
BY_DAYS: Mapping[int, Interval] = {one.days: one for one in INTERVALS}
LEAST_DAYS_OF_RECEIPTS = 28
"""Of money that comes in only monthly and rarer rhythms are believed: a sale a week to one customer is no agreement."""


def coming_dates(one: Recurring, until: date) -> Iterator[date]:
    """The days up to `until` (and up to its end) on which it should fall; monthly ones keep their day of the month."""
    last = min(until, one.ends_on or until)
    if one.next_on <= last:
        yield one.next_on
    for step in count(1):
        day = _later(one, step)
        if day > last:
            return
        if day > one.next_on:
            yield day


def day_in(month: Month, day_of_month: int | None) -> date:
    """That day of the month, its last where it has none so late."""
    return month.first.replace(day=min(day_of_month or 31, month.last.day))


def _later(one: Recurring, steps: int) -> date:
    """The day so many intervals after the one on which it is due next."""
    months = BY_DAYS[one.every_days].months if one.every_days in BY_DAYS else 0
    if months:
        return day_in(Month.of(one.due_on).plus(months * steps), one.day_of_month)
    return one.due_on + timedelta(days=one.every_days * steps)


def of_group(hits: Hits, on: date) -> Recurring | None:
    """What comes back in one group of rows, as known on `on`; None where nothing does."""
    known = bisect_right(hits.days, on)
    days, amounts = hits.days[max(known - LOOKED_AT, 0) : known], hits.amounts[max(known - LOOKED_AT, 0) : known]
    every = _interval(days) if len(days) >= LEAST_HITS else None
    if every is None or (on - days[-1]).days > LAPSED_AFTER * every.days or not _is_steady(amounts):
        return None
    if hits.direction is Direction.IN and every.days < LEAST_DAYS_OF_RECEIPTS:
        return None
    day_of_month = _day_of_month(days) if every.months else None
    due_on = _due_on(days[-1], every, day_of_month)
    return Recurring(
        category=hits.name,
        vendor=hits.vendor,
        direction=hits.direction,
        party_id=hits.party_id,
        every_days=every.days,
        day_of_month=day_of_month,
        amount=_amount(amounts),
        due_on=due_on,
        next_on=max(due_on, on + timedelta(days=1)),
        kind=hits.kind,
        ids=tuple(id_ for ids in hits.ids[known - LEAST_HITS : known] for id_ in ids),
    )


def _interval(days: Sequence[date]) -> Interval | None:
    gaps = [(later - sooner).days for sooner, later in pairwise(days)]
    middle = median(gaps)
    for every in INTERVALS:
        if abs(middle - every.days) <= every.slack and all(abs(gap - every.days) <= every.slack for gap in gaps):
            return every
    return None


def _is_steady(amounts: Sequence[Decimal]) -> bool:
    """Whether the amounts are the same: the last three, or two and two around one step."""
    if min(amounts) <= 0:
        return False
    return _varies_little(amounts[-LEAST_HITS:]) or (
        len(amounts) == LOOKED_AT and _varies_little(amounts[:2]) and _varies_little(amounts[2:])
    )


def _varies_little(amounts: Sequence[Decimal]) -> bool:
    values = [float(amount) for amount in amounts]
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) < len(values) * (VARIATION * mean) ** 2


def _amount(amounts: Sequence[Decimal]) -> Decimal:
    """The last one where it has been seen twice, so that rent that went up stays up; else the middle of the last."""
    return amounts[-1] if amounts[-1] == amounts[-2] or not _varies_little(amounts[-3:]) else median(amounts[-3:])


def _day_of_month(days: Sequence[date]) -> int:
    if all((Month.of(day).last - day).days <= MONTH_END_DAYS for day in days) and max(d.day for d in days) > 28:
        return 31
    return round(median(day.day for day in days))


def _due_on(last: date, every: Interval, day_of_month: int | None) -> date:
    """The day one interval after the last hit; of months counted from the day it should have fallen on."""
    if not every.months:
        return last + timedelta(days=every.days)
    nominal = (day_in(Month.of(last).plus(shift), day_of_month) for shift in (-1, 0, 1))
    nearest = min(nominal, key=lambda day: abs((day - last).days))
    return day_in(Month.of(nearest).plus(every.months), day_of_month)

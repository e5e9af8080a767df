"""What the owner has entered as agreed to recur, beside what the books show to recur: each counted once.

Where both speak of the same money, the books say how much and when (tax is added or deducted on the way), and the
agreement says until when. A paused or ended agreement ends the rhythm too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from app.books.records import Books, RecurringPayment
from app.insights.records.cash import Recurring
from app.insights.records.evidence import RowKind
from app.insights.rules.cash.recurring import day_in
from app.values import money
from app.values.period import Month

EVERY_DAYS = {"daily": 1, "weekly": 7, "monthly": 30, "yearly": 365}

LAST_DAY = 31

LEAST_SHARE, LARGEST_SHARE = Decimal("0.85"), Decimal("1.3")
"""What is paid on an agreed amount: down to a tenth less (tax deducted at source), up to 28 % more (GST)."""


def together(found: Sequence[Recurring], books: Books, on: date) -> tuple[Recurring, ...]:
    """Both, without what has ended by `on` and without doubles."""
    agreed = sorted(books.recurring_payments, key=lambda one: str(one.id))
    standing = (_within(one, agreed, on) for one in found)
    alone = (one for one in agreed if not any(is_same(one, other) for other in found))
    return (
        *(one for one in standing if one is not None),
        *(entry for one in alone for entry in _of_agreement(one, books, on)),
    )


def is_same(agreed: RecurringPayment, found: Recurring) -> bool:
    """Whether an agreement and a rhythm are about the same money."""
    return (
        agreed.party_id == found.party_id
        and agreed.direction is found.direction
        and EVERY_DAYS.get(agreed.frequency) == found.every_days
        and is_amount_of(agreed.amount, found.amount)
    )


def is_amount_of(agreed: Decimal, paid: Decimal) -> bool:
    """Whether `paid` can be what comes of the agreed amount after tax."""
    return agreed * LEAST_SHARE <= paid <= agreed * LARGEST_SHARE


def _within(found: Recurring, agreed: Iterable[RecurringPayment], on: date) -> Recurring | None:
    same = [one for one in agreed if is_same(one, found)]
    if not same:
        return found
    active = [one for one in same if one.is_active]
    ends = [one.ends_on for one in active]
    if not active or (None not in ends and max(day for day in ends if day) <= on):
        return None
    return found if None in ends else replace(found, ends_on=max(day for day in ends if day))


def _of_agreement(agreed: RecurringPayment, books: Books, on: date) -> Iterable[Recurring]:
    every = EVERY_DAYS.get(agreed.frequency)
    if every is None or not agreed.is_active or agreed.amount <= 0:
        return
    if agreed.ends_on is not None and agreed.ends_on <= on:
        return
    by_month = every >= EVERY_DAYS["monthly"]
    next_on = _next_by_month(agreed, every, on) if by_month else _next_by_days(agreed.starts_on, every, on)
    yield Recurring(
        category=agreed.description,
        vendor=books.party_name(agreed.party_id),
        direction=agreed.direction,
        party_id=agreed.party_id,
        every_days=every,
        day_of_month=_day_of_month(agreed) if by_month else None,
        amount=money.rounded(agreed.amount),
        due_on=next_on,
        next_on=next_on,
        kind=RowKind.RECURRING_PAYMENT,
        ids=(agreed.id,),
        ends_on=agreed.ends_on,
    )


def _next_by_days(starts_on: date, every: int, on: date) -> date:
    behind = (on - starts_on).days
    return starts_on if behind < 0 else starts_on + timedelta(days=(behind // every + 1) * every)


def _next_by_month(agreed: RecurringPayment, every: int, on: date) -> date:
    """The first such day of the month after `on` and not before the agreement starts."""
    day_of_month = _day_of_month(agreed)
    after = max(on + timedelta(days=1), agreed.starts_on)
    months = [Month.of(after), Month.of(after).plus(1)]
    if every == EVERY_DAYS["yearly"]:
        months = [Month(after.year, agreed.starts_on.month), Month(after.year + 1, agreed.starts_on.month)]
    return next(day for day in (day_in(month, day_of_month) for month in months) if day >= after)


def _day_of_month(agreed: RecurringPayment) -> int:
    """As agreed, where that is a day that a month can have; else that of the first payment."""
    day = agreed.day_of_month or 0
    return day if 1 <= day <= LAST_DAY else agreed.starts_on.day

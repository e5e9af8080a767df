"""Amounts that do not fit the business's own pattern: days, invoices and expenses of the last three months.

Each is set against its own kind in the year before: a day against the same weekday, an invoice against the customer's,
an expense against its category's. Amounts of trade spread by ratios, so the distance is measured on logarithms, in
units of the median absolute deviation (Iglewicz & Hoaglin 1993, "How to Detect and Handle Outliers": 3.5 of them mark
an outlier; here more, as a shop has thousands of amounts). Whether somebody cheats is not asked here.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from math import log
from statistics import median

from app.books.records import Books
from app.insights.records.answer import Missing, Need
from app.insights.records.evidence import Point, Series, Unit
from app.insights.records.review import Odd, OddAmounts, OddKind
from app.insights.rules import history, tracing
from app.insights.rules.general import alike
from app.insights.rules.general.alike import LIKE, Group
from app.insights.rules.trends import selling, spending
from app.values import money
from app.values.period import Month

LOOKED_AT = timedelta(days=90)

LEAST_LIKE = 12
"""Of fewer of a kind no pattern is known."""

FAR = 5.0
"""Standard deviations: as far as no ordinary sale comes in a lifetime of a shop (1 in 3 million normal ones)."""

TO_SIGMA = 1.4826
"""The median absolute deviation of normal errors times this is their standard deviation."""

LEAST_SPREAD = log(1.15)
"""Amounts that never change are taken to vary by 15 percent: a rent that rises by a tenth is no oddity."""

LEAST_TWICE = 2
"""The largest spending of a year is beyond twice the largest before it."""

OFTEN = 50
"""What was as large once in fifty times is no news."""

LEAST_TIMES = 3
"""An owner looks twice at three times the usual, not at less."""

NAMED = 5

ORDER = (
    OddKind.LARGE_SALE, OddKind.LARGE_EXPENSE, OddKind.LARGE_BILL, OddKind.LARGEST_SPENDING, OddKind.BUSY_DAY,
)  # fmt: skip
"""A row is told by the first of these that it fits."""

LEAST_MONTHS = 4
"""The three months that are looked at, and one before them."""


def odd_amounts(books: Books, on: date) -> OddAmounts:
    """What stands out in the 90 days up to `on`, the most money first; no more than five."""
    since = on - LOOKED_AT
    days = [*(one.issued_on for one in books.documents), *(one.spent_on for one in books.expenses)]
    if not days or min(days) > since:
        return _untold(min(days, default=on), since, on)
    found = list(_largest(books, since))
    found += [
        odd for group, amounts in alike.groups(books, since - LIKE).items() for odd in _odd(group, amounts, since)
    ]
    odd = _named(found)
    return OddAmounts(
        at_stake=sum((abs(one.amount - one.usual) for one in odd), Decimal(0)),
        since=since,
        odd=odd,
        series=(_by_day(books, since, on),),
        traces=tuple(
            tracing.trace(
                f"odd.{place}", "the rows of it", one.row_kind, ((id, one.amount) for id in one.ids), one.amount
            )
            for place, one in enumerate(odd)
        ),
    )


def _by_day(books: Books, since: date, on: date) -> Series:
    """The sales of each day looked at."""
    sums: dict[date, Decimal] = defaultdict(lambda: Decimal(0))
    for sale in selling.of(books):
        sums[sale.on] += sale.amount
    days = (since + timedelta(days=after) for after in range(1, (on - since).days + 1))
    points = tuple(Point(day, money.rounded(sums.get(day, Decimal(0)))) for day in days)
    return Series("sales_by_day", "Sales by day, before tax", Unit.RUPEES, points)


def _named(found: Iterable[Odd]) -> tuple[Odd, ...]:
    """Those with the most money in them; a day is left out where one of its invoices says it all."""
    named: list[Odd] = []
    for one in sorted(found, key=lambda one: (ORDER.index(one.kind), one.on, one.name, one.amount)):
        if all(set(one.ids).isdisjoint(other.ids) for other in named):
            named.append(one)
    return tuple(sorted(named, key=lambda one: (-abs(one.amount - one.usual), one.on, one.name))[:NAMED])


def _untold(first: date, since: date, on: date) -> OddAmounts:
    """A pattern takes three months before the three that are looked at begin to have one."""
    have = history.months_between(Month.of(first), Month.of(on))
    ready = Month.of(first).plus(LEAST_MONTHS).first
    return OddAmounts(
        is_told=False, missing=(Missing(Need.MONTHS_OF_SALES, have, LEAST_MONTHS, ready),), since=since, odd=()
    )


def _odd(group: Group, amounts: Sequence[alike.Amount], since: date) -> Iterable[Odd]:
    kind, name, row_kind = group
    for day, like in alike.years_before(amounts, since):
        if len(like) < LEAST_LIKE:
            continue
        usual = median(like)
        for one in day:
            as_far = len(like) - bisect_left(like, one.amount)
            if as_far <= len(like) // OFTEN and one.amount >= LEAST_TIMES * usual and _is_far(one.amount, like):
                once_in = (len(like) + 1) // (as_far + 1)
                told = (one.on, one.amount, money.rounded(usual), len(like), once_in, row_kind, one.ids)
                yield Odd(kind, name, *told)


def _largest(books: Books, since: date) -> Iterable[Odd]:
    """Expenses and bills more than twice as large as any of the year before, of whatever kind."""
    spent = spending.of(books)
    recent = sorted((one for one in spent if one.on > since), key=lambda one: (-one.amount, one.on, one.id.int))
    for one in recent[:NAMED]:
        like = [other.amount for other in spent if one.on - LIKE <= other.on < one.on]
        if len(like) >= LEAST_LIKE and one.amount > LEAST_TWICE * max(like) > 0:
            name = f"{one.category} ({one.vendor})" if one.vendor else one.category
            seen = len(like)
            yield Odd(
                OddKind.LARGEST_SPENDING, name, one.on, one.amount, max(like), seen, seen + 1, one.kind, (one.id,)
            )


def _is_far(amount: Decimal, like: Sequence[Decimal]) -> bool:
    """Whether `amount` lies `FAR` standard deviations above the middle of `like`, on the scale of ratios."""
    logs = [log(other) for other in like]
    centre = median(logs)
    spread = max(TO_SIGMA * median(abs(other - centre) for other in logs), LEAST_SPREAD)
    return log(amount) - centre > FAR * spread

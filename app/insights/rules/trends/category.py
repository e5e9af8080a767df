"""One category of spending by month: its sums, its levels, its season, and the months that merely stood out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from statistics import median

from app.insights.records.answer import MonthPoint
from app.insights.rules.trends import levels, spending
from app.insights.rules.trends.levels import SEASON, Fit
from app.insights.rules.trends.spending import Spent
from app.values import money
from app.values.period import Month

ZERO = Decimal(0)

CHART_MONTHS = 24

LEAST_ENTRIES, EVEN, MOSTLY = 2, 0.05, 0.8
"""Entries a month, how far they may differ, and the share of months in which they must not, to be of one amount."""

AGREED_MONTHS, SAME = 3, Decimal("0.01")
"""An amount that was the same for so many months, but for one in a hundred, is agreed, as rent is."""


@dataclass(frozen=True)
class Category:
    """One category by month; `months` are those of `counted`."""

    name: str
    months: Sequence[Month]
    rows: spending.ByMonth

    @cached_property
    def amounts(self) -> Sequence[Decimal]:
        """Its sum in each month."""
        return [sum((row.amount for row in self.rows.get(month, ())), ZERO) for month in self.months]

    @cached_property
    def values(self) -> Sequence[float]:
        """The sums as numbers."""
        return [float(amount) for amount in self.amounts]

    @cached_property
    def singles(self) -> Sequence[int]:
        """The months that stood out upwards and have no like among the others."""
        return [
            place
            for place in levels.outstanding(self.values)
            if all(other < self.values[place] / 2 for index, other in enumerate(self.values) if index != place)
        ]

    @cached_property
    def steady(self) -> Sequence[float]:
        """The sums with each single month set to what is usual around it."""
        calm = levels.calmed(self.values)
        return [calm[place] if place in self.singles else value for place, value in enumerate(self.values)]

    @cached_property
    def is_seasonal(self) -> bool:
        """Whether each year repeats the one before."""
        return levels.is_seasonal(self.values)

    @cached_property
    def fit(self) -> Fit:
        """Its levels; of a seasonal category those of its ratio to the year before, which a hot month leaves alone."""
        if not self.is_seasonal:
            return max(levels.fit(self.values), self._fit_of_each(), key=lambda one: one.start)
        pairs = list(zip(self.values, self.values[SEASON:], strict=False))
        are_ratios = all(then > 0 for then, _ in pairs)
        found = levels.fit([now / then if are_ratios else now - then for then, now in pairs])
        start = found.start + SEASON if found.start else 0
        return Fit(start, start - SEASON if start else 0, None)

    def _fit_of_each(self) -> Fit:
        """The levels of single entries where all of a month are of one amount: weekly wages, in months of four or five.

        No change where they are not, or where there is one a month: then the sums tell the same.
        """
        first = next((place for place, value in enumerate(self.values) if value), 0)
        months = [[float(row.amount) for row in self.rows.get(month, ())] for month in self.months[first:]]
        if not all(months) or sum(map(len, months)) < LEAST_ENTRIES * len(months):
            return Fit(0, 0, None)
        usual = [median(amounts) for amounts in months]
        pairs = zip(months, usual, strict=True)
        even = sum(max(amounts) - min(amounts) <= EVEN * one for amounts, one in pairs if one > 0)
        found = levels.fit(usual) if even >= MOSTLY * len(months) else Fit(0, 0, None)
        return Fit(found.start + first, found.previous + first, None) if found.start else Fit(0, 0, None)

    def spent(self, start: int, stop: int) -> Sequence[Spent]:
        """The rows of the months from index `start` up to `stop`."""
        return [row for month in self.months[start:stop] for row in self.rows.get(month, ())]

    def chart(self) -> tuple[MonthPoint, ...]:
        """Its sums of the last two years."""
        pairs = zip(self.months, self.amounts, strict=True)
        return tuple(MonthPoint(str(month), money.rounded(amount)) for month, amount in pairs)[-CHART_MONTHS:]


def counted(name: str, complete: Sequence[Month], rows: spending.ByMonth) -> Category:
    """The category over the `complete` months of the whole books, at least one.

    The month after them, which is running, counts too where an agreed amount rose in the last of them and has been paid
    again as it is now. A rise alone is safe: what is less than agreed may be a part, of which the rest is yet to come.
    """
    category = Category(name, complete, rows)
    longer = replace(category, months=[*complete, complete[-1].plus(1)])
    return longer if _is_raised(longer.amounts) and not longer.is_seasonal else category


def _is_raised(amounts: Sequence[Decimal]) -> bool:
    """Whether the last two `amounts` are one, and more than the one agreed before."""
    before, now = amounts[-AGREED_MONTHS - 2 : -2], amounts[-2:]
    return len(before) == AGREED_MONTHS and _is_one(before) and _is_one(now) and min(now) > (1 + SAME) * max(before)


def _is_one(amounts: Sequence[Decimal]) -> bool:
    return 0 < max(amounts) <= (1 + SAME) * min(amounts)

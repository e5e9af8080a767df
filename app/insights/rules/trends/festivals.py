"""Festivals of the coming months whose day moves by weeks, and what the three weeks before them sold in other years.

Each is set against the weeks on both sides, so that growth is no festival. It is named where every known one sold more
and all together stand out of what three weeks usually stray, or where the forecaster moved its effect itself.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import accumulate
from math import sqrt
from statistics import fmean, median
from typing import NamedTuple

from app.insights.records.tools import Festivals
from app.insights.records.trends import FestivalAhead
from app.insights.rules.trends.selling import Sale
from app.values.period import Month

AHEAD_MONTHS = 3

BUSY_DAYS = 21
"""Shops of the bazaar sell for a festival in the three weeks up to it."""

REST_DAYS, SIDE_DAYS = 7, 56
"""The week after a festival is quiet; the eight weeks before and after all that are the usual ones."""

LEAST_EXTRA = 0.10
CLEAR = 2.0
"""Standard errors by which the festivals of all years together have to stand out."""

TO_SIGMA = 1.4826

Dated = tuple[str, date]


class Daily(NamedTuple):
    """Sums of sales up to each day: `sums[n]` is what came in the first `n` days from `first` on."""

    first: date
    sums: Sequence[float]

    def mean(self, start: date, days: int) -> float | None:
        """Sales a day over `days` days from `start`; None where the books do not hold all of them."""
        place = (start - self.first).days
        if place < 0 or place + days >= len(self.sums):
            return None
        return (self.sums[place + days] - self.sums[place]) / days

    def extra_share(self, on: date) -> float | None:
        """By how much the three weeks up to `on` sold more a day than the weeks on both sides of them."""
        start = on - timedelta(days=BUSY_DAYS - 1)
        busy = self.mean(start, BUSY_DAYS)
        before = self.mean(start - timedelta(days=SIDE_DAYS), SIDE_DAYS)
        after = self.mean(on + timedelta(days=REST_DAYS + 1), SIDE_DAYS)
        if busy is None or before is None or after is None or before + after <= 0:
            return None
        return 2 * busy / (before + after) - 1


def ahead(
    sales: Sequence[Sale], on: date, festivals: Festivals, moved: Collection[str] = ()
) -> tuple[FestivalAhead, ...]:
    """The festivals from `on` to the end of the third month ahead that move these sales, the soonest first.

    moved : those that the forecaster found. Of several within three weeks only the strongest is named.
    """
    if not sales:
        return ()
    daily = _daily(sales, on)
    known = festivals(daily.first, Month.of(on).plus(AHEAD_MONTHS).last)
    usual = _stray(daily, on)
    found = [
        told
        for name, day in known
        if day >= on and (told := _ahead((name, day), known, daily, usual, is_moved=name in moved))
    ]
    strongest = [one for one in found if not any(_outshines(other, one) for other in found)]
    return tuple(sorted(strongest, key=lambda one: (one.on, one.name)))


def _ahead(
    coming: Dated, known: Sequence[Dated], daily: Daily, usual: float, *, is_moved: bool
) -> FestivalAhead | None:
    name, on = coming
    past = [day for other, day in known if other == name and day < on]
    shares = [share for day in past if (share := daily.extra_share(day)) is not None]
    is_clear = bool(shares) and min(shares) >= LEAST_EXTRA and fmean(shares) >= CLEAR * usual / sqrt(len(shares))
    if not past or not (is_clear or is_moved):
        return None
    extra = round(fmean(shares), 3) if is_clear else None
    return FestivalAhead(name, on, max(past), extra)


def _outshines(other: FestivalAhead, one: FestivalAhead) -> bool:
    return abs((other.on - one.on).days) <= BUSY_DAYS and (other.extra_share or 0) > (one.extra_share or 0)


def _stray(daily: Daily, on: date) -> float:
    """How far three weeks usually are from those on both sides of them, as a standard deviation."""
    weeks = range(BUSY_DAYS, (on - daily.first).days, BUSY_DAYS)
    shares = [daily.extra_share(daily.first + timedelta(days=place)) for place in weeks]
    found = [abs(share) for share in shares if share is not None]
    return TO_SIGMA * median(found) if found else 0.0


def _daily(sales: Sequence[Sale], on: date) -> Daily:
    first = min(sale.on for sale in sales)
    days = [0.0] * ((on - first).days + 1)
    for sale in sales:
        days[(sale.on - first).days] += float(sale.amount)
    return Daily(first, [0.0, *accumulate(days)])

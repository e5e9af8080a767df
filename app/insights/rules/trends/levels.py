"""Where a monthly series changed its level for good, where it grows bit by bit, and which month merely stood out.

Levels: the cuts that minimise squared errors plus a price for each cut, found by dynamic programming with pruning
(PELT; Killick, Fearnhead & Eckley 2012), the price `3 sigma^2 ln n` after Yao 1988, with one half more for caution.
Sigma comes of the differences of neighbours (median absolute deviation), which a change of level hardly touches.
Months that merely stand out are first set to their surroundings: each would be two cuts (Fearnhead & Rigaill 2019).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import log, sqrt
from statistics import fmean, median

PRICE = 3.0
LEAST_LENGTH = 2
"""A level has held for two months at least: one month is an expense, not a level."""

LEAST_SIGMA = 0.03
"""Of the mean: amounts that never vary are taken to vary by so much, so that a raise of a few rupees is no news."""

CERTAIN = 5.5
"""Standard errors between two levels. Simulated on 400 series of 30 months without a change, 1 in 100 with 15 percent
normal noise and 6 in 100 with lognormal noise (sigma 0.5) pass for changed; of rises by half after 24 months of 10
percent noise, four months long, 9 in 10 are dated to the month."""

TO_SIGMA = 1.4826
"""The median absolute deviation of normal errors times this is their standard deviation."""

FAR = 6.0
"""Standard deviations of the months around one that stands out: six months tell their spread but roughly."""

NEIGHBOURS = 3

SEASON = 12
SEASON_CORRELATION = 0.6
LEAST_SEASONS = 18
"""A season is believed when half a year at least repeats the year before so closely."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a series goes: the first index of its last level, or a line when that explains it better.

    start : 0 where the level never changed; slope : rise a month of the line, None where levels are the better account
    """

    start: int
    previous: int
    slope: float | None


def fit(amounts: Sequence[float]) -> Fit:
    """The last level of `amounts` (months, oldest first), without what merely stood out."""
    calm = calmed(amounts)
    sigma = _sigma(calm)
    cuts = _cuts(calm, PRICE * sigma**2 * log(max(len(calm), 2)))
    if len(cuts) > 1 and (slope := _line(calm, cuts, sigma)) is not None:
        return Fit(0, 0, slope)
    if len(cuts) > 1 and _is_certain(calm[cuts[-2] : cuts[-1]], calm[cuts[-1] :]):
        return Fit(cuts[-1], cuts[-2], None)
    return Fit(0, 0, None)


def _is_certain(before: Sequence[float], after: Sequence[float]) -> bool:
    """Whether the means differ by more than chance: spending is skewed, and a few large months look like a level."""
    squares = sum((one - fmean(side)) ** 2 for side in (before, after) for one in side)
    spread = sqrt(squares / max(len(before) + len(after) - 2, 1))
    return abs(fmean(after) - fmean(before)) > CERTAIN * spread * sqrt(1 / len(before) + 1 / len(after))


def outstanding(amounts: Sequence[float]) -> Sequence[int]:
    """The months that stand out from those around them and stand alone, upwards or downwards."""
    found = []
    for place, amount in enumerate(amounts):
        around = _around(amounts, place)
        if len(around) < NEIGHBOURS:
            continue
        usual = median(around)
        spread = max(TO_SIGMA * median(abs(one - usual) for one in around), LEAST_SIGMA * abs(usual))
        step = amount - usual
        is_far = abs(step) > max(FAR * spread, abs(usual) / 2) and step != 0
        beside = [amounts[other] for other in (place - 1, place + 1) if 0 <= other < len(amounts)]
        if is_far and all(abs(other - usual) < abs(step) / 2 for other in beside):
            found.append(place)
    return found


def calmed(amounts: Sequence[float]) -> Sequence[float]:
    """`amounts` with each month that stands out set to the middle one of those around it."""
    odd = set(outstanding(amounts))
    return [median(_around(amounts, place)) if place in odd else amount for place, amount in enumerate(amounts)]


def is_seasonal(amounts: Sequence[float]) -> bool:
    """Whether the months of the last year went up and down as the same months of the year before did."""
    if len(amounts) < LEAST_SEASONS:
        return False
    now, before = _straightened(amounts[SEASON:]), _straightened(amounts[:-SEASON])
    spread_now, spread_before = sum(one * one for one in now), sum(one * one for one in before)
    if spread_now <= len(now) * (LEAST_SIGMA * fmean(amounts)) ** 2 or not spread_before:
        return False
    together = sum(a * b for a, b in zip(now, before, strict=True))
    return together / sqrt(spread_now * spread_before) >= SEASON_CORRELATION


def _straightened(amounts: Sequence[float]) -> Sequence[float]:
    """What is left of `amounts` without their mean and their straight line."""
    middle, mean, slope = (len(amounts) - 1) / 2, fmean(amounts), _slope(amounts)
    return [one - mean - slope * (place - middle) for place, one in enumerate(amounts)]


def _slope(amounts: Sequence[float]) -> float:
    middle, mean = (len(amounts) - 1) / 2, fmean(amounts)
    across = sum((place - middle) ** 2 for place in range(len(amounts)))
    return sum((place - middle) * (one - mean) for place, one in enumerate(amounts)) / across if across else 0.0


def _around(amounts: Sequence[float], place: int) -> Sequence[float]:
    """Three months before and three after, or as many more on one side as the other lacks."""
    start = min(max(place - NEIGHBOURS, 0), max(len(amounts) - 1 - 2 * NEIGHBOURS, 0))
    return [*amounts[start:place], *amounts[place + 1 : start + 1 + 2 * NEIGHBOURS]]


def _sigma(amounts: Sequence[float]) -> float:
    steps = [b - a for a, b in pairwise(amounts)]
    floor = LEAST_SIGMA * fmean(map(abs, amounts)) if amounts else 0.0
    if not steps:
        return floor
    middle = median(steps)
    return max(TO_SIGMA * median(abs(step - middle) for step in steps) / sqrt(2), floor)


def _cuts(amounts: Sequence[float], price: float) -> Sequence[int]:
    """The first index of each level, 0 among them."""
    sums = [0.0, *accumulate(amounts)]
    squares = [0.0, *accumulate(one * one for one in amounts)]

    def cost(start: int, stop: int) -> float:
        total = sums[stop] - sums[start]
        return max(squares[stop] - squares[start] - total * total / (stop - start), 0.0)

    best = [-price] + [float("inf")] * len(amounts)
    before = [0] * (len(amounts) + 1)
    starts = [0]
    for stop in range(LEAST_LENGTH, len(amounts) + 1):
        ranked = [(best[start] + cost(start, stop) + price, start) for start in starts]
        best[stop], before[stop] = min(ranked)
        starts = [start for value, start in ranked if value - price <= best[stop]]
        starts.append(stop - LEAST_LENGTH + 1)
    cuts = []
    stop = len(amounts)
    while stop > 0:
        stop = before[stop]
        cuts.append(stop)
    return cuts[::-1] or [0]


def _line(amounts: Sequence[float], cuts: Sequence[int], sigma: float) -> float | None:
    """The slope of a straight line where it explains `amounts` better than the levels do, its price considered."""
    size = len(amounts)
    line_cost = sum(one * one for one in _straightened(amounts))
    level_cost = 0.0
    for start, stop in pairwise([*cuts, size]):
        level = fmean(amounts[start:stop])
        level_cost += sum((one - level) ** 2 for one in amounts[start:stop])
    unit = sigma**2 * log(max(size, 2))
    return _slope(amounts) if line_cost + unit < level_cost + 2 * (len(cuts) - 1) * unit else None

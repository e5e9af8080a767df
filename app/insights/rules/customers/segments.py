"""Where each customer stands: the days of purchases beside the customer's own rhythm, and what is expected of them.

Recency, frequency and money in the order in which they tell most: silence in turns of the own interval first, then
whether the customer has come back at all, then value. No rupee and no share of customers decides but "the best fifth".
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from statistics import median

from app.insights.records.customer_value import Segment

MONTH_DAYS = 30
"""The interval that is supposed where nobody has come back yet."""

SLIPPING_TURNS, SLIPPING_DAYS = 2, 30
"""Silent for longer than both of these: of random purchases one gap in seven is longer than two usual ones."""

LOST_TURNS, LOST_DAYS = 6, 120
"""Of random purchases one gap in four hundred is longer than six usual ones."""

BEST_SHARE = 5
"""The best are one in so many of those who buy as usual."""


def usual_interval(histories: Sequence[Sequence[date]]) -> float:
    """Days between two purchases of the middle gap of all customers (each history in order), at least one."""
    gaps = [(later - earlier).days for days in histories for earlier, later in pairwise(days)]
    return max(float(median(gaps)), 1.0) if gaps else float(MONTH_DAYS)


def own_interval(days: Sequence[date], usual: float) -> float:
    """Mean days between the purchases of one customer, as if one more gap of the `usual` length had been there."""
    return ((days[-1] - days[0]).days + usual) / len(days)


def segments(histories: Sequence[Sequence[date]], values: Sequence[float], on: date) -> tuple[Segment, ...]:
    """The segment of each customer on `on`; `histories` are days in order, `values` what is expected of each."""
    usual = usual_interval(histories)
    found = [_by_days(days, usual, on) for days in histories]
    loyal = [place for place, segment in enumerate(found) if segment is Segment.LOYAL]
    ranked = sorted(loyal, key=lambda place: (-values[place], place))
    best = set(ranked[: -(-len(ranked) // BEST_SHARE)])
    return tuple(Segment.BEST if place in best else segment for place, segment in enumerate(found))


def _by_days(days: Sequence[date], usual: float, on: date) -> Segment:
    silent, turn = (on - days[-1]).days, own_interval(days, usual)
    if silent > max(LOST_TURNS * turn, LOST_DAYS):
        return Segment.LOST
    if silent > max(SLIPPING_TURNS * turn, SLIPPING_DAYS):
        return Segment.SLIPPING
    return Segment.LOYAL if len(days) > 1 else Segment.NEW

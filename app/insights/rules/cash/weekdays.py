"""On which days of the week money moves in this business."""

from collections.abc import Sequence
from datetime import date, timedelta

WINDOW_DAYS = 182
EVEN_SHARE = 0.25
"""Weight of "every day alike" beside what half a year has shown: a Sunday without payments may still bring one."""


def weights(moves: Sequence[tuple[date, float]], on: date) -> Sequence[float]:
    """How much moves on each day of the week, Monday first, 1 being the mean; all 1 where nothing moved lately."""
    sums = [0.0] * 7
    for day, amount in moves:
        if 0 <= (on - day).days < WINDOW_DAYS:
            sums[day.weekday()] += abs(amount)
    whole = sum(sums)
    if whole <= 0:
        return [1.0] * 7
    return [EVEN_SHARE + (1 - EVEN_SHARE) * 7 * part / whole for part in sums]


def spread(by_day: Sequence[float], busy: Sequence[float], on: date) -> list[float]:
    """`by_day` (from the day after `on`) with every seven days' sum laid out as the weekdays are busy."""
    laid: list[float] = []
    for start in range(0, len(by_day), 7):
        values = by_day[start : start + 7]
        wanted = [
            value * busy[(on + timedelta(days=start + place + 1)).weekday()] for place, value in enumerate(values)
        ]
        total = sum(wanted)
        laid += [value * sum(values) / total for value in wanted] if total > 0 else values
    return laid


def shares(busy: Sequence[float], on: date, days: int) -> list[float]:
    """Which part of its seven days falls on each of the coming days."""
    return spread([1 / 7] * days, busy, on)

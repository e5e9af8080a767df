"""Puts the rows of a series into equal periods, oldest first: order, gaps and rows that came twice."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import pairwise
from math import gcd

from app.insights.service.offline.series_table import Row

MONTHS, QUARTERS, WEEKS, DAYS = 12, 4, 52, 7
"""The number of periods in a season tells of what kind the periods are."""
MOST_STRETCH = 20
"""Rows that leave more than so many empty periods for each filled one are taken one after the other instead."""
LONGEST_MONTH, LONGEST_QUARTER, SHORTEST_MONTH, SHORTEST_QUARTER = 31, 92, 28, 90


@dataclass(frozen=True, slots=True)
class Regular:
    """One value for each period, None for a gap; `first` the day on which the first began, where dates were given.

    notes : what had to be done to the rows, in sentences without the name of the series.
    """

    values: tuple[float | None, ...]
    first: date | None
    notes: tuple[str, ...]


def regular(rows: Sequence[Row], *, season: int) -> Regular:
    """`rows` (one or more) as equal periods."""
    place = _place_of([row.t for row in rows], season)
    by_period: dict[int, dict[int | date, list[float | None]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_period[place(row.t)][row.t].append(row.y)
    values = {period: _total(list(map(_one, days.values()))) for period, days in sorted(by_period.items())}
    start = min(row.t for row in rows)
    first = start if isinstance(start, date) else None
    line, notes = _stretched(values)
    return Regular(line, first, (*_said_of_repeats(by_period), *notes))


def _place_of(times: Sequence[int | date], season: int) -> Callable[[int | date], int]:
    """The number of the period that a `t` belongs to."""
    days = [one for one in times if isinstance(one, date)]
    if not days:
        numbers = [one for one in times if isinstance(one, int)]
        return _by_step(min(numbers), _step(numbers))
    usual = _usual_step([day.toordinal() for day in days])
    if season == MONTHS or (season not in (QUARTERS, WEEKS, DAYS) and SHORTEST_MONTH <= usual <= LONGEST_MONTH):
        return _by_months(1)
    if season == QUARTERS or (season not in (WEEKS, DAYS) and SHORTEST_QUARTER <= usual <= LONGEST_QUARTER):
        return _by_months(3)
    return _by_step(min(days).toordinal(), {WEEKS: 7, DAYS: 1}.get(season, usual))


def _by_step(start: int, step: int) -> Callable[[int | date], int]:
    return lambda t: ((t.toordinal() if isinstance(t, date) else t) - start) // step


def _by_months(length: int) -> Callable[[int | date], int]:
    return lambda t: (t.year * 12 + t.month - 1) // length if isinstance(t, date) else t


def _step(numbers: Sequence[int]) -> int:
    ordered = sorted(set(numbers))
    return reduce(gcd, (later - earlier for earlier, later in pairwise(ordered)), 0) or 1


def _usual_step(days: Sequence[int]) -> int:
    ordered = sorted(set(days))
    steps = Counter(later - earlier for earlier, later in pairwise(ordered))
    return min(steps, key=lambda step: (-steps[step], step)) if steps else 1


def _one(values: Sequence[float | None]) -> float | None:
    """One value for one `t`: copies count once, different values by their mean."""
    known = {value for value in values if value is not None}
    return sum(known) / len(known) if known else None


def _total(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _stretched(values: Mapping[int, float | None]) -> tuple[tuple[float | None, ...], list[str]]:
    start, end = min(values), max(values)
    if end - start + 1 > MOST_STRETCH * len(values):
        return tuple(values.values()), ["the times are too far apart to be periods: taken one after the other"]
    line = tuple(values.get(period) for period in range(start, end + 1))
    gaps = line.count(None)
    return line, [f"{gaps} {'gap' if gaps == 1 else 'gaps'} filled from the periods around"] if gaps else []


def _said_of_repeats(by_period: Mapping[int, Mapping[int | date, Sequence[float | None]]]) -> list[str]:
    repeats = [values for days in by_period.values() for values in days.values() if len(values) > 1]
    copies = sum(len(set(values)) == 1 for values in repeats)
    shared = sum(len(days) > 1 for days in by_period.values())
    said = [(copies, "came twice: counted once"), (len(repeats) - copies, "came with different values: their mean")]
    told = [f"{count} times {words} is taken" if "mean" in words else f"{count} times {words}" for count, words in said]
    notes = [sentence for sentence, (count, _) in zip(told, said, strict=True) if count]
    return [*notes, f"{shared} periods have several dates: added up"] if shared else notes

"""Festivals that move between months: Diwali falls in October or in November, and a shop's best month with it.

For each festival the series without trend and season is regressed on the days of the festival in each period. Only a
clear rise, seen in at least two different places of the season, is believed: then the effect is taken out of the past
and put where the festival will be. The days are those of India in the package `holidays`; without it nothing is moved.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from ml_models.forecasting import seasons
from ml_models.forecasting.series import FloatArray, scale_of

NAMES = ("Diwali", "Dussehra", "Holi", "Eid al-Fitr", "Raksha Bandhan", "Ganesh Chaturthi")
MONTHS, WEEKS = 12, 52
SHOPPING_DAYS = 21
"""People buy in the three weeks before: the second shape tried beside the period of the day itself."""
LEAST_T = 4.5
"""A rise is clear when its t statistic passes this: twelve shapes are tried, on a dozen degrees of freedom at least."""
LEAST_MOVED = 0.4
"""The festival has to have moved: sum of squared deviations from its mean in the same place of the season."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What festivals did to each period of the past and will do: factors, or amounts where not multiplicative."""

    past: FloatArray
    future: FloatArray
    is_multiplicative: bool
    names: tuple[str, ...] = ()

    def removed(self, series: FloatArray) -> FloatArray:
        """`series` as it would have been without the festivals."""
        return series / self.past if self.is_multiplicative else series - self.past

    def restored(self, future: FloatArray) -> FloatArray:
        """`future`, (..., horizon), with the festivals."""
        return future * self.future if self.is_multiplicative else future + self.future


def effect(series: FloatArray, horizon: int, *, season: int, first: date | None) -> Effect:
    """The effect of the festival that explains most, nothing where none is clear."""
    none = Effect(np.zeros(series.size), np.zeros(horizon), is_multiplicative=False)
    if first is None or season not in (MONTHS, WEEKS) or series.size < 2 * season or np.ptp(series) == 0:
        return none
    scale = scale_of(series)
    rest = seasons.without_trend(scale.inward(series), season)
    starts = _starts(first, series.size + horizon + 1, season)
    found = [(*_rise(rest, shape[: series.size], season), name, shape) for name, shape in _shapes(starts)]
    clarity, rise, name, shape = max(found, key=lambda one: one[0], default=(0.0, 0.0, "", np.zeros(0)))
    if clarity < LEAST_T:
        return none
    moved = np.exp(rise * shape) if scale.is_log else rise * shape * scale.unit
    return Effect(moved[: series.size], moved[series.size :], scale.is_log, (name,))


def start_of(first: date | None, skipped: int, season: int) -> date | None:
    """The first day of the period `skipped` periods after the one that begins on `first`."""
    if first is None or season not in (MONTHS, WEEKS):
        return None
    return _starts(first, skipped + 1, season)[-1]


def moving_festivals(first: date, last: date) -> tuple[tuple[str, date], ...]:
    """Name and day of each of these festivals from `first` to `last`, by day; none without the package."""
    days = _days_of(first.year, last.year)
    return tuple(sorted(((name, day) for name, seen in days.items() for day in seen if first <= day <= last), key=_day))


def _day(one: tuple[str, date]) -> tuple[date, str]:
    return one[1], one[0]


def _rise(rest: FloatArray, shape: FloatArray, season: int) -> tuple[float, float]:
    """(t statistic, rise per unit of the shape) of a regression with an own mean for each place of the season."""
    places = np.arange(rest.size) % season
    counts = np.bincount(places, minlength=season)
    shape = shape - (np.bincount(places, shape, season) / counts)[places]
    left = rest - (np.bincount(places, rest, season) / counts)[places]
    moved = float(shape @ shape)
    freedom = rest.size - season - 1
    if moved < LEAST_MOVED or freedom < 1:
        return 0.0, 0.0
    rise = float(shape @ left) / moved
    noise = float(np.sum((left - rise * shape) ** 2)) / freedom
    return (rise * np.sqrt(moved / noise) if noise > 0 else np.inf * np.sign(rise)), rise


def _shapes(starts: Sequence[date]) -> Iterator[tuple[str, FloatArray]]:
    """For each festival: in which period its day lies, and how its shopping days are spread; (n_periods,) each."""
    days = _days_of(starts[0].year, starts[-1].year + 1)
    edges = np.array([start.toordinal() for start in starts])
    for name, seen in days.items():
        for window in (1, SHOPPING_DAYS):
            shape = np.zeros(edges.size)
            for day in seen:
                inside = day.toordinal() - np.arange(window)
                inside = inside[inside >= edges[0]]
                np.add.at(shape, np.searchsorted(edges, inside, side="right") - 1, 1 / window)
            shape[-1] = 0.0  # the last period is only there to end the one before it
            yield name, shape[:-1]


@lru_cache(maxsize=32)
def _days_of(year: int, until: int) -> Mapping[str, tuple[date, ...]]:
    """The days of each festival in these years; none without the package."""
    try:
        from holidays import country_holidays
    except ImportError:
        return {}
    calendar = country_holidays("IN", years=range(year, until + 1), categories=("public", "optional"))
    named = [(day, set(told.split("; "))) for day, told in sorted(calendar.items())]
    return {name: tuple(day for day, told in named if name in told) for name in NAMES}


def _starts(first: date, count: int, season: int) -> list[date]:
    """The first days of `count` periods."""
    if season == WEEKS:
        return [first + timedelta(days=7 * place) for place in range(count)]
    months = [first.year * 12 + first.month - 1 + place for place in range(count)]
    return [date(month // 12, month % 12 + 1, 1) for month in months]

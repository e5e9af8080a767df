"""Which models continue a series: by how much of it there is, and by its season. CARD.md holds the measurements.

history                     what is served
under 6 points              the mean
6-11                        half mean, half median
one to two seasons          the level of smoothing, mean and median, times a part of last season's pattern; from 14
                            months on half of that, half the combination of the next line
two to three seasons        season shrunk to what the years agree on; theta, smoothing, optimised theta, aggregates
three seasons and more      the same season; theta, damped trend, optimised theta
no season, under 106 points theta, damped trend, autoregression
"""

from dataclasses import dataclass, replace

import numpy as np

from ml_models.forecasting import growth, members, plain, seasons
from ml_models.forecasting.series import FloatArray, Scale, scale_of

FEW, SOME = 6, 12
"""Points below which only a mean, and only a mean and a median, are worth their error."""
LONGEST_SEASON_KEPT = 12
"""Last season's pattern alone is believed in part for seasons up to this length; longer ones are mostly noise."""
LAST_SEASON_POWER = 0.4
"""Part of last season's pattern that comes back, measured at 12 months of the development series of M3."""
MOST_POINTS = {52: 208, 7: 364, 1: 208}
"""Of weeks the last four years are looked at, of days the last year: what was before speaks of another business."""
MOST_ELSE = 600
"""Fifty years of months: no series measured was longer, and a file of 100,000 points must not take minutes."""
HIDDEN_SEASON, HIDDEN_FROM = 52, 106
"""A series said to be without season is taken for weeks from so many points on (two years): where there is no rhythm of
52, its pattern shrinks to nothing, and the members of long series did better than those for no season."""

SHORT = ("theta", "smoothing", "optimised_theta", "aggregated_theta")
LONG = ("theta", "damped_trend", "optimised_theta")
UNSEASONAL = ("theta", "damped_trend", "autoregression")


@dataclass(frozen=True, slots=True)
class Combined:
    """Expected values, (horizon,), in the unit of the series, who made them, and who failed."""

    values: FloatArray
    method: str
    failed: tuple[str, ...] = ()


def combined(series: FloatArray, horizon: int, season: int, *, whole: int = 0) -> Combined:
    """The `horizon` values after `series` (one value or more, finite).

    whole : the length of the series of which this is the beginning. Where that is two to three seasons, its rung
    serves: that of one season, which lags behind growth, would make it look worse in a backtest than it is.
    """
    size, rung = series.size, whole or series.size
    if size < FEW or np.ptp(series) == 0:
        return Combined(plain.mean(series, horizon), "mean")
    if size < SOME:
        return Combined(plain.middle(series, horizon), "mean_and_median")
    scale = scale_of(series)
    if 1 < season <= LONGEST_SEASON_KEPT and size < 2 * season and not _is_two_seasons(rung, season):
        return _one_season(series, scale, horizon, season)
    return _seasonal(series, scale, horizon, season, rung)


def season_seen(size: int, season: int) -> int:
    """The season to work with: the one that is given, or that of weeks where a long series is given none."""
    return HIDDEN_SEASON if season == 1 and size >= HIDDEN_FROM else season


def least_known(size: int, season: int) -> int:
    """How much an origin of the backtest of `size` points has to know to be answered as the whole series is."""
    return season + 2 if _is_two_seasons(size, season) else 0


def _seasonal(series: FloatArray, scale: Scale, horizon: int, season: int, rung: int) -> Combined:
    inward = scale.inward(series[-_most(season) :])
    has_season = season > 1 and (season <= LONGEST_SEASON_KEPT or inward.size > 2 * season)
    pattern = seasons.pattern(inward, season if has_season else 1)
    names = _names(inward.size, season) if has_season else UNSEASONAL
    levels = pattern.removed(inward)
    said = members.answers(names, levels, horizon)
    more = growth.left_out(levels, horizon) if _is_two_seasons(rung, season) else np.zeros(horizon)
    told = [members.within(values + more, levels) for values in said.values]
    futures = [scale.outward(pattern.restored(values, start=inward.size)) for values in told]
    return Combined(np.mean(futures, axis=0), "_".join(said.names), said.failed)


def _one_season(series: FloatArray, scale: Scale, horizon: int, season: int) -> Combined:
    """Last season in part, around a level of three; half of it from two points more than a season on."""
    last = series[-season:]
    smooth = members.answers(("smoothing",), series / scale.unit, horizon)
    level = (smooth.values[0] * scale.unit + last.mean() + np.median(last)) / 3
    pattern = np.resize(last, horizon)
    if scale.is_log:
        kept = Combined(level * (pattern / last.mean()) ** LAST_SEASON_POWER, "last_season", smooth.failed)
    else:
        kept = Combined(level + LAST_SEASON_POWER * (pattern - last.mean()), "last_season", smooth.failed)
    if series.size < season + 2:
        return kept
    other = _seasonal(series, scale, horizon, season, series.size)
    failed = tuple(dict.fromkeys((*kept.failed, *other.failed)))
    return replace(other, values=(kept.values + other.values) / 2, method=f"last_season_{other.method}", failed=failed)


def _is_two_seasons(size: int, season: int) -> bool:
    return 1 < season <= LONGEST_SEASON_KEPT and 2 * season <= size < 3 * season


def _names(size: int, season: int) -> tuple[str, ...]:
    return SHORT if season <= LONGEST_SEASON_KEPT and size < 3 * season else LONG


def _most(season: int) -> int:
    return MOST_POINTS.get(season, MOST_ELSE)

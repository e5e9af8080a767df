"""Which models continue a series: by how much of it there is, and by its season. CARD.md holds the measurements.

history                     what is served
under 6 points              the mean
6-11                        half mean, half median
one to two seasons          the level of smoothing, mean and median, times a part of last season's pattern; from 14
                            months on half of that, half the combination of the next line
two to three seasons        season shrunk to what the years agree on; theta, smoothing, optimised theta, aggregates
three seasons and more      the same season; theta, damped trend, optimised theta
no season known             theta, damped trend, autoregression
"""

from dataclasses import dataclass, replace

import numpy as np

from ml_models.forecasting import members, plain, seasons
from ml_models.forecasting.series import FloatArray, Scale, scale_of

FEW, SOME = 6, 12
"""Points below which only a mean, and only a mean and a median, are worth their error."""
LONGEST_SEASON_KEPT = 12
"""Last season's pattern alone is believed in part for seasons up to this length; longer ones are mostly noise."""
LAST_SEASON_POWER = 0.4
"""Part of last season's pattern that comes back, measured at 12 months of the development series of M3."""
MOST_POINTS = {52: 208, 7: 364, 1: 208}
"""Of weeks the last four years are looked at, of days the last year: what was before speaks of another business."""
HIDDEN_SEASON, HIDDEN_FROM, HIDDEN_SPREAD = 52, 106, 0.005
"""A series said to be without season is looked at for one of 52 from so many points on, and has it when its shrunken
pattern explains more than this share of the variance of its changes."""

SHORT = ("theta", "smoothing", "optimised_theta", "aggregated_theta")
LONG = ("theta", "damped_trend", "optimised_theta")
UNSEASONAL = ("theta", "damped_trend", "autoregression")


@dataclass(frozen=True, slots=True)
class Combined:
    """Expected values, (horizon,), in the unit of the series, who made them, and who failed."""

    values: FloatArray
    method: str
    failed: tuple[str, ...] = ()


def combined(series: FloatArray, horizon: int, season: int) -> Combined:
    """The `horizon` values after `series` (one value or more, finite)."""
    size = series.size
    if size < FEW or np.ptp(series) == 0:
        return Combined(plain.mean(series, horizon), "mean")
    if size < max(SOME, min(season, SOME)):
        return Combined(plain.middle(series, horizon), "mean_and_median")
    scale = scale_of(series)
    if 1 < season <= LONGEST_SEASON_KEPT and size < 2 * season:
        return _one_season(series, scale, horizon, season)
    return _seasonal(series, scale, horizon, season)


def season_seen(series: FloatArray, season: int) -> int:
    """The season to work with: the one that is given, or one of 52 that a long series without one shows."""
    if season != 1 or series.size < HIDDEN_FROM or np.ptp(series) == 0:
        return season
    inward = scale_of(series).inward(series[-_most(HIDDEN_SEASON) :])
    pattern = seasons.pattern(inward, HIDDEN_SEASON)
    moved = np.var(np.diff(np.resize(pattern.indices, inward.size)))
    return HIDDEN_SEASON if moved > HIDDEN_SPREAD * np.var(np.diff(inward)) else season


def _seasonal(series: FloatArray, scale: Scale, horizon: int, season: int) -> Combined:
    inward = scale.inward(series[-_most(season) :])
    has_season = season > 1 and (season <= LONGEST_SEASON_KEPT or inward.size > 2 * season)
    pattern = seasons.pattern(inward, season if has_season else 1)
    names = _names(inward.size, season) if has_season else UNSEASONAL
    said = members.answers(names, pattern.removed(inward), horizon)
    futures = [scale.outward(pattern.restored(values, start=inward.size)) for values in said.values]
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
    other = _seasonal(series, scale, horizon, season)
    failed = tuple(dict.fromkeys((*kept.failed, *other.failed)))
    return replace(other, values=(kept.values + other.values) / 2, method=f"last_season_{other.method}", failed=failed)


def _names(size: int, season: int) -> tuple[str, ...]:
    return SHORT if season <= LONGEST_SEASON_KEPT and size < 3 * season else LONG


def _most(season: int) -> int:
    return MOST_POINTS.get(season, 10**6)

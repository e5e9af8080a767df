"""The methods that need no library: what serves short series, the benchmark, and a theta for where nothing else is.

Theta in its equivalent form, exponential smoothing with half the drift of a straight line (Hyndman & Billah 2003), here
damped so that no line is drawn for ever.
"""

import numpy as np

from ml_models.forecasting import seasons
from ml_models.forecasting.series import FloatArray

DAMPING = 0.95
"""Each further period adds this share of the drift that the one before it added."""

ALPHAS = np.linspace(0.05, 0.95, 19)


def mean(series: FloatArray, horizon: int) -> FloatArray:
    """The average of all that is known."""
    return np.full(horizon, series.mean())


def middle(series: FloatArray, horizon: int) -> FloatArray:
    """Half the average, half the median: one odd month moves it half as far."""
    return np.full(horizon, (series.mean() + np.median(series)) / 2)


def naive2(series: FloatArray, horizon: int, length: int) -> FloatArray:
    """The last value, seasonally adjusted when the series is seasonal: the benchmark that has to be beaten."""
    if not seasons.is_seasonal(series, length):
        return np.full(horizon, series[-1])
    season = seasons.classical(series, length)
    if season.is_multiplicative and season.indices.min() <= 0:
        return np.full(horizon, series[-1])
    return season.restored(np.full(horizon, season.removed(series)[-1]), start=series.size)


def theta(series: FloatArray, horizon: int) -> FloatArray:
    """Smoothed level plus half the damped drift of a series without season."""
    drift = np.polyfit(np.arange(series.size), series, 1)[0] / 2 if series.size > 2 else 0.0
    return np.asarray(smoothed_level(series) + drift * np.cumsum(DAMPING ** np.arange(horizon)), dtype=np.float64)


def smoothed_level(series: FloatArray) -> float:
    """The last level of exponential smoothing, its weight chosen by the smallest one-step error."""
    levels = np.full(ALPHAS.size, series[0])
    errors = np.zeros(ALPHAS.size)
    for value in series[1:]:
        errors += (value - levels) ** 2
        levels = levels + ALPHAS * (value - levels)
    return float(levels[np.argmin(errors)])

"""The single methods that the estimator combines: array and horizon in, array of expected values out.

Theta after Assimakopoulos & Nikolopoulos 2000 in its equivalent form, exponential smoothing with half the drift of a
straight line (Hyndman & Billah 2003), here damped so that no line is drawn for ever.
"""

import numpy as np

from ml_models.forecasting.features import FloatArray, Season, is_seasonal, no_season, season_of

DAMPING = 0.95
"""Each further period adds this share of the drift that the one before it added."""

ALPHAS = np.linspace(0.05, 0.95, 19)


def mean(series: FloatArray, horizon: int) -> FloatArray:
    """The average of all that is known."""
    return np.full(horizon, series.mean())


def level(series: FloatArray, horizon: int) -> FloatArray:
    """Half the average, half the exponentially smoothed level: a few months say little about which is better."""
    return np.full(horizon, (series.mean() + smoothed_level(series)) / 2)


def last_year(series: FloatArray, horizon: int, length: int) -> FloatArray:
    """The same month of the last year known."""
    return np.resize(series[-length:], horizon)


def naive2(series: FloatArray, horizon: int, length: int) -> FloatArray:
    """The last value, seasonally adjusted when the series is seasonal: the benchmark that has to be beaten."""
    season = _season(series, length)
    return season.restored(np.full(horizon, season.removed(series)[-1]), start=series.size)


def theta(series: FloatArray, horizon: int, length: int) -> FloatArray:
    """Smoothed level plus half the damped drift of the deseasonalised series, with its season put back."""
    season = _season(series, length)
    plain = season.removed(series)
    drift = np.polyfit(np.arange(plain.size), plain, 1)[0] / 2 if plain.size > 2 else 0.0
    future = smoothed_level(plain) + drift * np.cumsum(DAMPING ** np.arange(horizon))
    return season.restored(future, start=series.size)


def smoothed_level(series: FloatArray) -> float:
    """The last level of exponential smoothing, its weight chosen by the smallest one-step error."""
    levels = np.full(ALPHAS.size, series[0])
    errors = np.zeros(ALPHAS.size)
    for value in series[1:]:
        errors += (value - levels) ** 2
        levels = levels + ALPHAS * (value - levels)
    return float(levels[np.argmin(errors)])


def _season(series: FloatArray, length: int) -> Season:
    return season_of(series, length) if is_seasonal(series, length) else no_season(length)

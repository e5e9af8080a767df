"""Rolling-origin backtest: what the errors would have been, and the band that follows from them.

A band half-width is the conformal quantile of the absolute errors at each step (Vovk, Gammerman & Shafer 2005); with
few origins the steps are pooled, each divided by the square root of its distance.
"""

from collections.abc import Callable
from math import ceil, sqrt

import numpy as np

from ml_models.forecasting.features import FloatArray
from ml_models.forecasting.records import Backtest

MOST_ORIGINS = 24
LEAST_HISTORY = 4
"""An origin needs at least so many points before it."""

NORMAL_80 = 1.2816
SMALL_SAMPLE = 0.85
"""The 80 % quantile of Student's t is about `NORMAL_80 * (1 + SMALL_SAMPLE / degrees of freedom)`."""

UNKNOWN_SPREAD = 0.5
"""Half-width as a share of the level when one or two points leave nothing to measure: "half or one and a half"."""

Method = Callable[[FloatArray, int], FloatArray]


def errors_of(series: FloatArray, horizon: int, method: Method) -> FloatArray:
    """Outcome minus forecast, (n_origins, horizon), oldest origin first; no rows when the series is too short."""
    last = series.size - horizon
    origins = range(max(LEAST_HISTORY, last - MOST_ORIGINS + 1), last + 1)
    rows = [series[origin : origin + horizon] - method(series[:origin], horizon) for origin in origins]
    return np.array(rows, dtype=np.float64).reshape(-1, horizon)


def half_widths(series: FloatArray, errors: FloatArray, horizon: int, coverage: float) -> FloatArray:
    """Half the band's width at each step, (horizon,), never narrower further away."""
    steps = np.sqrt(np.arange(1, horizon + 1))
    if errors.shape[0] < 2:
        return _spread(series) * steps
    pooled = conformal_quantile(np.abs(errors / steps).ravel(), coverage) * steps
    if errors.shape[0] * (1 - coverage) < 2:
        return np.asarray(pooled, dtype=np.float64)
    own = np.array([conformal_quantile(np.abs(errors[:, step]), coverage) for step in range(horizon)])
    return np.asarray(np.maximum.accumulate((own + pooled) / 2), dtype=np.float64)


def measured(
    series: FloatArray, errors: FloatArray, naive: FloatArray, coverages: tuple[float, float], season_length: int
) -> Backtest:
    """The figures that go with a forecast."""
    if not errors.size:
        return Backtest(0)
    scale = _scale(series, season_length)
    mase = float(np.abs(errors).mean() / scale) if scale else None
    naive_mase = float(np.abs(naive).mean() / scale) if scale else None
    return Backtest(errors.shape[0], mase, naive_mase, *(_coverage(series, errors, share) for share in coverages))


def conformal_quantile(errors: FloatArray, coverage: float) -> float:
    """The smallest error that covers `coverage` of outcomes, allowing for how few were seen."""
    ranked = np.sort(errors)
    place = min(ceil((ranked.size + 1) * coverage), ranked.size)
    return float(ranked[place - 1])


def _coverage(series: FloatArray, errors: FloatArray, coverage: float) -> float | None:
    origins, horizon = errors.shape
    if origins < 3:
        return None
    inside = [
        np.abs(errors[place]) <= half_widths(series, np.delete(errors, place, axis=0), horizon, coverage)
        for place in range(origins)
    ]
    return float(np.mean(inside))


def _spread(series: FloatArray) -> float:
    if series.size < 3:
        return float(UNKNOWN_SPREAD * np.abs(series).mean())
    quantile = NORMAL_80 * (1 + SMALL_SAMPLE / (series.size - 1))
    return float(quantile * series.std(ddof=1) * sqrt(1 + 1 / series.size))


def _scale(series: FloatArray, season_length: int) -> float:
    lag = season_length if series.size >= 2 * season_length else 1
    return float(np.abs(series[lag:] - series[:-lag]).mean()) if series.size > lag else 0.0

"""How a monthly series becomes the array that the estimator sees, and how its season is taken out and put back.

Classical multiplicative decomposition by centred moving averages, as the M competitions do for their benchmark Naive2
(Makridakis, Spiliotis & Assimakopoulos 2020, appendix); additive when the series touches zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ml_models.forecasting.records import UnusableSeries

FloatArray = NDArray[np.float64]

SEASONALITY_Z = 1.645
"""A season is believed when its autocorrelation passes a 90 % test, as in the M4 competition's benchmarks."""


@dataclass(frozen=True, slots=True)
class Season:
    """A repeating pattern: `indices` (one a period of the year), applied by multiplying or by adding."""

    indices: FloatArray
    is_multiplicative: bool

    def removed(self, series: FloatArray) -> FloatArray:
        """`series` without the pattern; its first value belongs to the pattern's first index."""
        pattern = np.resize(self.indices, series.size)
        return series / pattern if self.is_multiplicative else series - pattern

    def restored(self, future: FloatArray, *, start: int) -> FloatArray:
        """`future` with the pattern, when its first value is the `start`-th of the whole series."""
        pattern = np.resize(np.roll(self.indices, -start), future.size)
        return future * pattern if self.is_multiplicative else future + pattern


def as_series(values: Sequence[float] | FloatArray) -> FloatArray:
    """`values` as a one-dimensional array. Raises `UnusableSeries` for gaps, infinities and other shapes."""
    series = np.asarray(values, dtype=np.float64)
    if series.ndim != 1:
        raise UnusableSeries(f"a series has one dimension, this has {series.ndim}")
    if not np.isfinite(series).all():
        raise UnusableSeries("a series holds finite numbers only; fill its gaps first")
    return series


def is_seasonal(series: FloatArray, length: int) -> bool:
    """Whether the autocorrelation at `length` is larger than chance explains; False below three seasons."""
    if series.size < 3 * length or np.ptp(series) == 0:
        return False
    correlations = np.array([_autocorrelation(series, lag) for lag in range(1, length + 1)])
    limit = SEASONALITY_Z * np.sqrt((1 + 2 * np.sum(correlations[:-1] ** 2)) / series.size)
    return bool(abs(correlations[-1]) > limit)


def season_of(series: FloatArray, length: int) -> Season:
    """The average pattern of `series` (at least two seasons), scaled so that it changes no yearly total."""
    is_multiplicative = bool(series.min() > 0)
    trend = _centred_mean(series, length)
    known = ~np.isnan(trend)
    ratio = np.full(series.size, np.nan)
    ratio[known] = series[known] / trend[known] if is_multiplicative else series[known] - trend[known]
    indices = np.array([np.nanmean(ratio[place::length]) for place in range(length)])
    indices = indices / indices.mean() if is_multiplicative else indices - indices.mean()
    return Season(indices, is_multiplicative)


def no_season(length: int) -> Season:
    """The pattern that changes nothing."""
    return Season(np.zeros(length), is_multiplicative=False)


def _autocorrelation(series: FloatArray, lag: int) -> float:
    centred = series - series.mean()
    return float(np.sum(centred[lag:] * centred[:-lag]) / np.sum(centred**2))


def _centred_mean(series: FloatArray, length: int) -> FloatArray:
    weights = np.ones(length + 1)
    weights[[0, -1]] = 0.5
    if length % 2:
        weights = np.ones(length)
    trend = np.full(series.size, np.nan)
    half = weights.size // 2
    trend[half : series.size - half] = np.convolve(series, weights / weights.sum(), mode="valid")
    return trend

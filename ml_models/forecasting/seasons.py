"""The season of a series: how strong it is, taken out, and put back.

`pattern` is what the models use: means of the ratios to a moving average, recent years counting more, shrunk towards no
season by how little the years agree (James & Stein 1961; for seasonal indices Miller & Williams 2003, International
Journal of Forecasting 19). `Season` is the classical decomposition of the M competitions, for their benchmark Naive2
(Makridakis, Spiliotis & Assimakopoulos 2020, appendix).
"""

from dataclasses import dataclass

import numpy as np

from ml_models.forecasting.series import FloatArray

SEASONALITY_Z = 1.645
"""A season is believed when its autocorrelation passes a 90 % test, as in the M4 competition's benchmarks."""
PASSES = 3
"""Each pass takes the moving average of what the pass before it left: the ends of short series need it."""
WEEKS = 52
YEARLY = {4: 0.85, 12: 0.85, WEEKS: 0.7}
"""What a season counts against the one after it; measured on development series of M3 (12) and M4 (52), see CARD.md."""
OTHERWISE = 0.98
SHRINKAGE = {WEEKS: 1.5}
"""How many times the variance of the noise is taken off; 1 elsewhere. Measured like `YEARLY`."""
SMOOTHED = (WEEKS,)
"""Seasons so long that each index is the mean with its two neighbours."""


@dataclass(frozen=True, slots=True)
class Season:
    """A repeating pattern: `indices` (one a period of the season), applied by multiplying or by adding."""

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


def pattern(series: FloatArray, length: int) -> Season:
    """The season to be added to a series, (length,), summing to zero; nothing below one season and two periods."""
    indices = np.zeros(length)
    if length < 2 or series.size < length + 2:
        return Season(indices, is_multiplicative=False)
    places = np.arange(series.size) % length
    weights = YEARLY.get(length, OTHERWISE) ** ((series.size - 1 - np.arange(series.size)) / length)
    beside: FloatArray = series
    for _ in range(PASSES):
        beside = series - _centred(series - indices[places], length)
        indices = np.bincount(places, weights * beside, length) / np.bincount(places, weights, length)
        indices -= indices.mean()
    if length in SMOOTHED:
        indices = (np.roll(indices, 1) + indices + np.roll(indices, -1)) / 3
    share = _believed(indices, beside - indices[places], SHRINKAGE.get(length, 1.0))
    return Season(indices * share, is_multiplicative=False)


def without_trend(series: FloatArray, length: int) -> FloatArray:
    """What is left of `series` when the moving average of what its season leaves is taken away."""
    return series - _centred(pattern(series, length).removed(series), length)


def is_seasonal(series: FloatArray, length: int) -> bool:
    """Whether the autocorrelation at `length` is larger than chance explains; False below three seasons."""
    if length < 2 or series.size < 3 * length or np.ptp(series) == 0:
        return False
    correlations = np.array([_autocorrelation(series, lag) for lag in range(1, length + 1)])
    limit = SEASONALITY_Z * np.sqrt((1 + 2 * np.sum(correlations[:-1] ** 2)) / series.size)
    return bool(abs(correlations[-1]) > limit)


def classical(series: FloatArray, length: int) -> Season:
    """The average pattern of `series` (at least two seasons), scaled so that it changes no yearly total."""
    is_multiplicative = bool(series.min() > 0)
    trend = _inner_mean(series, length)
    known = ~np.isnan(trend)
    ratio = np.full(series.size, np.nan)
    ratio[known] = series[known] / trend[known] if is_multiplicative else series[known] - trend[known]
    indices = np.array([np.nanmean(ratio[place::length]) for place in range(length)])
    indices = indices / indices.mean() if is_multiplicative else indices - indices.mean()
    return Season(indices, is_multiplicative)


def _believed(indices: FloatArray, rest: FloatArray, strength: float) -> float:
    """The share of the pattern that noise does not explain, 0 to 1."""
    noise = float(np.sum(rest**2)) / max(rest.size - indices.size, 1) * indices.size / rest.size
    spread = float(np.sum(indices**2)) / (indices.size - 1)
    return max(0.0, 1 - strength * noise / spread) if spread > 0 else 0.0


def _centred(series: FloatArray, length: int) -> FloatArray:
    """Moving average over a season; towards the ends, of what is left of it."""
    half, places = length // 2, np.arange(series.size)
    low, high = np.maximum(0, places - half), np.minimum(series.size, places + half + 1)
    sums = np.concatenate(([0.0], np.cumsum(series)))
    trend: FloatArray = (sums[high] - sums[low]) / (high - low)
    if length % 2 == 0:
        inner = slice(half, max(series.size - half, half))
        trend[inner] = _inner_mean(series, length)[inner]
    return trend


def _inner_mean(series: FloatArray, length: int) -> FloatArray:
    weights = np.ones(length + 1 - length % 2)
    if length % 2 == 0:
        weights[[0, -1]] = 0.5
    trend = np.full(series.size, np.nan)
    half = weights.size // 2
    if series.size > 2 * half:
        trend[half : series.size - half] = np.convolve(series, weights / weights.sum(), mode="valid")
    return trend


def _autocorrelation(series: FloatArray, lag: int) -> float:
    centred = series - series.mean()
    return float(np.sum(centred[lag:] * centred[:-lag]) / np.sum(centred**2))

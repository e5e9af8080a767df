"""Series that are mostly zero: sales of a slow article, receipts from one customer.

The mean or Croston's method as corrected by Syntetos & Boylan (2005, "SBA"), whichever did better at the last origins;
never the last value, whose error was three times theirs over weekly receipts of single customers.
"""

import numpy as np

from ml_models.forecasting import backtest, plain
from ml_models.forecasting.series import FloatArray

LEAST_ZEROS = 0.4
"""From this share of zeros on a series counts as intermittent."""
ALPHA = 0.1
"""The usual weight of the newest demand in Croston's method (Syntetos & Boylan 2005: 0.05 to 0.2)."""


def is_intermittent(series: FloatArray) -> bool:
    """Whether so much of the series is zero that level and trend mean little."""
    return bool(series.size and series.any() and np.mean(series == 0) >= LEAST_ZEROS)


def croston_sba(series: FloatArray, horizon: int) -> FloatArray:
    """Smoothed size of the demands by their smoothed distance, less the bias of that ratio."""
    places = np.flatnonzero(series)
    if not places.size:
        return np.zeros(horizon)
    sizes, gaps = series[places], np.diff(places, prepend=-1)
    size, gap = float(sizes[0]), float(gaps.mean())
    for one, distance in zip(sizes[1:], gaps[1:], strict=True):
        size += ALPHA * (float(one) - size)
        gap += ALPHA * (float(distance) - gap)
    return np.full(horizon, (1 - ALPHA / 2) * size / gap)


def better(series: FloatArray, horizon: int) -> str:
    """`mean` or `croston_sba`: the one whose total over the horizon was nearer at the origins of the series."""
    errors = {name: backtest.rolled(series, horizon, method).errors for name, method in METHODS.items()}
    totals = {name: float(np.abs(np.nansum(error, axis=1)).sum()) for name, error in errors.items()}
    return min(METHODS, key=lambda name: totals[name])


METHODS = {"mean": plain.mean, "croston_sba": croston_sba}

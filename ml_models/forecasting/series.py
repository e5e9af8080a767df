"""How a series becomes the array that the models see: checked, its gaps filled, brought to a unit of its own.

A gap takes the mean of what stands in the same place of the season in the seasons beside it; where there is none, what
lies on the line between its neighbours (R's `zoo::na.approx`, Zeileis & Grothendieck 2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ml_models.forecasting.records import UnusableSeries

FloatArray = NDArray[np.float64]

LOG_FLOOR = 0.02
"""A series is looked at in logarithms when its least value is above this share of its mean: below it, the logarithms
of a few tiny values would rule the rest."""
DECIMALS = 12
"""So many are kept in the series' own unit: ten times the amounts are then, to the last digit, the same series."""


@dataclass(frozen=True, slots=True)
class Scale:
    """To the models' own unit and back: shares of `unit`, in logarithms where `is_log`."""

    unit: float
    is_log: bool

    def inward(self, series: FloatArray) -> FloatArray:
        """`series` as the models see it."""
        shares = np.round(series / self.unit, DECIMALS)
        return np.log(shares) if self.is_log else shares

    def outward(self, values: FloatArray) -> FloatArray:
        """What the models say, in the unit of the series."""
        shares = np.exp(values) if self.is_log else values
        return np.asarray(shares * self.unit, dtype=np.float64)


def as_series(values: Sequence[float | None] | FloatArray) -> FloatArray:
    """`values` as a one-dimensional array from its first known value on; NaN is a gap.

    Raises `UnusableSeries` for infinities and other shapes.
    """
    series = np.asarray(values, dtype=np.float64)
    if series.ndim != 1:
        raise UnusableSeries(f"a series has one dimension, this has {series.ndim}")
    if np.isinf(series).any():
        raise UnusableSeries("a series holds finite numbers only")
    known = np.flatnonzero(~np.isnan(series))
    return series[known[0] :].copy() if known.size else series[:0]


def filled(series: FloatArray, season: int) -> FloatArray:
    """`series` without gaps; its first value is known."""
    gaps = np.flatnonzero(np.isnan(series))
    if not gaps.size:
        return series
    places = np.arange(series.size)
    known = ~np.isnan(series)
    whole = np.interp(places, places[known], series[known])
    for gap in gaps if season > 1 else ():
        beside = [place for place in (gap - season, gap + season) if 0 <= place < series.size and known[place]]
        whole[gap] = series[beside].mean() if beside else whole[gap]
    return np.asarray(whole, dtype=np.float64)


def scale_of(series: FloatArray) -> Scale:
    """The scale that suits `series` (one value or more, finite)."""
    unit = float(np.abs(series).mean()) or 1.0
    return Scale(unit if np.isfinite(unit) else float(np.abs(series).max()), bool(series.min() > LOG_FLOOR * unit))

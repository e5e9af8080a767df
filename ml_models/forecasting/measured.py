"""The figures that go with a forecast: its backtest in words that a person can hold against Naive2."""

from collections.abc import Callable

import numpy as np

from ml_models.forecasting.backtest import Rolled
from ml_models.forecasting.records import Backtest
from ml_models.forecasting.series import FloatArray, Scale

LEAST = 3
"""Below so many points nothing can be measured."""
LEAST_ORIGINS = 3
"""Coverage is told from so many origins on."""
TINY = 1e-9


def inward(scale: Scale, values: FloatArray) -> FloatArray:
    """`values` as the models see them; what is not above zero counts as next to nothing in logarithms."""
    return np.log(np.maximum(values / scale.unit, TINY)) if scale.is_log else np.asarray(values / scale.unit)


def nothing() -> Backtest:
    """The backtest of a series on which none is possible."""
    return Backtest(0)


def figures(
    series: FloatArray, own: Rolled, naive: Rolled, season: int, inside: tuple[float | None, float | None]
) -> Backtest:
    """Mean absolute scaled errors of what is served and of Naive2, over the same origins."""
    origins = own.errors.shape[0]
    if not origins:
        return nothing()
    lag = season if series.size >= 2 * season else 1
    scale = float(np.abs(series[lag:] - series[:-lag]).mean()) if series.size > lag else 0.0
    mase = [float(np.nanmean(np.abs(rolled.errors)) / scale) if scale else None for rolled in (own, naive)]
    return Backtest(origins, mase[0], mase[1], *inside)


def coverages(errors: FloatArray, widths: Callable[[FloatArray], FloatArray]) -> tuple[float | None, float | None]:
    """Shares of outcomes inside the 80 and the 95 % band, each origin judged by the errors of the others.

    errors : (n_origins, horizon), NaN unknown. widths : from errors to half-widths, (2 coverages, 2 sides, horizon).
    """
    if errors.shape[0] < LEAST_ORIGINS:
        return None, None
    inside = [_inside(errors[place], widths(np.delete(errors, place, axis=0))) for place in range(errors.shape[0])]
    shares = np.nanmean(np.array(inside), axis=(0, 2))
    return float(shares[0]), float(shares[1])


def _inside(errors: FloatArray, wide: FloatArray) -> FloatArray:
    """(2 coverages, horizon): 1 inside, 0 outside, NaN not known."""
    kept = (errors >= -wide[:, 0]) & (errors <= wide[:, 1])
    return np.where(np.isnan(errors), np.nan, kept.astype(np.float64))

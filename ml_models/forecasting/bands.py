"""How wide a band has to be: by how much the series moves, and by how far off its own rolling backtest was.

    half-width at step h = factor * changes ** a * spread ** b * errors ** c * h ** growth

in the models' unit: shares, or logarithms, which make the upper side the wider one. `changes` is the root mean square
of the step-to-step changes without season, `spread` the standard deviation of the last three years, `errors` the mean
absolute error of the backtest. Exponents and factors were fitted once, so that the interval score is smallest (Gneiting
& Raftery 2007), on development series of M3 and M4; CARD.md says how, and what they hold on series not fitted on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ml_models.forecasting.series import FloatArray

FLOOR = 0.001
"""No measure of movement is taken for less than a thousandth of the level."""
MOST = 3.0
"""No half-width is more than this, twenty times the level in logarithms."""
ERROR_GROWTH, NORMAL = 0.7, 1.25
"""Errors are divided by step ** 0.7 before they are averaged; 1.25 makes a mean absolute error a standard deviation."""
UNKNOWN = 0.5
"""Half-width of the 80 % band as a share of the level when one or two points leave nothing to measure; twice for 95."""


@dataclass(frozen=True, slots=True)
class Widths:
    """The fitted numbers of one kind of series; factors are (low, high) for 80 and for 95 of 100.

    steps : how far ahead the errors went when it was fitted; further ones are not looked at, so that the first month's
    band stays the same however far one asks.
    """

    changes: float
    spread: float
    errors: float
    growth: float
    steps: int
    factors80: tuple[float, float]
    factors95: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Movement:
    """What a series tells of how far it strays, each 0.001 or more."""

    changes: float
    spread: float
    errors: float


def movement(levels: FloatArray, errors: FloatArray, *, recent: int, steps: int) -> Movement:
    """Of a series without season (three values or more) and its backtest errors, (n_origins, horizon), NaN unknown."""
    changes = float(np.sqrt(np.mean(np.diff(levels) ** 2)))
    spread = float(levels[-recent:].std())
    measured = error_size(errors[:, :steps])
    return Movement(*(max(value, FLOOR) for value in (changes, spread, changes if measured is None else measured)))


def error_size(errors: FloatArray) -> float | None:
    """Mean absolute error brought to one step ahead, None without any."""
    if np.isnan(errors).all():
        return None
    steps = np.arange(1, errors.shape[1] + 1) ** ERROR_GROWTH
    return float(np.nanmean(np.abs(errors) / steps) * NORMAL)


def half_widths(widths: Widths, moved: Movement, horizon: int) -> FloatArray:
    """(2 coverages, 2 sides, horizon), in the models' unit; never narrower further away."""
    size = moved.changes**widths.changes * moved.spread**widths.spread * moved.errors**widths.errors
    steps = np.arange(1, horizon + 1) ** widths.growth
    factors = np.array([widths.factors80, widths.factors95])
    return np.asarray(np.minimum(factors[:, :, None] * size * steps, MOST), dtype=np.float64)


def unknown(horizon: int) -> FloatArray:
    """Half-widths, (2, 2, horizon), as shares of the level where nothing is known of its movement."""
    steps = np.sqrt(np.arange(1, horizon + 1))
    return np.asarray(np.array([UNKNOWN, 2 * UNKNOWN])[:, None, None] * np.ones((2, 2, 1)) * steps, dtype=np.float64)


def kind_of(size: int, season: int) -> str:
    """Which row of `FITTED` holds for a series of `size` periods."""
    if size < 12:
        return "few"
    if season not in range(2, 13):
        return "weeks"
    return "one" if size < 2 * season else "two" if size < 3 * season else "more"


FITTED: Mapping[str, Widths] = {
    "few": Widths(0.01, 0.53, 0.10, 0.18, 6, (1.01, 0.63), (1.86, 1.07)),
    "one": Widths(0.31, 0.12, 0.26, 0.14, 6, (0.93, 0.74), (1.52, 1.21)),
    "two": Widths(0.22, 0.19, 0.45, 0.15, 6, (1.41, 1.10), (2.40, 1.76)),
    "more": Widths(0.20, 0.40, 0.23, 0.21, 18, (0.99, 0.85), (1.82, 1.38)),
    "weeks": Widths(0.11, 0.01, 0.82, 0.31, 13, (1.46, 1.76), (2.54, 2.81)),
}
"""By `kind_of`: under 12 points; less than two seasons, less than three, more; weeks and what has no season."""

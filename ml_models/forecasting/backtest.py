"""Rolling-origin backtest: what a method would have said at earlier dates, and how far off it would have been."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ml_models.forecasting.series import FloatArray

MOST_ORIGINS = 12
SPAN = 24
"""The origins lie in the last so many periods that leave something to compare with."""
LEAST_HISTORY = 6
"""An origin needs at least so many points, and a third of the series, before it."""

Method = Callable[[FloatArray, int], FloatArray]


@dataclass(frozen=True, slots=True)
class Rolled:
    """Forecasts and what came, (n_origins, horizon), oldest origin first; NaN where it has not come yet."""

    said: FloatArray
    came: FloatArray

    @property
    def errors(self) -> FloatArray:
        """What came minus what was said."""
        return self.came - self.said


def origins(size: int, horizon: int, least: int = LEAST_HISTORY) -> list[int]:
    """How many points, `least` or more, are known at each origin of a series of `size`; the last leave a quarter."""
    last = size - min(horizon, max(1, size // 4))
    first = max(LEAST_HISTORY, least, size // 3, last - SPAN)
    if first > last:
        return []
    return sorted({round(place) for place in np.linspace(first, last, MOST_ORIGINS)})


def rolled(series: FloatArray, horizon: int, method: Method, *, least: int = LEAST_HISTORY) -> Rolled:
    """`method` at all origins of `series`; no rows when it is too short."""
    known = origins(series.size, horizon, least)
    padded = np.concatenate((series, np.full(horizon, np.nan)))
    said = [method(series[:origin], horizon) for origin in known]
    came = [padded[origin : origin + horizon] for origin in known]
    shape = (len(known), horizon)
    return Rolled(np.array(said, dtype=np.float64).reshape(shape), np.array(came, dtype=np.float64).reshape(shape))

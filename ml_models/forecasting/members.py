"""The single models that the ladder combines, on a series without season: `statsforecast` underneath.

Theta: Assimakopoulos & Nikolopoulos 2000; its optimised form: Fiorucci et al. 2016; damped trend and exponential
smoothing: Hyndman et al. 2008; theta of aggregates after Kourentzes, Petropoulos & Trapero 2014 (MAPA).
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ml_models.forecasting import plain
from ml_models.forecasting.series import FloatArray

Member = Callable[[FloatArray, int], FloatArray]

AGGREGATES = (1, 2, 3, 4, 6)
"""Lengths of the blocks whose means are continued beside the series itself."""
LEAST_BLOCKS = 6
LAGS, LEAST_PER_LAG = 5, 4
"""The autoregression looks back five changes, given four times as many to learn from."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the members said, (n_members, horizon), by which names, and who failed."""

    values: FloatArray
    names: tuple[str, ...]
    failed: tuple[str, ...]


def answers(names: Sequence[str], series: FloatArray, horizon: int) -> Answers:
    """The forecasts of all members that have one; the own theta where none has."""
    said = {name: _asked(MEMBERS[name], series, horizon) for name in names}
    given = {name: values for name, values in said.items() if values is not None}
    failed = tuple(name for name in names if name not in given)
    if not given:
        given = {"own_theta": within(plain.theta(series, horizon), series)}
    return Answers(np.array(list(given.values())), tuple(given), failed)


def theta(series: FloatArray, horizon: int) -> FloatArray:
    """The level with half the trend of a straight line."""
    from statsforecast.models import Theta

    return np.asarray(Theta(season_length=1).forecast(series, horizon)["mean"], dtype=np.float64)


def optimised_theta(series: FloatArray, horizon: int) -> FloatArray:
    """Theta whose weight of the trend is fitted, the line moving along."""
    from statsforecast.models import DynamicOptimizedTheta

    return np.asarray(DynamicOptimizedTheta(season_length=1).forecast(series, horizon)["mean"], dtype=np.float64)


def damped_trend(series: FloatArray, horizon: int) -> FloatArray:
    """Exponential smoothing with a trend that fades out."""
    from statsforecast.models import AutoETS

    return np.asarray(AutoETS(1, "AAN", damped=True).forecast(series, horizon)["mean"], dtype=np.float64)


def smoothing(series: FloatArray, horizon: int) -> FloatArray:
    """Exponential smoothing of the level."""
    from statsforecast.models import AutoETS

    return np.asarray(AutoETS(1, "ANN").forecast(series, horizon)["mean"], dtype=np.float64)


def autoregression(series: FloatArray, horizon: int) -> FloatArray:
    """Each change explained by the five changes before it, by least squares."""
    changes = np.diff(series)
    if changes.size < LEAST_PER_LAG * LAGS:
        raise ValueError(f"{changes.size} changes are too few for {LAGS} lags")
    seen = np.lib.stride_tricks.sliding_window_view(changes, LAGS)[:-1, ::-1]
    weights = np.linalg.lstsq(seen, changes[LAGS:], rcond=None)[0]
    told = list(changes[-LAGS:])
    for _ in range(horizon):
        told.append(float(weights @ told[: -LAGS - 1 : -1]))
    return np.asarray(series[-1] + np.cumsum(told[LAGS:]), dtype=np.float64)


def aggregated_theta(series: FloatArray, horizon: int) -> FloatArray:
    """The mean of theta on the series and on means of its blocks, which say more of the level than of the noise."""
    lengths = [length for length in AGGREGATES if series.size // length >= LEAST_BLOCKS]
    told = [np.repeat(theta(_blocks(series, length), -(-horizon // length)), length)[:horizon] for length in lengths]
    return np.asarray(np.mean(told, axis=0), dtype=np.float64)


MEMBERS: Mapping[str, Member] = {
    "theta": theta,
    "optimised_theta": optimised_theta,
    "damped_trend": damped_trend,
    "smoothing": smoothing,
    "autoregression": autoregression,
    "aggregated_theta": aggregated_theta,
}


def _asked(member: Member, series: FloatArray, horizon: int) -> FloatArray | None:
    """The member's forecast, None where it has none: the library raises whatever comes, bare `Exception` included."""
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            values = member(series, horizon)
    except Exception:  # noqa: BLE001  # a model that fails is named in the answer, and simpler ones speak
        return None
    return within(values, series) if values.shape == (horizon,) and np.isfinite(values).all() else None


def within(values: FloatArray, series: FloatArray) -> FloatArray:
    """No further from what was seen than its whole range: a trend in logarithms would otherwise run away."""
    spread = np.ptp(series)
    return np.clip(values, series.min() - spread, series.max() + spread)


def _blocks(series: FloatArray, length: int) -> FloatArray:
    count = series.size // length
    return np.asarray(series[series.size - count * length :].reshape(count, length).mean(axis=1), dtype=np.float64)

"""Forecaster of one monthly series: a ladder by length of history, with a band made of its own past errors.

    history         what is served                                                     confidence
    < 6 months      the mean                                                           low
    6-11            half mean, half smoothed level                                     low
    12-35           half last year's same month, half theta                            medium
    36 and more     three tenths last year's same month, seven tenths theta            high

Where the rolling backtest says clearly that Naive2 does better, Naive2 is served. CARD.md holds the measurements.
"""

from collections.abc import Sequence
from datetime import date
from typing import Self

import numpy as np
from sklearn.base import BaseEstimator

from ml_models.forecasting import backtest, methods
from ml_models.forecasting.features import FloatArray, as_series
from ml_models.forecasting.records import Confidence, NotEnoughHistory, SeriesForecast, Step

LAST_YEAR_SHARE = {2: 0.5, 3: 0.3}
"""Weight of last year's month by rung: measured on the development half of M3, see CARD.md."""

COVERAGES = (0.8, 0.95)
NAIVE_MARGIN = 0.9
NAIVE_ORIGINS = 6
"""Naive2 is served when its backtest error is under this share of ours over at least so many origins."""


class MonthlyForecaster(BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Expected values and bands for the periods that follow a series.

    season_length : periods in a year, 12 for months.
    horizon : how many periods ahead the backtest measures, and the band is made for.
    non_negative : whether the quantity cannot fall under zero (sales), so that neither band nor mean does.

    Learned: `series_`, `rung_` (0-3), `method_`, `backtest_`, `half_widths_` (2, horizon).
    """

    def __init__(self, season_length: int = 12, horizon: int = 3, *, non_negative: bool = True) -> None:
        self.season_length = season_length
        self.horizon = horizon
        self.non_negative = non_negative

    def fit(self, y: Sequence[float] | FloatArray) -> Self:
        """Learn from `y`, (n_periods,), oldest first, without gaps.

        Raises `NotEnoughHistory` below one point and `UnusableSeries` for NaN, infinities and other shapes.
        """
        series = as_series(y)
        if series.size < 1:
            raise NotEnoughHistory(have=0, need=1)
        self.series_ = series
        self.rung_ = rung(series.size, self.season_length)
        own = backtest.errors_of(series, self.horizon, self._ladder)
        naive = backtest.errors_of(series, self.horizon, self._naive)
        self.method_ = _chosen(self.rung_, own, naive)
        served = naive if self.method_ == "naive2" else own
        self.half_widths_ = np.array([backtest.half_widths(series, served, self.horizon, share) for share in COVERAGES])
        self.backtest_ = backtest.measured(series, served, naive, COVERAGES, self.season_length)
        return self

    def predict(self) -> FloatArray:
        """Expected values, (horizon,)."""
        forecast = self._naive if self.method_ == "naive2" else self._ladder
        return self._bounded(forecast(self.series_, self.horizon))

    def forecast(self) -> SeriesForecast:
        """Expected values with their bands, the backtest and how much to trust them."""
        means = self.predict()
        lows, highs = self._bounded(means - self.half_widths_), means + self.half_widths_
        bands = (means, lows[0], highs[0], lows[1], highs[1])
        steps = tuple(Step(*map(float, step)) for step in zip(*bands, strict=True))
        return SeriesForecast(steps, self.method_, CONFIDENCE[self.rung_], self.backtest_)

    def _ladder(self, series: FloatArray, horizon: int) -> FloatArray:
        step = rung(series.size, self.season_length)
        if step == 0:
            return methods.mean(series, horizon)
        if step == 1:
            return methods.level(series, horizon)
        share = LAST_YEAR_SHARE[step]
        last_year = methods.last_year(series, horizon, self.season_length)
        return share * last_year + (1 - share) * methods.theta(series, horizon, self.season_length)

    def _naive(self, series: FloatArray, horizon: int) -> FloatArray:
        return methods.naive2(series, horizon, self.season_length)

    def _bounded(self, values: FloatArray) -> FloatArray:
        return np.maximum(values, 0.0) if self.non_negative else values


METHODS = ("mean", "level", "last_year_and_theta", "theta_and_last_year")
CONFIDENCE = (Confidence.LOW, Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


def rung(size: int, season_length: int = 12) -> int:
    """Which rung of the ladder a series of `size` periods stands on, 0 to 3."""
    return sum(size >= limit for limit in (season_length // 2, season_length, 3 * season_length))


def forecast(
    past: Sequence[float] | FloatArray,
    /,
    *,
    horizon: int,
    season: int = 12,
    first: date | None = None,
    non_negative: bool = True,
) -> SeriesForecast:
    """What the `horizon` periods after `past` bring. Raises as `MonthlyForecaster.fit` does."""
    return MonthlyForecaster(season, horizon, non_negative=non_negative).fit(past).forecast()


def _chosen(step: int, own: FloatArray, naive: FloatArray) -> str:
    if own.shape[0] >= NAIVE_ORIGINS and np.abs(naive).mean() < NAIVE_MARGIN * np.abs(own).mean():
        return "naive2"
    return METHODS[step]

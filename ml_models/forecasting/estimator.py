"""Forecaster of one series: a ladder by length of history, with bands from its own past errors and its movement.

Where the rolling backtest says clearly that Naive2 does better, Naive2 is served; a series that is mostly zero gets the
mean or Croston's method; one that follows a moving festival gets its effect in the period where the festival will be.
`ladder` tells what serves which length; CARD.md holds the measurements.
"""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Self

import numpy as np
from sklearn.base import BaseEstimator

from ml_models.forecasting import backtest, bands, festivals, intermittent, ladder, measured, plain, seasons
from ml_models.forecasting import series as series_
from ml_models.forecasting.backtest import Method, Rolled
from ml_models.forecasting.records import Confidence, NotEnoughHistory, SeriesForecast, Step
from ml_models.forecasting.series import FloatArray

NAIVE_MARGIN = 0.7
NAIVE_ORIGINS = 3
"""Naive2 is served when its backtest error is under this share of ours over at least so many origins: of the
development series of M3, this helps where only a year is known and changes the error of the others by 0.001."""
RECENT_SEASONS = 3
LARGEST = float(np.finfo(np.float64).max)
SIDES = np.array([-1.0, 1.0])[None, :, None]
"""Below and above, to go with (2 coverages, 2 sides, horizon)."""


class SeriesForecaster(BaseEstimator):  # type: ignore[misc]  # scikit-learn carries no types
    """Expected values and bands for the periods that follow a series.

    season_length : periods in a season: 12 months, 4 quarters, 52 weeks, 7 days, 1 for none.
    horizon : how many periods ahead.
    first : the first day of the first period, from which festivals are known; None leaves them out.
    non_negative : whether the quantity cannot fall under zero (sales), so that neither band nor mean does.

    Learned: `series_` (shares of its largest value, gaps filled, festivals taken out), `method_`, `backtest_`, `mean_`
    (horizon,), `bands_` (2 coverages, 2 sides, horizon), `fallbacks_`, `gaps_`, `festivals_`.
    """

    def __init__(
        self, season_length: int = 12, horizon: int = 3, *, first: date | None = None, non_negative: bool = True
    ) -> None:
        self.season_length = season_length
        self.horizon = horizon
        self.first = first
        self.non_negative = non_negative

    def fit(self, y: Sequence[float | None] | FloatArray) -> Self:
        """Learn from `y`, (n_periods,), oldest first; NaN is a gap.

        Raises `NotEnoughHistory` without any known value and `UnusableSeries` for infinities and other shapes.
        """
        known = series_.as_series(y)
        if not known.size:
            raise NotEnoughHistory(have=0, need=1)
        self.gaps_ = int(np.isnan(known).sum())
        unit = float(np.nanmax(np.abs(known))) or 1.0
        whole = series_.filled(known / unit, self.season_length)
        start = festivals.start_of(self.first, len(y) - known.size, self.season_length)
        effect = festivals.effect(whole, self.horizon, season=self.season_length, first=start)
        self.festivals_ = effect.names
        self.series_ = effect.removed(whole)
        self.season_ = ladder.season_seen(self.series_.size, self.season_length)
        mean = self._choose()
        self.mean_ = self._bounded(effect.restored(mean), unit)
        self.bands_ = self._bounded(effect.restored(self._measured(mean)), unit)
        return self

    def predict(self) -> FloatArray:
        """Expected values, (horizon,)."""
        return np.asarray(self.mean_, dtype=np.float64)

    def forecast(self) -> SeriesForecast:
        """Expected values with their bands, the backtest and how much to trust them."""
        columns = (self.mean_, *self.bands_.reshape(4, -1))
        steps = tuple(Step(*map(float, step)) for step in zip(*columns, strict=True))
        return SeriesForecast(
            steps, self.method_, self._confidence(), self.backtest_, self.fallbacks_, self.gaps_, self.festivals_
        )

    def _choose(self) -> FloatArray:
        """What the better method expects; notes which it is and how both did before."""
        own, self.method_, self.fallbacks_ = self._own()
        naive = partial(plain.naive2, length=self.season_)
        least = ladder.least_known(self.series_.size, self.season_)
        rolled, self._naive = (
            backtest.rolled(self.series_, self.horizon, method, least=least) for method in (own, naive)
        )
        if not intermittent.is_intermittent(self.series_) and _is_clearly_better(self._naive, rolled):
            own, rolled, self.method_ = naive, self._naive, "naive2"
        self._rolled = rolled
        return own(self.series_, self.horizon)

    def _own(self) -> tuple[Method, str, tuple[str, ...]]:
        if intermittent.is_intermittent(self.series_):
            name = intermittent.better(self.series_, self.horizon)
            return intermittent.METHODS[name], name, ()
        first = ladder.combined(self.series_, self.horizon, self.season_)
        return self._combined, first.method, first.failed

    def _combined(self, series: FloatArray, horizon: int) -> FloatArray:
        return ladder.combined(series, horizon, self.season_, whole=self.series_.size).values

    def _measured(self, mean: FloatArray) -> FloatArray:
        """The bands around `mean`, (2 coverages, 2 sides, horizon); notes the backtest."""
        self.backtest_ = measured.nothing()
        if self.series_.size < measured.LEAST:
            return np.asarray(mean + SIDES * bands.unknown(self.horizon) * np.abs(mean).max())
        scale = series_.scale_of(self.series_)
        inward = scale.inward(self.series_)
        errors = measured.inward(scale, self._rolled.came) - measured.inward(scale, self._rolled.said)
        season = 1 if intermittent.is_intermittent(self.series_) else self.season_
        levels = seasons.pattern(inward, season).removed(inward)
        fitted = bands.FITTED[bands.kind_of(self.series_.size, self.season_)]
        recent = RECENT_SEASONS * max(self.season_, ladder.SOME)

        def wide(errors: FloatArray) -> FloatArray:
            moved = bands.movement(levels, errors, recent=recent, steps=fitted.steps)
            return bands.half_widths(fitted, moved, self.horizon)

        inside = measured.coverages(errors, wide)
        self.backtest_ = measured.figures(self.series_, self._rolled, self._naive, self.season_, inside)
        outward = scale.outward(measured.inward(scale, mean) + SIDES * wide(errors) * bool(np.ptp(self.series_)))
        return np.asarray(outward, dtype=np.float64)

    def _confidence(self) -> Confidence:
        if self.series_.size < ladder.SOME:
            return Confidence.LOW
        long_enough = self.series_.size >= max(3 * ladder.SOME, 2 * self.season_)
        return Confidence.HIGH if long_enough else Confidence.MEDIUM

    def _bounded(self, values: FloatArray, unit: float) -> FloatArray:
        """In the unit of what was given, as far as numbers go."""
        least = 0.0 if self.non_negative else -LARGEST
        with np.errstate(over="ignore"):
            return np.clip(values * unit, least, LARGEST)


def forecast(
    past: Sequence[float | None] | FloatArray,
    /,
    *,
    horizon: int,
    season: int = 12,
    first: date | None = None,
    non_negative: bool = True,
) -> SeriesForecast:
    """What the `horizon` periods after `past` bring. Raises as `SeriesForecaster.fit` does."""
    return SeriesForecaster(season, horizon, first=first, non_negative=non_negative).fit(past).forecast()


def _is_clearly_better(naive: Rolled, own: Rolled) -> bool:
    if own.errors.shape[0] < NAIVE_ORIGINS:
        return False
    return bool(np.nanmean(np.abs(naive.errors)) < NAIVE_MARGIN * np.nanmean(np.abs(own.errors)))

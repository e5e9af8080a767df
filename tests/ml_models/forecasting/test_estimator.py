"""The forecaster: manners, plain cases, direction, what holds for any series, and a floor on generated ones."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone

from ml_models.forecasting import plain
from ml_models.forecasting.estimator import SeriesForecaster, forecast
from ml_models.forecasting.records import Confidence, NotEnoughHistory, SeriesForecast, Step, UnusableSeries
from tests.ml_models.forecasting import made

AMOUNTS = st.floats(-1e9, 1e9, allow_nan=False, width=32) | st.just(math.nan)


class TestManners:
    """scikit-learn's: the constructor stores, `fit` validates and returns the estimator, clones are equal."""

    def test_the_constructor_only_stores(self) -> None:
        model = SeriesForecaster(season_length=4, horizon=2, non_negative=False)
        assert model.get_params() == {"season_length": 4, "horizon": 2, "first": None, "non_negative": False}
        assert not [name for name in vars(model) if name.endswith("_")]

    def test_fit_leaves_its_input_alone_and_a_clone_learns_the_same(self) -> None:
        series = made.shop(seed=1, years=3)
        before, model = series.copy(), SeriesForecaster()
        assert model.fit(series) is model
        assert np.array_equal(before, series)
        assert clone(model).fit(series).forecast() == model.forecast()

    @pytest.mark.parametrize("bad", [[math.inf, 1.0], [[1.0], [2.0]]], ids=["infinite", "matrix"])
    def test_what_is_no_series_is_refused(self, bad: list[float]) -> None:
        with pytest.raises(UnusableSeries):
            forecast(bad, horizon=1)

    @pytest.mark.parametrize("nothing", [[], [math.nan, None]])
    def test_no_history_is_refused_by_name(self, nothing: list[float | None]) -> None:
        with pytest.raises(NotEnoughHistory) as refused:
            forecast(nothing, horizon=1)
        assert (refused.value.have, refused.value.need) == (0, 1)


class TestLadder:
    """What is served follows from how much is known."""

    @pytest.mark.parametrize(
        ("size", "method", "confidence"),
        [
            (3, "mean", Confidence.LOW),
            (6, "mean_and_median", Confidence.LOW),
            (12, "last_season", Confidence.MEDIUM),
            (24, "theta_smoothing_optimised_theta_aggregated_theta", Confidence.MEDIUM),
            (36, "theta_damped_trend_optimised_theta", Confidence.HIGH),
        ],
    )
    def test_rungs(self, size: int, method: str, confidence: Confidence) -> None:
        told = forecast(made.shop(seed=1, years=4)[:size], horizon=3)
        assert (told.method, told.confidence, told.fallbacks) == (method, confidence, ())

    @pytest.mark.parametrize("season", [1, 4, 7, 12, 52])
    @pytest.mark.parametrize("size", [1, 2, 5, 11, 12, 25, 60])
    def test_a_constant_goes_on(self, size: int, season: int) -> None:
        told = forecast([500.0] * size, horizon=3, season=season)
        assert [step.mean for step in told.steps] == pytest.approx([500.0] * 3)

    @pytest.mark.parametrize("years", [2, 3, 5])
    def test_last_years_peak_comes_back(self, years: int) -> None:
        told = forecast(made.shop(seed=1, years=years)[:-1], horizon=3)
        assert told.steps[0].mean > 1.4 * told.steps[1].mean

    def test_naive_is_served_where_it_clearly_did_better(self) -> None:
        told = forecast([100.0 + 20 * month for month in range(11)], horizon=1)
        assert told.method == "naive2"
        assert told.backtest.mase == told.backtest.naive2_mase

    def test_weeks_without_a_season_named_show_theirs(self) -> None:
        weeks = np.arange(52 * 4)
        sales = 100 + 30 * np.sin(2 * np.pi * weeks / 52) + np.random.default_rng(5).normal(0, 2, weeks.size)
        told = forecast(sales[:-26], horizon=26, season=1)
        assert [step.mean for step in told.steps] == pytest.approx(sales[-26:], rel=0.15)


class TestForecast:
    """What holds for any series."""

    @settings(max_examples=60, deadline=None)
    @given(
        values=st.lists(AMOUNTS, min_size=1, max_size=60),
        horizon=st.integers(1, 8),
        season=st.sampled_from([1, 4, 7, 12, 52]),
    )
    def test_everything_is_finite_and_in_order(self, values: list[float], horizon: int, season: int) -> None:
        if all(map(math.isnan, values)):
            return
        told = forecast(values, horizon=horizon, season=season, non_negative=False)
        assert len(told.steps) == horizon
        assert all(map(math.isfinite, _figures(told)))
        assert all(step.low95 <= step.low80 <= step.mean <= step.high80 <= step.high95 for step in told.steps)

    @pytest.mark.parametrize("values", [[1.7e308] * 9, [5e-324] * 30, [1e300, 0.0] * 20, [0.0] * 50 + [1e9]])
    def test_the_largest_and_the_smallest_numbers(self, values: list[float]) -> None:
        assert all(map(math.isfinite, _figures(forecast(values, horizon=6, non_negative=False))))

    @pytest.mark.parametrize("size", [3, 8, 14, 20, 30, 48])
    def test_ten_times_the_series_is_ten_times_the_forecast(self, size: int) -> None:
        series = made.shop(seed=2, years=4)[-size:]
        small, large = forecast(series, horizon=3), forecast(series * 10, horizon=3)
        for one, ten in zip(small.steps, large.steps, strict=True):
            assert _of(ten) == pytest.approx([value * 10 for value in _of(one)], rel=1e-6)
        assert large.backtest.mase == pytest.approx(small.backtest.mase)

    def test_sales_never_fall_below_zero(self) -> None:
        told = forecast([900.0, 700.0, 500.0, 300.0, 100.0, 50.0, 20.0, 0.0] * 3, horizon=6)
        assert all(0 <= step.low95 <= step.low80 <= step.mean for step in told.steps)

    def test_gaps_are_filled_by_the_same_month_of_other_years_and_counted(self) -> None:
        series = made.shop(seed=3, years=4, noise=0.01)
        broken = series.copy()
        broken[[5, 23, 30]] = math.nan
        whole, told = forecast(series, horizon=12), forecast(broken, horizon=12)
        assert told.gaps_filled == 3
        assert told.steps[11].mean == pytest.approx(whole.steps[11].mean, rel=0.1)

    def test_bands_grow_with_distance(self) -> None:
        model = SeriesForecaster(horizon=6).fit(np.random.default_rng(6).normal(1000, 50, 40))
        width = model.bands_[:, 1] / model.bands_[:, 0]
        assert (np.diff(width[0]) > 0).all()
        assert (width[1] > width[0]).all()


class TestFloor:
    """Held-out months of generated series: it has to beat the benchmark, and its bands have to hold what they say."""

    def test_beats_naive2_by_a_fifth_and_covers_its_share(self) -> None:
        own, naive, inside80, inside95 = [], [], [], []
        for seed in range(40):
            series = made.shop(seed=seed, years=4)
            past, future = series[:-6], series[-6:]
            told = forecast(past, horizon=6)
            own.append(np.abs(future - [step.mean for step in told.steps]).mean())
            naive.append(np.abs(future - plain.naive2(past, 6, 12)).mean())
            pairs = list(zip(future, told.steps, strict=True))
            inside80 += [step.low80 <= value <= step.high80 for value, step in pairs]
            inside95 += [step.low95 <= value <= step.high95 for value, step in pairs]
        assert np.mean(own) < 0.8 * np.mean(naive)
        assert 0.7 <= np.mean(inside80) <= 0.92
        assert 0.9 <= np.mean(inside95) <= 0.995


def _of(step: Step) -> list[float]:
    return [step.mean, step.low80, step.high80, step.low95, step.high95]


def _figures(told: SeriesForecast) -> list[float]:
    tested = told.backtest
    figures = (tested.mase, tested.naive2_mase, tested.coverage80, tested.coverage95)
    return [value for step in told.steps for value in _of(step)] + [one for one in figures if one is not None]

"""The forecaster of monthly series: manners, plain cases, direction, and a floor on generated series."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import clone

from ml_models.forecasting import methods
from ml_models.forecasting.estimator import MonthlyForecaster, forecast, rung
from ml_models.forecasting.features import FloatArray
from ml_models.forecasting.records import Confidence, NotEnoughHistory, UnusableSeries

AMOUNTS = st.floats(-1e9, 1e9, allow_nan=False, width=32)


class TestManners:
    """scikit-learn's: the constructor stores, `fit` validates and returns the estimator, clones are equal."""

    def test_the_constructor_only_stores(self) -> None:
        model = MonthlyForecaster(season_length=4, horizon=2, non_negative=False)
        assert model.get_params() == {"season_length": 4, "horizon": 2, "non_negative": False}
        assert not [name for name in vars(model) if name.endswith("_")]

    def test_fit_returns_the_estimator_and_a_clone_learns_the_same(self, seasonal: FloatArray) -> None:
        model = MonthlyForecaster()
        assert model.fit(seasonal) is model
        assert clone(model).fit(seasonal).forecast() == model.forecast()

    def test_fit_leaves_its_input_alone(self, seasonal: FloatArray) -> None:
        before = seasonal.copy()
        MonthlyForecaster().fit(seasonal)
        assert np.array_equal(before, seasonal)

    @pytest.mark.parametrize("bad", [[1.0, math.nan], [math.inf], [[1.0], [2.0]]], ids=["nan", "infinite", "matrix"])
    def test_what_is_no_series_is_refused(self, bad: list[float]) -> None:
        with pytest.raises(UnusableSeries):
            MonthlyForecaster().fit(bad)

    def test_no_history_is_refused_by_name(self) -> None:
        with pytest.raises(NotEnoughHistory) as refused:
            MonthlyForecaster().fit([])
        assert (refused.value.have, refused.value.need) == (0, 1)


class TestLadder:
    """What is served follows from how much is known."""

    @pytest.mark.parametrize(
        ("size", "expected"), [(1, 0), (5, 0), (6, 1), (11, 1), (12, 2), (35, 2), (36, 3), (99, 3)]
    )
    def test_rungs(self, size: int, expected: int) -> None:
        assert rung(size) == expected

    def test_below_six_months_the_mean_with_low_confidence(self) -> None:
        told = forecast([100.0, 200.0, 300.0], horizon=2)
        assert [step.mean for step in told.steps] == [200.0, 200.0]
        assert (told.method, told.confidence) == ("mean", Confidence.LOW)

    @pytest.mark.parametrize("size", [1, 2, 5, 6, 11, 12, 24, 25, 36, 60])
    def test_a_constant_goes_on(self, size: int) -> None:
        told = forecast([500.0] * size, horizon=3)
        assert [step.mean for step in told.steps] == pytest.approx([500.0] * 3)

    def test_last_years_peak_comes_back(self, seasonal: FloatArray) -> None:
        told = forecast(seasonal[:-1], horizon=3)
        assert told.steps[0].mean > 1.4 * told.steps[1].mean

    def test_naive_is_served_where_it_clearly_did_better(self) -> None:
        steps = np.repeat([100.0, 900.0, 100.0, 900.0], 12)
        assert MonthlyForecaster(horizon=1).fit(steps).method_ == "naive2"


class TestForecast:
    """What holds for any series."""

    @settings(max_examples=150, deadline=None)
    @given(values=st.lists(AMOUNTS, min_size=1, max_size=40), horizon=st.integers(1, 6))
    def test_everything_is_finite_and_in_order(self, values: list[float], horizon: int) -> None:
        told = forecast(values, horizon=horizon, non_negative=False)
        assert len(told.steps) == horizon
        for step in told.steps:
            assert all(map(math.isfinite, (step.mean, step.low80, step.high80)))
            assert step.low80 <= step.mean <= step.high80
        figures = (told.backtest.mase, told.backtest.naive2_mase, told.backtest.coverage80)
        assert all(figure is None or math.isfinite(figure) for figure in figures)

    @pytest.mark.parametrize("size", [3, 8, 20, 48])
    def test_ten_times_the_series_is_ten_times_the_forecast(self, size: int) -> None:
        series = _seasonal(seed=2, years=4)[-size:]
        small, large = forecast(series, horizon=3), forecast(series * 10, horizon=3)
        for one, ten in zip(small.steps, large.steps, strict=True):
            assert (ten.mean, ten.low80, ten.high80) == pytest.approx((one.mean * 10, one.low80 * 10, one.high80 * 10))
        assert large.backtest.mase == pytest.approx(small.backtest.mase)

    def test_sales_never_fall_below_zero(self) -> None:
        told = forecast([900.0, 700.0, 500.0, 300.0, 100.0, 50.0, 20.0, 0.0] * 3, horizon=6)
        assert all(0 <= step.low80 <= step.mean for step in told.steps)

    def test_wider_bands_hold_more_and_grow_with_distance(self) -> None:
        series = _seasonal(seed=3, years=4)
        narrow, wide = MonthlyForecaster(horizon=6).fit(series).half_widths_
        assert (wide >= narrow).all()
        assert (np.diff(wide) >= 0).all()


class TestFloor:
    """Held-out years of generated series: it has to beat the benchmark, and its band has to hold what it says."""

    def test_beats_naive2_by_a_tenth_and_covers_its_share(self) -> None:
        own, naive, inside = [], [], []
        for seed in range(40):
            series = _seasonal(seed=seed, years=4)
            past, future = series[:-3], series[-3:]
            told = forecast(past, horizon=3)
            own.append(np.abs(future - [step.mean for step in told.steps]).mean())
            naive.append(np.abs(future - methods.naive2(past, 3, 12)).mean())
            inside += [step.low80 <= value <= step.high80 for value, step in zip(future, told.steps, strict=True)]
        assert np.mean(own) < 0.9 * np.mean(naive)
        assert 0.7 <= np.mean(inside) <= 0.92


@pytest.fixture
def seasonal() -> FloatArray:
    """Four years that end in a peak."""
    return _seasonal(seed=1, years=4)


def _seasonal(*, seed: int, years: int) -> FloatArray:
    """Sales of a shop with a peak each October, some growth and noise, the last month an October."""
    random = np.random.default_rng(seed)
    months = np.arange(12 * years)
    season = np.where(months % 12 == 11, 2.0, 1.0)
    series: FloatArray = (1000 + 5 * months) * season * random.normal(1, 0.1, months.size)
    return series

"""A model that fails is named, and simpler ones speak; series that are mostly zero get a mean."""

import sys

import numpy as np
import pytest

from ml_models.forecasting import intermittent, members
from ml_models.forecasting.estimator import forecast
from tests.ml_models.forecasting import made


class TestAnswers:
    """Members on a series without season."""

    @pytest.mark.parametrize("name", sorted(members.MEMBERS))
    def test_each_member_continues_a_level(self, name: str) -> None:
        series = 1 + np.random.default_rng(3).normal(0, 0.01, 40)
        said = members.answers((name,), series, 6)
        assert said.names == (name,)
        assert said.values[0] == pytest.approx(np.ones(6), abs=0.05)

    def test_whoever_is_too_short_of_points_is_named(self) -> None:
        said = members.answers(("autoregression", "theta"), np.arange(12.0), 3)
        assert (said.names, said.failed) == (("theta",), ("autoregression",))

    def test_no_forecast_leaves_the_range_by_more_than_the_range(self) -> None:
        said = members.answers(tuple(members.MEMBERS), np.arange(30.0) ** 3, 200)
        assert said.values.max() <= 2 * 29**3

    def test_the_own_theta_serves_where_the_library_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "statsforecast.models", None)
        told = forecast(made.shop(seed=1, years=4), horizon=3)
        assert told.method == "own_theta"
        assert set(told.fallbacks) == {"theta", "damped_trend", "optimised_theta"}


class TestIntermittent:
    """Demand that is mostly zero."""

    def test_croston_knows_size_and_distance(self) -> None:
        series = np.tile([0.0, 0.0, 0.0, 8.0], 10)
        assert intermittent.croston_sba(series, 2) == pytest.approx([0.95 * 2.0] * 2)

    def test_the_last_value_is_never_served(self) -> None:
        series = np.zeros(48)
        series[[3, 11, 20, 22, 35, 41, 47]] = 500.0
        told = forecast(series, horizon=6)
        assert told.method in intermittent.METHODS
        assert told.steps[0].mean == pytest.approx(series.mean(), rel=0.5)

    def test_all_zero_stays_zero(self) -> None:
        assert {step.high95 for step in forecast([0.0] * 30, horizon=4).steps} == {0.0}

"""Diwali is planted in the month where it fell: its effect has to be found, moved, and not invented."""

from datetime import date

import numpy as np
import pytest

from ml_models.forecasting import festivals
from ml_models.forecasting.estimator import forecast
from tests.ml_models.forecasting import made

START = date(2020, 1, 1)


class TestPlanted:
    """Sales that double in the month of Diwali: November 2020 and 2021, October 2022, November 2023, October 2024."""

    @pytest.mark.parametrize("years", [3, 4, 5])
    def test_the_effect_moves_to_the_right_month(self, years: int) -> None:
        sales, truth = made.festive(seed=years, start=START, months=12 * years + 12, lift=2.0)
        told = forecast(sales[: 12 * years], horizon=12, first=START)
        expected = np.array([step.mean for step in told.steps])
        assert told.festivals == ("Diwali",)
        assert expected[9:11] == pytest.approx(truth[12 * years :][9:11], rel=0.15)

    def test_it_halves_the_error_of_those_months(self) -> None:
        with_: list[float] = []
        without: list[float] = []
        for seed in range(8):
            sales, truth = made.festive(seed=seed, start=START, months=48, lift=1.6)
            for first, errors in ((START, with_), (None, without)):
                told = forecast(sales[:36], horizon=12, first=first)
                errors.append(np.abs([step.mean for step in told.steps] - truth[36:])[9:11].sum())
        assert np.mean(with_) < 0.5 * np.mean(without)


class TestNothingPlanted:
    """Without evidence nothing is touched."""

    def test_plain_seasons_are_left_alone(self) -> None:
        touched = [forecast(made.shop(seed=seed, years=4), horizon=3, first=START).festivals for seed in range(20)]
        assert touched == [()] * 20

    @pytest.mark.parametrize(("season", "first"), [(12, None), (7, START), (1, START), (4, START)])
    def test_days_and_series_without_dates_are_left_alone(self, season: int, first: date | None) -> None:
        sales, _ = made.festive(seed=1, start=START, months=60, lift=2.0)
        assert festivals.effect(sales, 6, season=season, first=first).names == ()

    def test_a_peak_that_keeps_its_month_is_no_festival(self) -> None:
        sales = made.shop(seed=2, years=5)
        assert festivals.effect(sales, 6, season=12, first=date(2020, 11, 1)).names == ()

"""Rolling origins look at nothing later than themselves, and quantiles are those of the textbook."""

import numpy as np
import pytest

from ml_models.forecasting import backtest, features, methods
from ml_models.forecasting.features import FloatArray


class TestErrors:
    """Each origin knows only its own past."""

    def test_origins_and_outcomes(self) -> None:
        series = np.arange(8, dtype=np.float64)
        errors = backtest.errors_of(series, 2, lambda past, ahead: np.full(ahead, past[-1]))
        assert errors.tolist() == [[1.0, 2.0]] * 3

    def test_no_origin_sees_its_future(self) -> None:
        seen: list[int] = []

        def watching(past: FloatArray, ahead: int) -> FloatArray:
            seen.append(past.size)
            return np.zeros(ahead)

        backtest.errors_of(np.ones(10), 3, watching)
        assert seen == [4, 5, 6, 7]

    def test_too_short_a_series_has_no_origin(self) -> None:
        assert backtest.errors_of(np.ones(5), 3, methods.mean).shape == (0, 3)


class TestConformalQuantile:
    """The (n + 1)-corrected order statistic."""

    @pytest.mark.parametrize(
        ("errors", "coverage", "expected"),
        [([3, 1, 2, 4], 0.8, 4), ([1, 2, 3, 4, 5, 6, 7, 8, 9], 0.8, 8), ([5], 0.8, 5), ([1, 2, 3], 0.5, 2)],
    )
    def test_value(self, errors: list[float], coverage: float, expected: float) -> None:
        assert backtest.conformal_quantile(np.array(errors, dtype=float), coverage) == expected


class TestSeason:
    """What is taken out is put back."""

    @pytest.mark.parametrize("lift", [100.0, 0.0], ids=["multiplicative", "additive"])
    def test_removed_and_restored(self, lift: float) -> None:
        series = lift + np.tile(np.arange(12.0), 4)
        season = features.season_of(series, 12)
        assert season.is_multiplicative is (lift > 0)
        plain = season.removed(series)
        assert season.restored(plain[-12:], start=36) == pytest.approx(series[-12:])
        assert np.ptp(plain) < 0.35 * np.ptp(series)

    def test_two_years_are_too_little_to_believe_in_a_season(self) -> None:
        assert not features.is_seasonal(np.tile(np.arange(12.0), 2), 12)
        assert features.is_seasonal(np.tile(np.arange(12.0), 3), 12)

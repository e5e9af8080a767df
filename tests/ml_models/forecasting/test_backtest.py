"""Rolling origins look at nothing later than themselves, and what has not come yet is not known."""

import numpy as np
import pytest

from ml_models.forecasting import backtest, plain
from ml_models.forecasting.series import FloatArray


class TestRolled:
    """Each origin knows only its own past."""

    def test_no_origin_sees_its_future(self) -> None:
        seen: list[FloatArray] = []

        def watching(past: FloatArray, ahead: int) -> FloatArray:
            seen.append(past)
            return np.zeros(ahead)

        series = np.arange(40.0)
        rolled = backtest.rolled(series, 6, watching)
        assert [past.tolist() for past in seen] == [series[: past.size].tolist() for past in seen]
        assert [row[0] for row in rolled.came] == [past.size for past in seen]

    def test_what_came_minus_what_was_said(self) -> None:
        rolled = backtest.rolled(np.arange(24.0), 3, lambda past, ahead: np.full(ahead, past[-1]))
        assert np.unique(rolled.errors[:, 0]).tolist() == [1.0]
        assert np.unique(rolled.errors[:, 2]).tolist() == [3.0]

    def test_steps_beyond_the_end_are_not_known(self) -> None:
        rolled = backtest.rolled(np.arange(12.0), 6, plain.mean)
        assert np.isnan(rolled.came[-1]).tolist() == [False, False, False, True, True, True]

    @pytest.mark.parametrize(("size", "least"), [(6, 0), (8, 1), (12, 4), (24, 10), (60, 12), (500, 12)])
    def test_origins_by_length(self, size: int, least: int) -> None:
        known = backtest.origins(size, 6)
        assert least <= len(known) <= backtest.MOST_ORIGINS
        assert all(backtest.LEAST_HISTORY <= origin < size for origin in known)

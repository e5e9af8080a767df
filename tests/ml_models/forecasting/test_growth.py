"""Growth that is plain goes on; a line through noise is left to theta."""

import numpy as np
import pytest

from ml_models.forecasting import growth
from ml_models.forecasting.estimator import forecast


class TestLeftOut:
    """The other half of the line, by how clear it is."""

    @pytest.mark.parametrize(
        ("slope", "noise", "share"), [(0.03, 0.0, 1.0), (-0.03, 0.0, 1.0), (0.0, 0.0, 0.0), (0.001, 0.3, 0.0)]
    )
    def test_share_by_clarity(self, slope: float, noise: float, share: float) -> None:
        levels = slope * np.arange(30) + np.random.default_rng(1).normal(0, noise, 30)
        assert growth.left_out(levels, 2) == pytest.approx(share * slope * np.array([0.5, 1.0]), abs=0.002)


@pytest.mark.parametrize("size", [24, 30, 35])
def test_three_percent_a_month_go_on_and_the_backtest_says_so(size: int) -> None:
    truth = 1000 * 1.03 ** np.arange(size + 6)
    noise = np.random.default_rng(2).normal(1, 0.03, size)
    told = forecast(truth[:size] * noise, horizon=6)
    assert [step.mean for step in told.steps] == pytest.approx(truth[size:], rel=0.08)
    assert told.backtest.mase is not None and told.backtest.naive2_mase is not None
    assert told.backtest.mase < told.backtest.naive2_mase

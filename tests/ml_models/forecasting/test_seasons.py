"""What is taken out is put back, and noise is no season."""

import numpy as np
import pytest

from ml_models.forecasting import seasons


class TestPattern:
    """The season that models use."""

    @pytest.mark.parametrize("length", [4, 7, 12])
    def test_a_clear_season_is_found_whole(self, length: int) -> None:
        truth = np.sin(np.arange(length) * 2 * np.pi / length)
        found = seasons.pattern(np.tile(truth, 5) + 3, length).indices
        assert found == pytest.approx(truth - truth.mean(), abs=0.02)

    def test_noise_is_shrunk_to_almost_nothing(self) -> None:
        found = [seasons.pattern(np.random.default_rng(seed).normal(0, 1, 60), 12).indices.std() for seed in range(30)]
        assert np.mean(found) < 0.25

    def test_years_that_disagree_are_believed_less(self) -> None:
        truth, seeds = np.tile(np.where(np.arange(12) == 9, 1.0, 0.0), 4), range(30)
        loud = [truth + np.random.default_rng(seed).normal(0, 0.8, 48) for seed in seeds]
        peaks = [seasons.pattern(series, 12).indices[9] for series in loud]
        assert np.mean(peaks) < 0.85 * seasons.pattern(truth, 12).indices[9]

    def test_recent_years_count_more(self) -> None:
        peaks = np.concatenate([np.tile(np.eye(12)[3], 3), np.tile(np.eye(12)[8], 3)])
        found = seasons.pattern(peaks, 12).indices
        assert found[8] > found[3]

    @pytest.mark.parametrize("size", [1, 2, 12, 13])
    def test_too_short_a_series_has_none(self, size: int) -> None:
        assert not seasons.pattern(np.arange(float(size)), 12).indices.any()


class TestClassical:
    """The season of the benchmark."""

    @pytest.mark.parametrize("lift", [100.0, 0.0], ids=["multiplicative", "additive"])
    def test_removed_and_restored(self, lift: float) -> None:
        series = lift + np.tile(np.arange(12.0), 4)
        season = seasons.classical(series, 12)
        assert season.is_multiplicative is (lift > 0)
        plain = season.removed(series)
        assert season.restored(plain[-12:], start=36) == pytest.approx(series[-12:])
        assert np.ptp(plain) < 0.35 * np.ptp(series)

    def test_two_years_are_too_little_to_believe_in_a_season(self) -> None:
        assert not seasons.is_seasonal(np.tile(np.arange(12.0), 2), 12)
        assert seasons.is_seasonal(np.tile(np.arange(12.0), 3), 12)

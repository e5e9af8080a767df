"""Tail probabilities against values from tables."""

import pytest

from app.fraud.rules.patterns import significance


class TestTails:
    @pytest.mark.parametrize(
        ("hits", "tries", "chance", "expected"),
        [(0, 10, 0.5, 1.0), (10, 10, 0.5, 0.5**10), (8, 10, 0.5, 56 / 1024), (3, 3, 0.0, 0.0), (2, 2, 1.0, 1.0)],
    )
    def test_binomial(self, hits: int, tries: int, chance: float, expected: float) -> None:
        assert significance.binomial_tail(hits, tries, chance) == pytest.approx(expected)

    @pytest.mark.parametrize(("count", "mean", "expected"), [(0, 1.0, 1.0), (4, 1.0, 0.01899), (10, 2.0, 4.65e-05)])
    def test_poisson(self, count: int, mean: float, expected: float) -> None:
        assert significance.poisson_tail(count, mean) == pytest.approx(expected, rel=1e-3)

    @pytest.mark.parametrize(("statistic", "degrees", "expected"), [(15.507, 8, 0.05), (13.277, 4, 0.01), (0, 8, 1.0)])
    def test_chi_square(self, statistic: float, degrees: int, expected: float) -> None:
        assert significance.chi_square_tail(statistic, degrees=degrees) == pytest.approx(expected, rel=1e-3)

    def test_counts_as_expected_have_no_chi_square(self) -> None:
        assert significance.chi_square([10, 20, 30], [1 / 6, 2 / 6, 3 / 6]) == pytest.approx(0)

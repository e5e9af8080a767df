"""Cuts between levels, straight growth, seasons, and months that merely stand out."""

import random

import pytest

from app.insights.rules.trends import levels
from app.insights.rules.trends.levels import Fit

SUMMER = [100.0, 100, 120, 180, 250, 260, 220, 180, 140, 100, 100, 100]


class TestFit:
    """Series whose truth is planted."""

    @pytest.mark.parametrize(
        ("amounts", "expected"),
        [
            ([100.0] * 12, Fit(0, 0, None)),
            ([100.0] * 10 + [200.0] * 2, Fit(10, 0, None)),
            ([100.0] * 6 + [50.0] * 6, Fit(6, 0, None)),
            ([100.0] * 12 + [150.0] * 12 + [300.0] * 4, Fit(24, 12, None)),
            ([100.0] * 11 + [900.0], Fit(0, 0, None)),
            ([100.0] * 6 + [900.0] + [100.0] * 5, Fit(0, 0, None)),
            ([100.0, 60.0, 140.0, 90.0, 120.0, 80.0, 130.0, 70.0, 125.0, 130.0], Fit(0, 0, None)),
            ([0.0] * 12, Fit(0, 0, None)),
            ([0.0] * 10 + [5000.0] * 4, Fit(10, 0, None)),
            ([5000.0] * 10 + [0.0] * 3, Fit(10, 0, None)),
            ([0.0, 0.0, 90.0] * 6, Fit(0, 0, None)),
            ([7.0], Fit(0, 0, None)),
        ],
        ids=["flat", "doubled", "halved", "twice changed", "once at the end", "once", "noisy", "nothing", "began",
             "ended", "quarterly", "one month"],
    )  # fmt: skip
    def test_last_level(self, amounts: list[float], expected: Fit) -> None:
        assert levels.fit(amounts) == expected

    @pytest.mark.parametrize("factor", [0.001, 1.0, 1e7])
    def test_the_unit_of_money_is_irrelevant(self, factor: float) -> None:
        rng = random.Random(1)
        amounts = [factor * (100 if place < 15 else 140) * (1 + 0.1 * rng.gauss(0, 1)) for place in range(20)]
        assert levels.fit(amounts).start == 15

    def test_growth_is_a_line_and_no_step(self) -> None:
        found = levels.fit([100.0 * 1.03**place for place in range(24)])
        assert found.start == 0
        assert found.slope == pytest.approx(4.2, abs=0.3)

    def test_noise_alone_is_no_news(self) -> None:
        rng = random.Random(7)
        series = [[100 * (1 + 0.15 * rng.gauss(0, 1)) for _ in range(30)] for _ in range(100)]
        assert sum(levels.fit(one) != Fit(0, 0, None) for one in series) <= 5

    def test_a_step_in_noise_is_dated_to_the_month(self) -> None:
        rng = random.Random(7)
        series = [[(100 if p < 24 else 150) * (1 + 0.1 * rng.gauss(0, 1)) for p in range(28)] for _ in range(100)]
        assert sum(levels.fit(one).start == 24 for one in series) >= 80


class TestSeason:
    """Years that repeat each other."""

    @pytest.mark.parametrize(
        ("amounts", "expected"),
        [
            ((SUMMER * 3)[:30], True),
            (SUMMER, False),
            ([100.0] * 30, False),
            ([100.0 * 1.02**place for place in range(36)], False),
        ],
        ids=["summers", "one year", "flat", "growth"],
    )
    def test_is_believed_once_it_repeats(self, amounts: list[float], expected: bool) -> None:
        assert levels.is_seasonal(amounts) is expected


class TestOutstanding:
    """Single months."""

    @pytest.mark.parametrize(
        ("amounts", "expected"),
        [
            ([100.0] * 5 + [900.0] + [100.0] * 5, [5]),
            ([100.0] * 5 + [0.0] + [100.0] * 5, [5]),
            ([100.0] * 5 + [900.0, 900.0] + [100.0] * 5, []),
            ([100.0] * 10, []),
            ([1.0, 2.0], []),
        ],
    )
    def test_stand_alone(self, amounts: list[float], expected: list[int]) -> None:
        assert levels.outstanding(amounts) == expected

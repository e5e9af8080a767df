"""Whether forecasts hold over all businesses, on figures that can be checked by hand."""

from dataclasses import replace

from app.insights.records.overseen import Trial
from app.insights.rules import holding

ONE = Trial("sales", "Sales", 0.6, 1.0, 0.8, 0.9, 10, "theta", periods=3, inside80=2, inside95=3)


class TestHeld:
    def test_medians_shares_and_counts_are_those_of_the_businesses(self) -> None:
        others = [
            replace(ONE, mase=0.8, naive2_mase=0.7, coverage80=0.5, coverage95=0.6, origins=5, periods=None),
            replace(ONE, mase=None, coverage80=None, coverage95=None, inside80=None, inside95=None),
        ]
        (held,) = holding.held([ONE, *others])
        assert (held.businesses, held.compared, held.better, held.banded) == (3, 2, 1, 2)
        assert (round(held.mase or 0, 6), round(held.naive2_mase or 0, 6)) == (0.7, 0.85)
        assert (round(held.coverage80 or 0, 6), round(held.coverage95 or 0, 6)) == (0.7, 0.8)
        assert (held.periods, held.inside80, held.inside95) == (3, 2, 3)

    def test_kinds_are_told_apart_and_nothing_tested_is_nothing(self) -> None:
        assert [one.key for one in holding.held([ONE, replace(ONE, key="cash")])] == ["cash", "sales"]
        assert (holding.held([]), holding.ranked([])) == ((), ())

    def test_the_best_against_naive2_is_first(self) -> None:
        rows = [(0.9, 1.0), (0.5, 1.0), (0.4, 0.4), (0.3, 0.0)]
        tested = [replace(ONE, mase=served, naive2_mase=naive) for served, naive in rows]
        assert holding.ranked(tested) == ((0.5, 1.0), (0.9, 1.0), (0.4, 0.4), (0.3, 0.0))

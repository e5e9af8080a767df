"""Drawn paths: their middle is what is expected, their bands are as wide as told, and a change changes nothing else."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from ml_models.cashflow.records import Lump, Month, Noise, Outcome, Plan
from ml_models.cashflow.simulation import MOST_LUMPS, expected_by_day, simulate

DAYS = 91
EVEN = [1 / DAYS] * DAYS
WEEKS = [float(value) for value in np.random.default_rng(7).normal(0, 4000, 40)]
NOISE = Noise(WEEKS, [1.0] * 13, [1 / 7] * DAYS)
WIDTHS = [3000.0 * (week + 1) ** 0.5 for week in range(13)]
PLAN = Plan([Lump(1000.0 * place, EVEN) for place in range(1, 30)], [100.0] * DAYS, NOISE, WIDTHS)


class TestPaths:
    def test_the_middle_is_near_what_is_expected(self) -> None:
        found = _one(PLAN)
        assert found.expected[-1] == pytest.approx(1000 + 100 * DAYS + 1000 * 435)
        for band, expected in zip(found.days, found.expected, strict=True):
            assert band.median == pytest.approx(expected, abs=2000)

    def test_a_lump_of_one_sure_day_comes_on_it_on_every_path(self) -> None:
        sure = [0.0] * DAYS
        sure[19] = 1.0
        found = _one(Plan([Lump(500.0, sure)], [0.0] * DAYS))
        assert (found.days[18].high95, found.days[19].low95) == (1000, 1500)

    def test_what_may_never_come_is_missing_on_so_many_paths(self) -> None:
        half = [0.5, *[0.0] * (DAYS - 1)]
        found = _one(Plan([Lump(-2000.0, half)], [0.0] * DAYS), floor=0)
        assert found.below == pytest.approx(0.5, abs=0.05)
        assert found.shortfall == pytest.approx(1000)
        assert found.first_below[0] == found.below

    @pytest.mark.parametrize("factor", [0.2, 1.0, 5.0], ids=["narrower", "as told", "wider"])
    def test_the_band_is_as_wide_as_past_errors_demand(self, factor: float) -> None:
        found = _one(replace(PLAN, half_widths=[width * factor for width in WIDTHS]))
        for week, width in enumerate(WIDTHS):
            band = found.days[7 * week + 6]
            assert (band.high80 - band.low80) / 2 == pytest.approx(width * factor, rel=0.12)

    def test_bands_lie_one_inside_the_other(self) -> None:
        for band in _one(PLAN).days:
            assert band.low95 <= band.low80 <= band.median <= band.high80 <= band.high95

    def test_many_small_lumps_come_as_expected_without_being_drawn(self) -> None:
        many = Plan([Lump(10.0, EVEN)] * (MOST_LUMPS * 3), [0.0] * DAYS)
        assert _one(many).days[-1].median == pytest.approx(1000 + 30 * MOST_LUMPS, rel=0.01)

    def test_months_go_on_from_the_days_with_wider_bands(self) -> None:
        plan = replace(PLAN, month_ends=[30, 60, 90], months=[Month(5000, 9000)] * 9)
        found = _one(plan)
        assert len(found.months) == 12
        assert found.months[0] == found.days[29]
        assert found.months[-1].median == pytest.approx(found.days[-1].median + 45_000, abs=6000)
        widths = [band.high80 - band.low80 for band in found.months[2:]]
        assert all(later > sooner for sooner, later in pairwise(widths))


class TestChange:
    def test_the_first_plan_is_drawn_alike_whatever_stands_beside_it(self) -> None:
        changed = replace(PLAN, lumps=[replace(PLAN.lumps[0], amount=0.0), *PLAN.lumps[1:]])
        assert simulate([PLAN, changed], opening=1000, floor=0, seed=3)[0] == _one(PLAN)

    def test_less_coming_in_lowers_every_band_of_every_day(self) -> None:
        changed = replace(PLAN, lumps=[*PLAN.lumps[:-1], replace(PLAN.lumps[-1], amount=0.0)])
        before, after = simulate([PLAN, changed], opening=1000, floor=0, seed=3)
        for now, then in zip(before.days, after.days, strict=True):
            assert then.median <= now.median and then.low80 <= now.low80 and then.high95 <= now.high95

    def test_the_same_seed_draws_the_same_and_another_one_not(self) -> None:
        assert _one(PLAN) == _one(PLAN) != _one(PLAN, seed=4)


class TestEdges:
    @pytest.mark.parametrize(
        "plan",
        [
            Plan([], [0.0] * DAYS),
            Plan([], [0.0] * DAYS, Noise([5.0, -5.0], [1.0] * 13, [1 / 7] * DAYS)),
            Plan([Lump(0.0, [0.0] * DAYS)], [0.0] * DAYS, NOISE, [0.0] * 13),
            Plan([Lump(1e15, EVEN)], [-1e15] * DAYS, NOISE, [1e14] * 13),
        ],
        ids=["nothing", "two weeks of noise", "no width", "huge"],
    )
    def test_every_figure_is_finite(self, plan: Plan) -> None:
        found = _one(plan, floor=float("-inf"))
        assert np.isfinite([[band.median, band.low95, band.high95] for band in found.days]).all()
        assert (found.below, found.shortfall) == (0.0, None)

    def test_expectation_is_what_falls_on_each_day(self) -> None:
        plan = Plan([Lump(700.0, [0.25] * 2 + [0.0] * (DAYS - 2))], [10.0] * DAYS)
        assert expected_by_day(plan)[:3].tolist() == [185, 185, 10]


def _one(plan: Plan, *, floor: float = 0.0, seed: int = 3) -> Outcome:
    return simulate([plan], opening=1000, floor=floor, seed=seed)[0]

"""Calibration, drift, behaviour, cost and intervals by themselves: their laws hold for all inputs."""

import json
from collections.abc import Sequence
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_models.contracts import Shares
from ml_models.evaluation import arrays, behaviour, bootstrap, calibration, cost, drift, written
from ml_models.evaluation.records import Behaviour, Calibration, Cost, Drift, Evaluation, Metric, ReliabilityBin, Slice

PAIRS = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=80)
VALUES = st.lists(st.floats(-1e6, 1e6) | st.just(float("nan")), min_size=1, max_size=80)
SPREADS = st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any)


class TestCalibration:
    @settings(max_examples=40, deadline=None)
    @given(PAIRS)
    def test_error_is_a_share_and_every_case_is_in_one_bin(self, said: list[tuple[float, bool]]) -> None:
        found = calibration.calibration(said)
        assert found
        assert 0 <= found.ece <= 1
        assert sum(one.cases for one in found.bins) == len(said)
        assert found == calibration.calibration(said[::-1])

    def test_chances_that_come_true_have_no_error(self) -> None:
        said = [(0.25, place == 0) for place in range(4)] + [(0.75, place != 0) for place in range(4)]
        found = calibration.calibration(said)
        assert found and found.ece == 0
        assert [(one.predicted, one.observed, one.cases) for one in found.bins] == [(0.25, 0.25, 4), (0.75, 0.75, 4)]

    def test_sure_and_wrong_is_the_whole_error(self) -> None:
        found = calibration.calibration([(1.0, False), (0.0, True)])
        assert found and found.ece == 1

    def test_bins_hold_about_as_many_cases_each(self) -> None:
        found = calibration.calibration([(place / 1000, False) for place in range(1000)])
        assert found and {one.cases for one in found.bins} == {100}

    def test_without_cases_there_is_none(self) -> None:
        assert calibration.calibration([]) is None


class TestDrift:
    @settings(max_examples=40, deadline=None)
    @given(SPREADS)
    def test_equal_shares_have_none(self, counts: list[int]) -> None:
        shares = [count / sum(counts) for count in counts]
        assert drift.psi(shares, shares) == pytest.approx(0)

    @settings(max_examples=40, deadline=None)
    @given(
        st.integers(1, 8).flatmap(
            lambda bins: st.tuples(*[st.lists(st.floats(0.01, 1), min_size=bins, max_size=bins)] * 2)
        )
    )
    def test_it_is_never_negative_and_the_same_both_ways(self, spreads: tuple[list[float], list[float]]) -> None:
        then, now = ([share / sum(spread) for share in spread] for spread in spreads)
        assert drift.psi(then, now) >= 0
        assert drift.psi(then, now) == pytest.approx(drift.psi(now, then))

    @settings(max_examples=40, deadline=None)
    @given(VALUES)
    def test_shares_add_up_to_one_and_can_be_written_as_json(self, values: list[float]) -> None:
        found = drift.shares(np.array(values)[:, None], ["amount"])["amount"]
        assert sum(found.shares) == pytest.approx(1)
        assert len(found.shares) == len(found.edges) + 1
        assert list(found.edges) == sorted(set(found.edges))
        json.dumps(found.edges, allow_nan=False)
        assert drift.shares_of(np.array(values), found.edges) == found.shares

    def test_the_same_rows_have_none_and_shifted_ones_much(self) -> None:
        rows = np.random.default_rng(1).normal(size=(500, 2))
        training = drift.shares(rows, ["a", "b"])
        assert [one.psi for one in drift.drifts(rows, training, ["a", "b"])] == pytest.approx([0, 0])
        moved = {one.feature: one.psi for one in drift.drifts(rows + np.array([0, 2]), training, ["a", "b"])}
        assert moved["a"] < 0.01
        assert moved["b"] > drift.MOVED

    def test_missing_values_are_a_share_of_their_own(self) -> None:
        column = np.array([np.nan, 1.0, 2.0, 3.0])
        found = drift.shares(column[:, None], ["a"])["a"]
        assert found == Shares(edges=(1.0, 2.0, 3.0), shares=(0.25, 0.25, 0.25, 0.25))

    @pytest.mark.parametrize("rows", [np.zeros((drift.LEAST_ROWS - 1, 1)), np.zeros((200, 2)), np.zeros(200)])
    def test_few_rows_and_other_inputs_tell_nothing(self, rows: arrays.FloatArray) -> None:
        assert drift.drifts(rows, {"a": Shares((), (1.0,))}, ["a"]) == ()


class TestBehaviour:
    ROWS = np.array([[0.1], [0.5], [0.9]])

    @pytest.mark.parametrize(
        ("check", "passed"),
        [
            (behaviour.invariant("i", "Same.", ROWS, ROWS), 3),
            (behaviour.invariant("i", "Same.", ROWS, ROWS + 0.05), 0),
            (behaviour.rising("r", "More.", ROWS, ROWS + 0.05), 3),
            (behaviour.rising("r", "More.", ROWS, ROWS - np.array([[0.05], [0], [0]])), 2),
            (behaviour.plain("p", "Sure.", ROWS, at_least=0.5), 2),
            (behaviour.plain("p", "Sure.", ROWS, at_most=0.4), 1),
            (behaviour.order_of_rows(ROWS), 3),
        ],
    )
    def test_how_often_it_held(self, check: behaviour.Check, passed: int) -> None:
        [found] = behaviour.measured([check], lambda rows: rows[:, 0])
        assert found == Behaviour(check.name, check.sentence, passed, 3)

    def test_a_model_that_looks_at_its_neighbours_is_caught(self) -> None:
        [found] = behaviour.measured([behaviour.order_of_rows(self.ROWS)], lambda rows: np.cumsum(rows[:, 0]))
        assert found.passed < found.cases


class TestIntervals:
    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.floats(0, 1), min_size=1, max_size=40), st.integers(0, 1000))
    def test_the_value_always_lies_between(self, values: list[float], seed: int) -> None:
        numbers = np.array(values)
        found = bootstrap.intervals({"mean": lambda w: float(w @ numbers / w.sum())}, np.arange(len(values)), seed=seed)
        value, low, high = found["mean"]
        assert low <= value <= high

    def test_whole_groups_are_drawn(self) -> None:
        group_of = arrays.group_numbers(["b", "a", "b"])
        assert group_of is not None
        assert all(weights[0] == weights[2] for weights in bootstrap.draws(group_of, seed=1, repeats=20))

    def test_what_is_not_defined_has_none(self) -> None:
        assert bootstrap.intervals({"nothing": lambda weights: None}, np.arange(3), seed=1) == {}


class TestCost:
    def test_times_are_those_of_the_clock_and_memory_is_that_of_the_model(self) -> None:
        ticks = iter(range(10**6))
        found = cost.cost(lambda: np.zeros(2**20), lambda model, one: model[one], 0, seconds=lambda: float(next(ticks)))
        assert (found.load_ms, found.one_ms, found.one_p95_ms) == (1000.0, 1000.0, 1000.0)
        assert 8.0 <= found.memory_mb < 8.5


class TestWritten:
    def test_what_is_written_is_json_under_the_names_of_the_records(self, evaluation: Evaluation) -> None:
        through_json = json.loads(json.dumps(written.as_mapping(evaluation), allow_nan=False))
        assert set(through_json) == {one.name for one in fields(Evaluation)}
        assert [one["name"] for one in through_json["metrics"]] == [one.name for one in evaluation.metrics]

    def test_metrics_as_a_version_keeps_them(self, evaluation: Evaluation) -> None:
        assert written.metrics_mapping(evaluation) == {"f1": {"value": 0.9, "low": 0.8, "high": 0.95, "cases": 40}}


@pytest.fixture
def evaluation() -> Evaluation:
    metrics: Sequence[Metric] = (Metric("f1", 0.9, 0.8, 0.95, 40),)
    return Evaluation(
        primary="f1",
        metrics=tuple(metrics),
        cases=40,
        data_fingerprint="00",
        calibration=Calibration(0.01, (ReliabilityBin(0.5, 0.4, 40),)),
        slices=(Slice("small", 3, (), "Only 3 cases: too few to judge."),),
        behaviours=(Behaviour("order", "The order does not matter.", 3, 3),),
        drift=(Drift("amount", 0.1),),
        confusion={"yes": {"yes": 1}},
        cost=Cost(1.0, 2.0, 3.0, 4.0),
        threshold=0.7,
        notes=("Something was not defined.",),
    )

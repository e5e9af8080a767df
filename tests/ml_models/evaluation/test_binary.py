"""What is said about a scorer: the figures of the textbook, intervals round them, words where there is no figure."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as textbook

from ml_models.contracts import RefusedModel
from ml_models.evaluation import binary
from ml_models.evaluation.arrays import FloatArray
from ml_models.evaluation.records import Evaluation

CHANCES = st.lists(
    st.tuples(st.integers(0, 20).map(lambda twentieth: twentieth / 20), st.booleans()), min_size=1, max_size=60
)

QUICKLY = settings(max_examples=25, deadline=None)


class TestFigures:
    @given(CHANCES)
    @QUICKLY
    def test_they_are_those_of_the_textbook(self, said: list[tuple[float, bool]]) -> None:
        found = {metric.name: metric.value for metric in _evaluated(said).metrics}
        for name, value in _textbook(said).items():
            assert found[name] == pytest.approx(value, abs=1e-6)

    @given(CHANCES)
    @QUICKLY
    def test_each_lies_within_its_interval_and_is_a_number(self, said: list[tuple[float, bool]]) -> None:
        for metric in _evaluated(said).metrics:
            assert metric.low <= metric.value <= metric.high
            assert np.isfinite([metric.low, metric.high]).all()

    @given(CHANCES, st.booleans())
    @QUICKLY
    def test_order_of_cases_does_not_matter(self, said: list[tuple[float, bool]], are_grouped: bool) -> None:
        assert _evaluated(said, are_grouped=are_grouped) == _evaluated(said[::-1], are_grouped=are_grouped)

    def test_same_seed_same_intervals_and_another_seed_others(self) -> None:
        said = [(place / 40, place % 3 == 0) for place in range(40)]
        assert _evaluated(said, seed=1) == _evaluated(said, seed=1)
        assert _evaluated(said, seed=1).metrics != _evaluated(said, seed=2).metrics

    def test_confusion_counts_at_the_serving_threshold(self) -> None:
        found = _evaluated([(0.9, True), (0.5, True), (0.4, True), (0.6, False), (0.1, False)])
        assert found.confusion == {"yes": {"yes": 2, "no": 1}, "no": {"yes": 1, "no": 1}}


class TestEdges:
    def test_no_cases_are_said_to_be_none(self) -> None:
        found = _evaluated([])
        assert (found.metrics, found.cases, found.calibration) == ((), 0, None)
        assert found.notes == ("There are no cases to measure on.",)

    def test_one_class_only_leaves_out_what_is_not_defined_and_says_why(self) -> None:
        found = _evaluated([(0.1, False), (0.2, False)])
        assert {metric.name for metric in found.metrics} == {"share_right", "brier", "log_loss"}
        assert "Average precision is not defined here: no case of them holds." in found.notes

    def test_a_sure_error_costs_much_but_not_infinitely_much(self) -> None:
        assert _evaluated([(0.0, True), (1.0, False)]).metric("log_loss").value == pytest.approx(16.1, abs=0.1)

    @pytest.mark.parametrize(
        ("answer", "code"),
        [
            (np.array([0.1, np.nan]), "not_a_number"),
            (np.array([0.1, 1.2]), "not_a_chance"),
            (np.array([0.1]), "wrong_shape"),
            (np.array([[0.1, 0.9], [0.2, 0.8]]), "wrong_shape"),
        ],
    )
    def test_answers_that_are_no_chances_are_refused(self, answer: FloatArray, code: str) -> None:
        cases = binary.Cases(inputs=np.zeros((2, 1)), truth=np.array([True, False]), threshold=0.5)
        with pytest.raises(RefusedModel) as refused:
            binary.evaluated(lambda rows: answer, cases, seed=1)
        assert refused.value.code == code


class TestGroups:
    def test_cases_that_go_together_make_wider_intervals(self) -> None:
        random = np.random.default_rng(3)
        rows = np.repeat(random.random((20, 1)), 50, axis=0)
        truth = rows[:, 0] > random.random(1000) * 0.2 + 0.4
        alone = binary.Cases(inputs=rows, truth=truth, threshold=0.5)
        together = binary.Cases(inputs=rows, truth=truth, threshold=0.5, groups=[f"b{n // 50}" for n in range(1000)])
        assert _width(together) > 2 * _width(alone)


class TestSlices:
    def test_each_has_its_own_figures_and_small_ones_are_flagged(self) -> None:
        chance, truth = np.linspace(0, 1, 100), np.arange(100) % 2 == 0
        masks = {"rare": np.arange(100) < 5, "common": np.arange(100) >= 5, "never": np.zeros(100, dtype=bool)}
        cases = binary.Cases(inputs=chance[:, None], truth=truth, threshold=0.5, slices=masks)
        found = {one.name: one for one in binary.evaluated(lambda rows: rows[:, 0], cases, seed=1).slices}
        assert found["common"].note == ""
        assert found["common"].metric("average_precision")
        assert found["rare"].note == "Only 5 cases: too few to judge."
        assert (found["never"].metrics, found["never"].note) == ((), "There are no such cases.")


class TestFingerprint:
    def test_it_is_of_the_cases_and_not_of_their_order(self) -> None:
        def fingerprint(rows: list[list[float]], truth: list[bool]) -> str:
            return binary.Cases(inputs=np.array(rows), truth=np.array(truth), threshold=0.5).fingerprint

        one = fingerprint([[1, 2], [3, 4]], [True, False])
        assert one == fingerprint([[3, 4], [1, 2]], [False, True])
        assert one != fingerprint([[1, 2], [3, 4]], [False, True])


def _evaluated(said: list[tuple[float, bool]], *, seed: int = 1, are_grouped: bool = False) -> Evaluation:
    rows = np.array([[chance] for chance, _ in said]).reshape(-1, 1)
    truth = np.array([truth for _, truth in said], dtype=np.bool_)
    groups = [str(chance)[-1] for chance, _ in said] if are_grouped else None
    cases = binary.Cases(inputs=rows, truth=truth, threshold=0.5, groups=groups)
    return binary.evaluated(lambda inputs: inputs[:, 0], cases, seed=seed)


def _textbook(said: list[tuple[float, bool]]) -> dict[str, float]:
    chance, truth = np.array([one for one, _ in said]), np.array([one for _, one in said])
    yes = chance >= 0.5
    found = {"brier": textbook.brier_score_loss(truth, chance), "share_right": textbook.accuracy_score(truth, yes)}
    if truth.any():
        found["average_precision"] = textbook.average_precision_score(truth, chance)
        found["recall"] = textbook.recall_score(truth, yes)
    if truth.any() and not truth.all():
        found["roc_auc"] = textbook.roc_auc_score(truth, chance)
    if yes.any():
        found["precision"] = textbook.precision_score(truth, yes)
        found["f1"] = textbook.f1_score(truth, yes)
    return found


def _width(cases: binary.Cases) -> float:
    metric = binary.evaluated(lambda rows: rows[:, 0], cases, seed=1).metric("share_right")
    return metric.high - metric.low

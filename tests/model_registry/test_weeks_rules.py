"""What a week of predictions may tell: nothing from too few, and drift only of rows that are this version's own."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model_registry.records import BothSaid, Prediction, Watched
from app.model_registry.rules import monitoring
from ml_models.evaluation import drift

NOW = datetime(2026, 11, 21, tzinfo=UTC)
SAID = st.lists(st.tuples(st.floats(0, 1), st.none() | st.booleans()), max_size=60)
TRAINING = {"inputs": {"amount": {"edges": [1.0, 2.0], "shares": [0.5, 0.25, 0.25]}}}


class TestCounts:
    @settings(deadline=None)
    @given(SAID)
    def test_right_ones_are_among_known_ones_among_all(self, said: list[tuple[float, bool | None]]) -> None:
        found = monitoring.counts(_version(), [_prediction(*one) for one in said])
        assert 0 <= found["correct"] <= found["outcomes"] <= found["predictions"] == len(said)

    @pytest.mark.parametrize(
        ("chance", "outcome", "is_right"),
        [(0.7, True, True), (0.69, True, False), (0.7, False, False), (0, False, True)],
    )
    def test_right_is_judged_at_the_serving_threshold(self, chance: float, outcome: bool, is_right: bool) -> None:
        assert monitoring.is_right(chance, outcome, 0.7) is is_right


class TestFigures:
    def test_few_outcomes_tell_means_but_no_calibration(self) -> None:
        found = monitoring.figures(_version(), [_prediction(0.2, True)] * 5, drift.of_rows)
        assert found == {"predicted": pytest.approx(0.2), "observed": 1.0}

    def test_nothing_known_tells_nothing(self) -> None:
        assert monitoring.figures(_version(), [_prediction(0.2, None)], drift.of_rows) == {}

    def test_enough_tell_calibration_and_drift(self) -> None:
        found = monitoring.figures(_version(), [_prediction(0.2, True, [1.5])] * 60, drift.of_rows)
        assert found["ece"] == pytest.approx(0.8)
        assert found["drift"]["amount"] > drift.MOVED

    @pytest.mark.parametrize(
        ("inputs", "row"),
        [([1], [1.0]), (["1"], None), ("1 kg rice", None), ([1.0, 2.0], None), ({"amount": 1}, None), (None, None)],
    )
    def test_rows_of_other_shapes_are_no_rows(self, inputs: Any, row: list[float] | None) -> None:
        assert monitoring.numbers(inputs, ("amount",)) == row

    def test_missing_numbers_stay_missing(self) -> None:
        row = monitoring.numbers([None], ("amount",))
        assert row
        assert row[0] != row[0]


class TestShadowComparison:
    def test_each_is_judged_at_its_own_threshold(self) -> None:
        both = [BothSaid(0.6, 0.6, True), BothSaid(0.9, 0.4, None)]
        found = monitoring.shadow_comparison(_version(0.7), _version(0.5), both)
        assert (found.subjects, found.agreed, found.agreement) == (2, 0, 0.0)
        assert (found.outcomes, found.shadow_correct, found.production_correct) == (1, 0, 1)

    def test_no_subject_in_common_tells_no_agreement(self) -> None:
        found = monitoring.shadow_comparison(_version(), _version(), [])
        assert (found.subjects, found.agreement, found.mean_difference) == (0, None, 0.0)


def _version(threshold: float = 0.7) -> Watched:
    return Watched(model_id=uuid4(), label="a-1", features=("amount",), threshold=threshold, manifest=TRAINING)


def _prediction(chance: float, outcome: bool | None, inputs: Any = None) -> Prediction:
    return Prediction(chance, inputs, outcome, NOW if outcome is not None else None)

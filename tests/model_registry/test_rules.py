"""Which figures are shown about a model: outcomes when there are any, the measured score until then, else nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model_registry.records import Outcomes, Score, ServingModel, Usage
from app.model_registry.rules import performance as rules

NOW = datetime(2026, 11, 21, tzinfo=UTC)
MODEL = ServingModel("fraud", "rules-1", "rules", Score(0.9, 100, "F1", 35.0), NOW)


class TestPerformance:
    def test_without_outcomes_the_validation_score_and_no_predictions(self) -> None:
        found = rules.performance(MODEL, Usage(), Outcomes())
        assert found
        assert (found.accuracy_score, found.accuracy_source) == (0.9, rules.FROM_VALIDATION)
        assert (found.total_predictions, found.correct_predictions, found.response_time_ms) == (0, 0, 35.0)

    def test_outcomes_stand_above_validation(self) -> None:
        later = NOW + timedelta(days=1)
        found = rules.performance(MODEL, Usage(4, 60, 100.0), Outcomes(8, 6, later))
        assert found
        assert (found.accuracy_score, found.accuracy_source) == (0.75, rules.FROM_OUTCOMES)
        assert (found.total_predictions, found.correct_predictions, found.served_predictions) == (8, 6, 60)
        assert (found.response_time_ms, found.last_updated) == (25.0, later)

    def test_nothing_measured_is_nothing_said(self) -> None:
        assert rules.performance(replace(MODEL, score=None), Usage(), Outcomes()) is None

    def test_file_that_nobody_timed_is_told_of_from_its_first_answer_on(self) -> None:
        untimed = replace(MODEL, score=Score(0.9, 100, "F1", None))
        assert rules.performance(untimed, Usage(), Outcomes()) is None
        found = rules.performance(untimed, Usage(2, 3, 50.0), Outcomes())
        assert found
        assert (found.accuracy_score, found.response_time_ms) == (0.9, 25.0)

    def test_what_people_judged_is_told_of_though_nobody_timed_it(self) -> None:
        found = rules.performance(replace(MODEL, score=None), Usage(), Outcomes(4, 3, NOW))
        assert found
        assert (found.accuracy_score, found.response_time_ms) == (0.75, 0.0)

    @given(st.integers(0, 10**6), st.integers(0, 10**6))
    def test_accuracy_is_a_share(self, judged: int, correct: int) -> None:
        found = rules.performance(MODEL, Usage(), Outcomes(judged, min(judged, correct), NOW))
        assert found
        assert 0 <= found.accuracy_score <= 1


class TestScore:
    @pytest.mark.parametrize(
        ("accuracy", "cases", "took_ms"),
        [(1.1, 1, 1.0), (-0.1, 1, 1.0), (float("nan"), 1, 1.0), (0.5, 1, float("inf"))],
    )
    def test_impossible_score_is_refused(self, accuracy: float, cases: int, took_ms: float) -> None:
        with pytest.raises(ValueError, match="not a score"):
            Score(accuracy, cases, "F1", took_ms)

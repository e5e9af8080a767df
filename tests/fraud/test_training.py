"""The score that the registry is given: measured, and the same for the same seed; and what an owner's answer weighs."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from app.fraud import training
from app.fraud.records import RULES_VERSION
from app.fraud.rules import audit, confidence
from app.fraud.training import alerts
from app.model_registry.records import Observed
from tests.fraud.suspicions import finding

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
MANY = [uuid4() for _ in range(1000)]


class TestEvaluator:
    def test_measures_the_version_that_alerts_carry(self) -> None:
        evaluator = training.evaluator()
        first, again = evaluator.score(77), evaluator.score(77)
        assert evaluator.model_version == RULES_VERSION
        assert (first.accuracy, first.cases) == (again.accuracy, again.cases)
        assert first.cases >= 20
        assert first.accuracy >= 0.9


class TestAnswers:
    @pytest.mark.parametrize(("said", "drawn", "expected"), [(0.6, True, 125), (0.6, False, 5), (0.9, True, 5)])
    def test_one_drawn_by_lot_stands_for_those_that_were_not(self, said: float, drawn: bool, expected: float) -> None:
        subject = next(one for one in MANY if audit.is_drawn(one, 0.6) is drawn)
        answer = Observed(uuid4(), subject, list(confidence.row(finding("AB", said))), True, NOON, NOON)
        assert list(alerts.joined([], [answer]).weights) == pytest.approx([expected])

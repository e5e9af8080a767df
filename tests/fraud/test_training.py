"""The score that the registry is given: measured, and the same for the same seed."""

from app.fraud import training
from app.fraud.records import RULES_VERSION


class TestEvaluator:
    def test_measures_the_version_that_alerts_carry(self) -> None:
        evaluator = training.evaluator()
        first, again = evaluator.score(77), evaluator.score(77)
        assert evaluator.model_version == RULES_VERSION
        assert (first.accuracy, first.cases) == (again.accuracy, again.cases)
        assert first.cases >= 20
        assert first.accuracy >= 0.9

"""How well the rules find what the generator planted."""

from app.compliance import training
from app.compliance.rules import invoice as rules


class TestEvaluator:
    def test_same_seed_gives_the_same_score(self) -> None:
        first, second = (training.evaluator().score(11) for _ in range(2))
        assert (first.accuracy, first.cases, first.measure) == (second.accuracy, second.cases, second.measure)

    def test_planted_faults_are_found(self) -> None:
        score = training.evaluator().score(12)
        assert score.cases > 10
        assert score.accuracy >= 0.85

    def test_measures_the_version_that_serves(self) -> None:
        assert training.evaluator().model_version == rules.VERSION

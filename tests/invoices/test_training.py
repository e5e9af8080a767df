"""How the rules are measured."""

from app.invoices import training
from app.invoices.rules import VERSION


class TestEvaluator:
    def test_same_seed_gives_the_same_score(self) -> None:
        first, second = (training.evaluator().score(5) for _ in range(2))
        assert (first.accuracy, first.cases, first.measure) == (second.accuracy, second.cases, second.measure)

    def test_most_sentences_with_typing_errors_become_the_draft_that_was_meant(self) -> None:
        assert training.evaluator().score(6).accuracy >= 0.85

    def test_measures_the_version_that_serves(self) -> None:
        assert training.evaluator().model_version == VERSION

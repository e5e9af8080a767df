"""How well the rules find what the generator planted."""

import pytest

from app.compliance import training
from app.compliance.rules import invoice as rules


class TestEvaluator:
    def test_same_seed_gives_the_same_score(self) -> None:
        first, second = (training.evaluator().score(11) for _ in range(2))
        assert (first.accuracy, first.cases, first.measure) == (second.accuracy, second.cases, second.measure)

    @pytest.mark.parametrize("seed", [12, 13])
    def test_every_fault_of_generated_books_is_found_and_nothing_else_told(self, seed: int) -> None:
        score = training.evaluator().score(seed)
        assert score.cases > 100
        assert score.accuracy == 1.0

    def test_measures_the_version_that_serves(self) -> None:
        assert training.evaluator().model_version == rules.VERSION

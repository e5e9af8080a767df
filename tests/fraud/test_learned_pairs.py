"""The learned scorer of pairs: how good it is on businesses it never saw, and what it does whatever the data."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import numpy as np
import pytest

from app.books.importer import preview
from app.fraud import rules, training
from app.fraud.rules import duplicates, judging
from app.fraud.rules.duplicates import weights
from app.fraud.training import generated, pairs
from app.fraud.training.pairs import Business
from app.model_registry.records import Observed
from ml_models import predicting
from ml_models.contracts import Scorer
from ml_models.evaluation import binary
from ml_models.evaluation.records import Evaluation
from ml_models.fraud.features import PairExamples
from tests import scorers
from tests.fraud.test_known_books import KNOWN_BOOKS

SEED = 7
PARAMETERS: Mapping[str, Any] = {"kind": "weights", "trust": 30.0}
TREES: Mapping[str, Any] = {"kind": "trees", "count": 10, "leaves": 4}
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


class TestFloors:
    def test_ranks_unseen_businesses_nearly_without_error(self, evaluation: Evaluation) -> None:
        assert evaluation.metric("average_precision").value >= 0.98
        assert evaluation.metric("f1").value >= 0.94
        assert evaluation.metric("precision").value >= 0.98

    def test_says_chances_that_come_true(self, evaluation: Evaluation) -> None:
        assert evaluation.calibration is not None
        assert evaluation.calibration.ece <= 0.02

    def test_is_better_than_the_hand_written_weights(self, evaluation: Evaluation) -> None:
        by_hand = training.learner().evaluate(binary.AsModel(weights.chances), (), SEED)
        assert evaluation.metric("f1").value >= by_hand.metric("f1").value + 0.005
        assert evaluation.metric("brier").value <= by_hand.metric("brier").value * 0.9

    def test_does_what_must_hold_whatever_the_data(self, evaluation: Evaluation) -> None:
        assert [(one.name, one.cases - one.passed) for one in evaluation.behaviours if one.passed < one.cases] == []

    @pytest.mark.skipif(not KNOWN_BOOKS.exists(), reason="the books with known troubles are not beside this checkout")
    def test_finds_every_duplicate_in_the_known_books_and_nothing_else(self, model: Any) -> None:
        content = json.loads(KNOWN_BOOKS.read_text())
        held = preview.books_in(content)
        found = [one for books in held for one in rules.findings(books, score_pairs=scorer(model))]
        for kind in duplicates.TYPES.values():
            measure = judging.measured(found, judging.labels_in(content), kind)
            assert (measure.precision, measure.recall) == (1.0, 1.0)


class TestFit:
    @pytest.mark.parametrize("parameters", [PARAMETERS, TREES], ids=["weights", "trees"])
    def test_same_seed_gives_the_same_scores_also_out_of_a_file(
        self, few: PairExamples, parameters: Mapping[str, Any]
    ) -> None:
        scorers.assert_repeatable(training.learner(), few, parameters, SEED)

    def test_without_pairs_of_both_truths_nothing_is_learned(self, few: PairExamples) -> None:
        with pytest.raises(ValueError, match="one document and pairs that are two"):
            training.learner().fit(few.where(few.truth), PARAMETERS, SEED)

    def test_folds_judge_slips_and_businesses_that_they_hid(self, few: PairExamples) -> None:
        learner = training.learner()
        scores = [learner.fold_score(few, PARAMETERS, fold, SEED) for fold in range(learner.folds)]
        assert scores == [learner.fold_score(few, PARAMETERS, fold, SEED) for fold in range(learner.folds)]
        assert all(-0.5 < score < 0 for score in scores)

    def test_firmer_trust_keeps_the_weights_nearer_to_where_they_began(self, few: PairExamples) -> None:
        fitted = [training.learner().fit(few, {"kind": "weights", "trust": trust}, SEED) for trust in (1.0, 100.0)]
        moved = [np.abs(one.coef_[0] - np.asarray(weights.ORDERED)).sum() for one in fitted]
        assert moved[1] < moved[0] / 3


class TestExamples:
    def test_same_seed_makes_the_same_pairs_and_another_seed_others(self) -> None:
        first, again, other = (pairs.joined([business(2, seed)], ()) for seed in (5, 5, 6))
        assert first.fingerprint == again.fingerprint != other.fingerprint

    def test_judging_businesses_are_in_no_training(self) -> None:
        assert max(generated.TRAINED_ON) < generated.SEEDS_APART
        assert not {one.name for one in pairs.judging_businesses()} & {business(2, SEED).name}

    def test_answers_of_owners_weigh_more_than_generated_pairs(self) -> None:
        row = training.learner().smoke[0]
        answered = Observed(uuid4(), uuid4(), list(row), False, NOON, NOON)
        found = pairs.joined([business(2, SEED)], [answered])
        assert (found.truth[-1], found.weights[-1], found.kinds[-1]) == (False, pairs.ANSWER_WEIGHT, "answered")
        assert found.weights[0] == 1.0

    def test_an_entry_made_three_times_is_three_pairs_of_one_document(self) -> None:
        found = business(0, SEED)
        assert sum(found.truth) > len({kind for kind, one in zip(found.kinds, found.truth, strict=True) if one})


def business(place: int, seed: int) -> Business:
    """The pairs of a generated business."""
    return pairs.labelled(generated.business(place, seed, of_each=pairs.OF_EACH))


def scorer(model: Any) -> Scorer:
    """The model as the rules ask it."""
    learner = training.learner()
    return lambda rows: predicting.predicted(learner.task, model, rows)


@pytest.fixture(scope="module")
def model() -> Any:
    """The model as it is shipped, but for the seed."""
    learner = training.learner()
    return learner.fit(learner.examples((), SEED), PARAMETERS, SEED)


@pytest.fixture(scope="module")
def evaluation(model: Any) -> Evaluation:
    """The model on the businesses that judge every version."""
    return training.learner().evaluate(model, (), SEED)


@pytest.fixture(scope="module")
def few() -> PairExamples:
    """Pairs of three small businesses."""
    return pairs.joined([business(2, seed) for seed in range(3)], ())

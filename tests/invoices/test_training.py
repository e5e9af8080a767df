"""How the rules are measured, and how the tagger is learned and judged."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from app.invoices import training
from app.invoices.rules import VERSION
from app.invoices.rules.sentences import lexicon
from app.invoices.training import behaviours, drafts, judged, sentences
from app.model_registry.records import Observed
from app.simulate import sentences as simulated
from ml_models import predicting
from tests.invoices import taggers


class TestEvaluator:
    def test_same_seed_gives_the_same_score(self) -> None:
        first, second = (training.evaluator().score(5) for _ in range(2))
        assert (first.accuracy, first.cases, first.measure) == (second.accuracy, second.cases, second.measure)

    def test_most_sentences_with_typing_errors_become_the_draft_that_was_meant(self) -> None:
        assert training.evaluator().score(6).accuracy >= 0.85

    def test_measures_the_version_that_serves(self) -> None:
        assert training.evaluator().model_version == VERSION


class TestLearner:
    def test_names_a_model_that_the_store_takes(self) -> None:
        made = taggers.bundled()
        learner = training.learner()
        assert (made.manifest.name, made.manifest.kind, made.manifest.task) == (
            learner.name,
            learner.kind,
            learner.task,
        )
        assert learner.data and learner.limits

    @pytest.mark.parametrize(
        ("inputs", "outcome", "teaches"),
        [
            ("two pens", [[4, 8, "ITEM"]], True),
            ("two pens", True, False),
            ("two pens", [], False),
            ("two pens", [[4, 9, "ITEM"]], False),
            ("two pens", [[0, 5, "ITEM"], [4, 8, "ITEM"]], False),
            ("two pens", [[4, 8, "SPELL"]], False),
            ({"text": "two pens"}, [[4, 8, "ITEM"]], False),
        ],
    )
    def test_only_spans_that_fit_their_sentence_teach(self, inputs: Any, outcome: Any, *, teaches: bool) -> None:
        at = datetime(2026, 4, 10, tzinfo=UTC)
        assert bool(sentences.labelled([Observed(uuid4(), uuid4(), inputs, outcome, at, at)])) is teaches

    def test_every_word_of_the_lexicon_has_a_norm_or_its_own(self) -> None:
        norms = sentences.norms()
        assert norms["bhav"] == norms["rate"] != norms["kilo"]
        assert norms["din"] != norms["kilo"] == norms["bori"]
        assert not {"ka", "ko", "das"} & norms.keys() - {"ko"}
        assert len(norms) > len(lexicon.UNITS)


class TestJudging:
    def test_true_tags_mend_drafts_that_the_grammar_alone_does_not_find(self) -> None:
        cases = simulated.written(3, 60, simulated.Share.UNSEEN)
        alone, helped = drafts.metrics(cases, [one.spans for one in cases], seed=1)
        assert helped.value > alone.value + 0.3
        assert alone.low <= alone.value <= alone.high

    def test_no_tags_change_nothing(self) -> None:
        cases = simulated.written(3, 60, simulated.Share.UNSEEN)
        alone, helped = drafts.metrics(cases, [()] * len(cases), seed=1)
        assert (helped.value, helped.low, helped.high) == (alone.value, alone.low, alone.high)

    def test_behaviours_hold_for_one_who_knows_and_fail_for_one_who_says_nothing(self) -> None:
        truth = dict(zip(*behaviours.renamed(), strict=True))
        known = {**truth, **{text.lower(): spans for text, spans in truth.items()}}

        def knowing(texts: Any) -> Any:
            return [known[text.rstrip()] for text in texts]

        checks = behaviours.checks()
        assert all(all(check.holds(knowing)) for check in checks)
        assert not all(all(check.holds(lambda texts: [[] for _ in texts])) for check in checks)

    def test_corrected_sentences_are_a_slice_of_their_own(self) -> None:
        at = datetime(2026, 4, 10, tzinfo=UTC)
        observed = [Observed(uuid4(), uuid4(), "two pens", [[4, 8, "ITEM"]], at, at)]
        cases = judged.cases(simulated.written(7, 20, simulated.Share.UNSEEN), observed)
        assert sum(cases.slices["people"]) == 1
        assert len(cases.sentences) == 21

    def test_smoke_sentences_can_be_answered(self) -> None:
        answers = predicting.predicted(training.learner().task, taggers.model(), training.learner().smoke)
        assert len(answers) == len(training.learner().smoke)

"""An analysis with a learned scorer of pairs in production, without one, and with one that fails."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine

from app.fraud import service, training
from app.fraud.records import CONFIDENCE_MODEL, PAIR_MODEL, RULES_VERSION, Answer, FraudAnalysis
from app.fraud.rules.duplicates import weights
from app.model_registry.records import ModelVersion
from app.model_registry.service import serving
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import scorers
from tests.fraud.conftest import Shop
from tests.model_registry import tiny

Promote = Callable[..., ModelVersion]


class TestWithoutModel:
    def test_fixed_rules_answer_and_say_why(self, rt: Runtime, shop: Shop) -> None:
        analysis = analyzed(rt, shop)
        assert analysis.metadata["model_version"] == RULES_VERSION
        assert set(analysis.metadata["models"].items()) == {(PAIR_MODEL, None), (CONFIDENCE_MODEL, None)}
        assert "fixed rules" in analysis.metadata["models_missing"][PAIR_MODEL]
        assert scorers.observed(rt, shop.business_id) == {}


class TestWithModel:
    def test_names_the_version_everywhere(self, rt: Runtime, shop: Shop, promote: Promote) -> None:
        label = promote().label
        analysis = analyzed(rt, shop)
        assert analysis.metadata["model_version"] == f"{RULES_VERSION}+{label}"
        assert analysis.metadata["models"][PAIR_MODEL] == label
        assert PAIR_MODEL not in analysis.metadata["models_missing"]
        assert {one.rules_version for one in analysis.alerts} == {f"{RULES_VERSION}+{label}"}

    def test_keeps_what_was_said_of_each_alert_with_its_inputs(self, rt: Runtime, shop: Shop, promote: Promote) -> None:
        promote()
        (alert,) = [one for one in analyzed(rt, shop).alerts if one.type == "duplicate_supplier_bill"]
        probability, inputs = scorers.observed(rt, shop.business_id)[alert.id]
        assert round(probability, 4) == alert.confidence
        assert len(inputs) == len(training.learner().features)

    def test_answer_to_an_alert_is_the_outcome_of_what_was_said(
        self, rt: Runtime, shop: Shop, promote: Promote
    ) -> None:
        promote()
        (alert,) = [one for one in analyzed(rt, shop).alerts if one.type == "duplicate_supplier_bill"]
        now = rt.clock.now()
        for said, expected in ((Answer.NOT_SURE, []), (Answer.CONFIRMED, [True]), (Answer.DISMISSED, [False])):
            service.answer(rt, alert.id, caller=shop.owner, answer=said, reason=None, now=now)
            with rt.db.transaction(Caller.service()) as tx:
                found = [one for one in training.learner().outcomes(tx, now) if one.subject == alert.id]
            assert [one.is_true for one in found] == expected

    def test_promotion_lapses_what_was_cached_and_rollback_brings_no_stale_answer(
        self, rt: Runtime, shop: Shop, promote: Promote
    ) -> None:
        first = promote()
        before = analyzed(rt, shop)
        second = promote(bias=-1.0)
        after = analyzed(rt, shop)
        assert [one.metadata["models"][PAIR_MODEL] for one in (before, after)] == [first.label, second.label]
        (alert,) = [one for one in after.alerts if one.type == "duplicate_supplier_bill"]
        service.answer(rt, alert.id, caller=shop.owner, answer=Answer.DISMISSED, reason=None, now=rt.clock.now())
        tiny.promoted(rt, first)
        serving.refresh(rt)
        again = analyzed(rt, shop)
        assert again.metadata["models"][PAIR_MODEL] == first.label
        assert alert.id not in {one.id for one in again.alerts}

    def test_another_version_alone_opens_no_answered_alert(self, rt: Runtime, shop: Shop, promote: Promote) -> None:
        promote()
        (alert,) = [one for one in analyzed(rt, shop).alerts if one.type == "duplicate_supplier_bill"]
        service.answer(rt, alert.id, caller=shop.owner, answer=Answer.DISMISSED, reason=None, now=rt.clock.now())
        promote(bias=-0.5)
        assert alert.id not in {one.id for one in analyzed(rt, shop).alerts}


class TestBrokenModel:
    def test_model_that_answers_nonsense_costs_its_judgement_not_the_analysis(
        self, rt: Runtime, shop: Shop, promote: Promote
    ) -> None:
        label = promote(nonsense=True).label
        analysis = analyzed(rt, shop)
        assert set(analysis.metadata["models"].items()) == {(PAIR_MODEL, None), (CONFIDENCE_MODEL, None)}
        assert "could not answer" in analysis.metadata["models_missing"][PAIR_MODEL]
        assert analysis.metadata["model_version"].startswith(f"{RULES_VERSION}+{label}")
        assert [one.type for one in analysis.alerts if one.type == "duplicate_supplier_bill"]
        assert (analyzed(rt, shop).analyzed_at, scorers.observed(rt, shop.business_id)) == (analysis.analyzed_at, {})

    def test_model_of_other_inputs_does_not_serve(self, rt: Runtime, engine: Engine, shop: Shop) -> None:
        """What answers instead is the version that this process had before, or the rules: once, not again and again."""
        with tiny.in_production(rt, engine) as put:
            label = put(tiny.bundled(PAIR_MODEL)).label
            analysis = analyzed(rt, shop)
            assert analysis.metadata["models"][PAIR_MODEL] != label
            assert analyzed(rt, shop).analyzed_at == analysis.analyzed_at


def analyzed(rt: Runtime, shop: Shop) -> FraudAnalysis:
    """The analysis of the shop as its owner gets it, never a stale one."""
    analysis = service.analyze(rt, shop.business_id, caller=shop.owner)
    assert analysis.metadata["stale"] is False
    return analysis


@pytest.fixture
def promote(rt: Runtime, engine: Engine) -> Iterator[Promote]:
    """Puts the hand-written weights into production as a scorer of pairs, moved by `bias`."""
    with tiny.in_production(rt, engine) as put:

        def promoted(bias: float = 0.0, *, nonsense: bool = False) -> ModelVersion:
            learner, moved = training.learner(), weights.BIAS + bias
            return put(scorers.made(learner, weights.ORDERED, moved, pivot="goods_same_many", nonsense=nonsense))

        yield promoted

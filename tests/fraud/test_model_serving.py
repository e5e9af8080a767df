"""An analysis with a learned scorer of pairs in production, without one, and with one that fails."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from sqlalchemy import Engine, text

from app.fraud import service, training
from app.fraud.records import PAIR_MODEL, RULES_VERSION, Answer, FraudAnalysis
from app.fraud.rules import weights
from app.model_registry.records import ModelVersion
from app.model_registry.service import serving
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models import bundle, formats, predicting
from ml_models.contracts import Kind, Task
from tests.fraud.conftest import Shop
from tests.model_registry import tiny

OBSERVED = text("select subject, probability, inputs from ml_model_observations where business_id = :id")
Promote = Callable[..., ModelVersion]


class TestWithoutModel:
    def test_fixed_rules_answer_and_say_why(self, rt: Runtime, shop: Shop) -> None:
        analysis = analyzed(rt, shop)
        assert analysis.metadata["model_version"] == RULES_VERSION
        assert analysis.metadata["models"] == {PAIR_MODEL: None}
        assert "fixed rules" in analysis.metadata["models_missing"][PAIR_MODEL]
        assert observed(rt, shop) == {}


class TestWithModel:
    def test_names_the_version_everywhere(self, rt: Runtime, shop: Shop, promote: Promote) -> None:
        label = promote().label
        analysis = analyzed(rt, shop)
        assert analysis.metadata["model_version"] == f"{RULES_VERSION}+{label}"
        assert analysis.metadata["models"] == {PAIR_MODEL: label}
        assert "models_missing" not in analysis.metadata
        assert {one.rules_version for one in analysis.alerts} == {f"{RULES_VERSION}+{label}"}

    def test_keeps_what_was_said_of_each_alert_with_its_inputs(self, rt: Runtime, shop: Shop, promote: Promote) -> None:
        promote()
        (alert,) = [one for one in analyzed(rt, shop).alerts if one.type == "duplicate_supplier_bill"]
        probability, inputs = observed(rt, shop)[alert.id]
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
        assert again.metadata["models"] == {PAIR_MODEL: first.label}
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
        assert analysis.metadata["models"] == {PAIR_MODEL: None}
        assert "could not answer" in analysis.metadata["models_missing"][PAIR_MODEL]
        assert analysis.metadata["model_version"].startswith(f"{RULES_VERSION}+{label}")
        assert [one.type for one in analysis.alerts if one.type == "duplicate_supplier_bill"]
        assert (analyzed(rt, shop).analyzed_at, observed(rt, shop)) == (analysis.analyzed_at, {})

    def test_model_of_other_inputs_does_not_serve(self, rt: Runtime, shop: Shop, promote: Promote) -> None:
        """What answers instead is the version that this process had before, or the rules: once, not again and again."""
        label = promote(features=tiny.FEATURES).label
        analysis = analyzed(rt, shop)
        assert analysis.metadata["models"][PAIR_MODEL] != label
        assert analyzed(rt, shop).analyzed_at == analysis.analyzed_at


def analyzed(rt: Runtime, shop: Shop) -> FraudAnalysis:
    """The analysis of the shop as its owner gets it, never a stale one."""
    analysis = service.analyze(rt, shop.business_id, caller=shop.owner)
    assert analysis.metadata["stale"] is False
    return analysis


def observed(rt: Runtime, shop: Shop) -> dict[UUID, tuple[float, Any]]:
    """What was kept of the model's answers about the shop."""
    with rt.db.transaction(Caller.service()) as tx:
        rows = tx.execute(OBSERVED, {"id": shop.business_id}).all()
    return {row.subject: (float(row.probability), row.inputs) for row in rows}


def as_model(bias: float, *, is_nonsense: bool) -> Any:
    """The hand-written weights as a model; one full of nonsense says NaN of pairs whose items are unknown."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression()
    model.classes_, model.n_features_in_ = np.array([False, True]), len(weights.ORDERED)
    model.coef_, model.intercept_ = np.array([weights.ORDERED]), np.array([weights.BIAS + bias])
    if is_nonsense:
        model.coef_[0, training.learner().features.index("items_same_many")] = np.inf
    return model


@pytest.fixture
def promote(rt: Runtime, engine: Engine) -> Iterator[Promote]:
    """Puts a scorer of pairs into production; afterwards none serves, so that other tests find it so."""
    promoted: list[ModelVersion] = []

    def put(*, bias: float = 0.0, nonsense: bool = False, features: tuple[str, ...] | None = None) -> ModelVersion:
        if features:
            made = tiny.bundled(PAIR_MODEL, features=features)
        else:
            learner = training.learner()
            model = as_model(bias, is_nonsense=nonsense)
            rows = [row for row in learner.smoke if row[learner.features.index("items_same_many")]]
            made = bundle.bundled(
                formats.dump(Kind.SKOPS, model),
                name=PAIR_MODEL,
                kind=Kind.SKOPS,
                task=Task.BINARY,
                frameworks=formats.frameworks(Kind.SKOPS),
                features=learner.features,
                smoke=predicting.smoke_for(Task.BINARY, model, rows),
                created_at=tiny.NOW,
            )
        promoted.append(tiny.promoted(rt, tiny.registered(rt, PAIR_MODEL, made=made)))
        serving.refresh(rt)
        return promoted[-1]

    yield put
    for version in promoted:
        tiny.retired(engine, version.id)
    serving.refresh(rt)

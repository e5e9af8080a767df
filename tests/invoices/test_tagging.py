"""A sentence that the grammar doubts, with a tagger in production and a worker, without the one, without the other."""

from collections.abc import Iterator
from uuid import UUID

import pytest
import redis
from sqlalchemy import Engine, text

from app.invoices import service, training
from app.invoices.records import Generation
from app.invoices.rules import VERSION
from app.invoices.service import tagging
from app.model_registry.records import ModelVersion
from app.model_registry.repo import observations
from app.runtime.health.probes import HEARTBEAT_KEY
from app.runtime.identity import Caller
from app.runtime.jobs import patience
from app.runtime.runtime import Runtime
from tests import workers
from tests.invoices import taggers
from tests.invoices.conftest import Shop
from tests.invoices.taggers import SHIPPED

SURE = "Ravi Kumar ka bill, 10 bori cement 350 ke bhav, 18% GST"
OBSERVED = text("select subject, inputs from ml_model_observations where business_id = :id")
ASKED = text("select count(*) from jobs where name = 'invoices.tag' and business_id = :id")


class TestWithTagger:
    def test_fills_what_the_grammar_left_open_and_is_named(self, shop: Shop, tagger: ModelVersion, beat: None) -> None:
        answer = tagged(shop)
        assert answer.model_version == f"{VERSION}+{tagger.label}"
        assert answer.draft is not None
        (line,) = answer.draft.items
        assert (line.description, line.quantity, line.unit_price) == ("dahi", 4, 350)
        assert answer.draft.customer_name == "ambika llp"

    def test_keeps_what_was_predicted_under_the_answers_id(self, shop: Shop, tagger: ModelVersion, beat: None) -> None:
        answer = tagged(shop)
        assert observed(shop) == {answer.answer_id: SHIPPED}

    def test_repeat_is_answered_from_the_cache_and_kept_once(
        self, shop: Shop, tagger: ModelVersion, beat: None
    ) -> None:
        first = tagged(shop)
        assert generated(shop, SHIPPED) == first, "without a worker, from what is remembered"
        assert (asked(shop), shop.stored("invoice_generation")) == (1, 1)

    def test_feedback_from_the_owner_is_the_outcome(self, shop: Shop, tagger: ModelVersion, beat: None) -> None:
        answer, began = tagged(shop), shop.rt.clock.now()
        shop.client.post(
            "/api/v1/feedback/structured",
            json={
                "id": str(answer.answer_id),
                "feedback_type": "invoice_draft",
                "entity_id": str(answer.answer_id),
                "helpful": True,
                "submitted_at": began.isoformat(),
            },
            headers=shop.headers(),
        )
        with shop.rt.db.transaction(Caller.service()) as tx:
            found = [one for one in training.learner().outcomes(tx, began) if one.subject == answer.answer_id]
        assert [one.is_true for one in found] == [True]

    def test_sentence_without_doubt_is_never_asked_about(self, shop: Shop, tagger: ModelVersion, beat: None) -> None:
        with workers.carrying_out(shop.rt, service.TAG_JOB, service.tag) as states:
            assert generated(shop, SURE).model_version == VERSION
        assert states == []

    def test_answer_that_the_tagger_could_not_better_is_the_grammars(
        self, shop: Shop, tagger: ModelVersion, beat: None
    ) -> None:
        sentence = "5 bori cement Mishra ji ko"
        assert tagged(shop, sentence).model_version == VERSION
        assert observed(shop) == {}


class TestWithoutTagger:
    def test_no_version_in_production_means_no_question(self, shop: Shop, beat: None) -> None:
        assert generated(shop, SHIPPED).model_version == VERSION
        assert asked(shop) == 0

    def test_no_worker_means_no_wait(self, shop: Shop, tagger: ModelVersion) -> None:
        assert generated(shop, SHIPPED).model_version == VERSION
        assert asked(shop) == 0

    def test_worker_that_does_not_answer_costs_one_wait_and_no_error(
        self, shop: Shop, tagger: ModelVersion, beat: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tagging, "WAIT_SECONDS", 0.05)
        assert generated(shop, SHIPPED).model_version == VERSION
        assert generated(shop, f"{SHIPPED}!").model_version == VERSION
        assert asked(shop) == 1, "the second sentence does not wait for the same"

    def test_sentence_longer_than_the_app_takes_is_the_grammars_alone(
        self, shop: Shop, tagger: ModelVersion, beat: None
    ) -> None:
        assert generated(shop, f"{SHIPPED} {'and so on ' * 100}").model_version == VERSION
        assert asked(shop) == 0

    def test_worker_whose_version_is_gone_answers_nothing(self, shop: Shop) -> None:
        answer = service.tag(
            shop.rt,
            business_id=shop.business_id,
            now=shop.rt.clock.now(),
            text=SHIPPED,
            on="2026-04-10",
            subject=str(UUID(int=1)),
        )
        assert answer == {"version": "", "spans": []}


def tagged(shop: Shop, sentence: str = SHIPPED) -> Generation:
    """The answer with a worker at hand."""
    with workers.carrying_out(shop.rt, service.TAG_JOB, service.tag):
        return generated(shop, sentence)


def generated(shop: Shop, sentence: str) -> Generation:
    return service.generate(shop.rt, sentence, business_id=shop.business_id, caller=shop.owner, now=shop.rt.clock.now())


def observed(shop: Shop) -> dict[UUID, object]:
    with shop.rt.db.transaction(Caller.service()) as tx:
        found = tx.execute(OBSERVED, {"id": shop.business_id})
        return {row.subject: observations.opened(tx, row.subject, row.inputs) for row in found}


def asked(shop: Shop) -> int:
    with shop.rt.db.transaction(Caller.service()) as tx:
        return int(tx.execute(ASKED, {"id": shop.business_id}).scalar_one())


@pytest.fixture
def tagger(rt: Runtime, engine: Engine) -> Iterator[ModelVersion]:
    """A tagger in production that knows one sentence."""
    with taggers.serving_one(rt, engine) as version:
        yield version


@pytest.fixture
def beat(rt: Runtime) -> Iterator[None]:
    """The sign of a living worker; and nobody rests from an earlier test."""
    client = redis.Redis(connection_pool=rt.broker)
    client.set(HEARTBEAT_KEY, "now", ex=60)
    patience.forget(rt, tagging.JOB)
    yield
    client.delete(HEARTBEAT_KEY)
    patience.forget(rt, tagging.JOB)

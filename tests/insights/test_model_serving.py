"""Insights with a learned late-payment scorer in production, without one, and with one that fails."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from app.insights import service, training
from app.insights.records.answer import LATE_MODEL
from app.insights.rules import VERSION
from app.model_registry.records import ModelVersion, Outcome
from app.model_registry.service import serving
from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from ml_models.late_payment.columns import HABIT, LATE_AFTER_DAYS
from tests import scorers
from tests.insights.conftest import Shop
from tests.model_registry import tiny

DUE = text("update public.invoices set due_date = cast(:due as date) where id = :id")
NO_MONEY = text("delete from public.payments where invoice_id = :id")
PAID = text("update public.invoices set paid_amount = total_amount, status = 'paid' where id = :id")
MONEY = text("""
    insert into public.payments (business_id, user_id, invoice_id, customer_id, amount, payment_mode, payment_date)
    select i.business_id, b.user_id, i.id, i.customer_id, i.total_amount, 'upi', cast(:paid as date)
    from public.invoices i join public.businesses b on b.id = i.business_id where i.id = :id
""")
Promote = Callable[..., ModelVersion]


class TestWithoutModel:
    def test_habits_answer_and_it_is_said_why(self, rt: Runtime, shop: Shop, worker: list[JobState]) -> None:
        body = answered(rt, shop)
        assert (body["model_version"], body["models"]) == (VERSION, {LATE_MODEL: None})
        assert "habits" in body["models_missing"][LATE_MODEL]
        assert all(0 <= one["late_probability"] <= 1 for one in open_invoices(body))
        assert scorers.observed(rt, shop.business_id) == {}


class TestWithModel:
    def test_names_the_version_and_says_its_chances(
        self, rt: Runtime, shop: Shop, worker: list[JobState], promote: Promote
    ) -> None:
        label = promote().label
        body = answered(rt, shop)
        assert body["model_version"] == f"{VERSION}+{label}"
        assert (body["models"], body["models_missing"]) == ({LATE_MODEL: label}, {})
        said = {UUID(one["document_id"]): one["late_probability"] for one in open_invoices(body)}
        kept = scorers.observed(rt, shop.business_id)
        shared = [said[id_] == pytest.approx(kept[id_][0], abs=1e-4) for id_ in said.keys() & kept.keys()]
        assert shared and all(shared)
        assert all(len(inputs) == len(training.learner().features) for _, inputs in kept.values())

    def test_asked_again_works_once(self, rt: Runtime, shop: Shop, worker: list[JobState], promote: Promote) -> None:
        promote()
        assert answered(rt, shop) == answered(rt, shop)
        assert len(worker) == 1

    def test_promotion_lapses_what_was_cached(
        self, rt: Runtime, shop: Shop, worker: list[JobState], promote: Promote
    ) -> None:
        first = promote()
        answered(rt, shop)
        second = promote(bias=0.5)
        assert answered(rt, shop)["models"] == {LATE_MODEL: second.label}
        tiny.promoted(rt, first)
        serving.refresh(rt)
        assert answered(rt, shop)["models"] == {LATE_MODEL: first.label}


class TestOutcomes:
    """What became of invoices that a version was asked about, from the app's own tables."""

    @pytest.mark.parametrize(
        ("due_days_ago", "paid_days_ago", "expected"),
        [
            pytest.param(60, 50, [False], id="paid ten days late"),
            pytest.param(60, 60 - LATE_AFTER_DAYS, [False], id="paid on the last day"),
            pytest.param(60, 60 - LATE_AFTER_DAYS - 1, [True], id="paid a day after"),
            pytest.param(LATE_AFTER_DAYS + 1, None, [True], id="unpaid for too long"),
            pytest.param(LATE_AFTER_DAYS, None, [], id="unpaid, not too long yet"),
        ],
    )
    def test_invoice_tells_when_it_is_paid_or_late(
        self,
        rt: Runtime,
        shop: Shop,
        worker: list[JobState],
        promote: Promote,
        due_days_ago: int,
        paid_days_ago: int | None,
        expected: list[bool],
    ) -> None:
        promote()
        answered(rt, shop)
        subject, today = next(iter(scorers.observed(rt, shop.business_id))), rt.clock.today()
        with rt.db.transaction(Caller.service()) as tx:
            tx.execute(DUE, {"id": subject, "due": today - timedelta(days=due_days_ago)})
            tx.execute(NO_MONEY, {"id": subject})
            if paid_days_ago is not None:
                tx.execute(MONEY, {"id": subject, "paid": today - timedelta(days=paid_days_ago)})
                tx.execute(PAID, {"id": subject})
            found = outcomes(training.learner().outcomes(tx, rt.clock.now() - timedelta(days=40)), subject)
        assert [one.is_true for one in found] == expected

    def test_invoice_that_nobody_was_asked_about_tells_nothing(self, rt: Runtime, shop: Shop) -> None:
        with rt.db.transaction(Caller.service()) as tx:
            found = {one.subject for one in training.learner().outcomes(tx, rt.clock.now() - timedelta(days=400))}
        assert not found & {UUID(one["id"]) for one in shop.content["businesses"][0]["documents"]}


class TestBrokenModel:
    def test_model_that_answers_nonsense_costs_its_judgement_not_the_insights(
        self, rt: Runtime, shop: Shop, worker: list[JobState], promote: Promote
    ) -> None:
        label = promote(nonsense=True).label
        body = answered(rt, shop)
        assert body["models"] == {LATE_MODEL: None}
        assert "could not answer" in body["models_missing"][LATE_MODEL]
        assert body["model_version"].startswith(f"{VERSION}+{label}")
        assert answered(rt, shop) == body
        assert (len(worker), scorers.observed(rt, shop.business_id)) == (1, {})


def answered(rt: Runtime, shop: Shop) -> dict[str, Any]:
    """The answer to the shop's owner who waits for a fresh one."""
    now = rt.clock.now()
    sent = service.insights(rt, shop.business_id, caller=shop.owner, now=now, is_fresh_wanted=True)
    body: dict[str, Any] = json.loads(sent)
    assert body["stale"] is False
    return body


def open_invoices(body: dict[str, Any]) -> list[dict[str, Any]]:
    """The customers' invoices that the answer names as open."""
    data = [one["data"] for one in body["insights"]]
    named: list[dict[str, Any]] = next(one["largest_open"] for one in data if "largest_open" in one)
    return named


def outcomes(found: Any, subject: UUID) -> list[Outcome]:
    """Those about one invoice."""
    return [one for one in found if one.subject == subject]


@pytest.fixture
def promote(rt: Runtime, engine: Engine) -> Iterator[Promote]:
    """Puts payment habits into production as a late-payment scorer, moved by `bias`."""
    with tiny.in_production(rt, engine) as put:

        def promoted(bias: float = 0.0, *, nonsense: bool = False) -> ModelVersion:
            learner = training.learner()
            habits = [float(place == HABIT) for place in range(len(learner.features))]
            return put(scorers.made(learner, habits, bias, pivot="is_due_assumed", nonsense=nonsense))

        yield promoted

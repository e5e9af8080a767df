"""An analysis from the books to the stored alert: computed once, kept with its answers, fresh after every change."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import TextClause, text

from app.books.records import BusinessNotFound
from app.fraud import service
from app.fraud.records import (
    RULES_VERSION,
    Alert,
    AlertNotFound,
    AlertPage,
    AlertStatus,
    AlertType,
    AnalysisUnavailable,
    Answer,
    Filters,
)
from app.fraud.repo import analyses
from app.runtime.cache_types import FRAUD_ANALYSIS
from app.runtime.identity import Caller
from app.runtime.jobs.service import Jobs
from app.runtime.runtime import Runtime
from tests.fraud.conftest import Shop

JOBS = text("select count(*) from jobs where business_id = :id and name = 'fraud.analyze'")
CHANGE = text("update invoices set total_amount = total_amount + 500, subtotal = subtotal + 500 where id = :id")
LATER = text(
    "update ai_analysis_results set book_revision = book_revision + 5, model_version = 'another', result ="
    " jsonb_set(jsonb_set(result, '{metadata,book_revision}', to_jsonb(book_revision + 5)),"
    " '{metadata,model_version}', '\"another\"') where business_id = :id"
)
VERSIONS = text("select model_version from ai_analysis_results where business_id = :id")
RETITLE = text("update invoices set notes = 'checked' where id = :id")


class TestAnalyze:
    def test_finds_what_is_wrong(self, rt: Runtime, shop: Shop) -> None:
        analysis = service.analyze(rt, shop.business_id, caller=shop.owner)
        assert {one.type for one in analysis.alerts} == {AlertType.DUPLICATE_SUPPLIER_BILL, AlertType.PAYMENT_MISMATCH}
        assert all(0 <= one.confidence <= 1 and one.message for one in analysis.alerts)
        assert 0 < analysis.risk_score < 1
        assert analysis.metadata["documents_examined"] == 7
        assert (analysis.metadata["model_version"], analysis.metadata["stale"]) == (RULES_VERSION, False)

    def test_asked_again_works_once_and_makes_no_second_alert(self, rt: Runtime, shop: Shop) -> None:
        first = service.analyze(rt, shop.business_id, caller=shop.owner)
        rt.cache.clear(FRAUD_ANALYSIS)
        assert service.analyze(rt, shop.business_id, caller=shop.owner) == first
        assert stored(rt, shop).total == len(first.alerts)
        assert count(rt, shop) == 1

    def test_changed_books_are_looked_through_again(self, rt: Runtime, shop: Shop) -> None:
        service.analyze(rt, shop.business_id, caller=shop.owner)
        change(rt, CHANGE, shop.bills[1])
        again = service.analyze(rt, shop.business_id, caller=shop.owner)
        assert [one.type for one in again.alerts] == [AlertType.PAYMENT_MISMATCH]
        assert stored(rt, shop, status=AlertStatus.RESOLVED).total == 1

    def test_alert_keeps_its_id_and_first_day_while_it_stands(self, rt: Runtime, shop: Shop) -> None:
        before = duplicate(rt, shop)
        change(rt, RETITLE, shop.bills[0])
        after = duplicate(rt, shop)
        assert (after.id, after.detected_at) == (before.id, before.detected_at)

    def test_many_at_once_share_one_look_at_the_books(self, rt: Runtime, shop: Shop) -> None:
        with ThreadPoolExecutor(6) as pool:
            asked = [pool.submit(service.analyze, rt, shop.business_id, caller=shop.owner) for _ in range(12)]
            found = {tuple(one.id for one in each.result().alerts) for each in asked}
        assert len(found) == 1
        assert count(rt, shop) == 1

    def test_look_at_earlier_books_does_not_replace_a_later_one(self, rt: Runtime, shop: Shop) -> None:
        service.analyze(rt, shop.business_id, caller=shop.owner)
        change(rt, LATER, str(shop.business_id))
        service.analyze_job(rt, business_id=shop.business_id, now=rt.clock.now(), progress=lambda *_: None)
        with rt.db.transaction(Caller.service()) as tx:
            assert tx.execute(VERSIONS, {"id": shop.business_id}).scalars().all() == ["another"]

    def test_strangers_find_no_such_business(self, rt: Runtime, shop: Shop) -> None:
        for business_id in (shop.business_id, uuid4()):
            with pytest.raises(BusinessNotFound):
                service.analyze(rt, business_id, caller=Caller.user(uuid4()))

    def test_last_analysis_is_served_when_no_fresh_one_can_be_had(self, rt: Runtime, shop: Shop) -> None:
        fresh = service.analyze(rt, shop.business_id, caller=shop.owner)
        change(rt, CHANGE, shop.bills[1])
        with no_worker_in_time(rt, shop) as hurried:
            stale = service.analyze(hurried, shop.business_id, caller=shop.owner)
        assert stale.metadata["stale"] is True
        assert stale.metadata["stale_since"] == fresh.analyzed_at.isoformat()
        assert {one.id for one in stale.alerts} == {one.id for one in fresh.alerts}

    def test_nothing_at_all_is_said_to_be_unavailable(self, rt: Runtime, shop: Shop) -> None:
        with no_worker_in_time(rt, shop) as hurried, pytest.raises(AnalysisUnavailable):
            service.analyze(hurried, shop.business_id, caller=shop.owner)


class TestAnswers:
    def test_dismissed_alert_does_not_return(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        before = service.analyze(rt, shop.business_id, caller=shop.owner)
        answered = say(rt, shop, alert.id, Answer.DISMISSED, reason="two deliveries")
        assert (answered.status, answered.reason) == (AlertStatus.DISMISSED, "two deliveries")
        after = service.analyze(rt, shop.business_id, caller=shop.owner)
        assert alert.id not in {one.id for one in after.alerts}
        assert after.risk_score < before.risk_score

    def test_answer_given_while_an_analysis_is_cached_is_not_forgotten(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        rt.cache.clear(FRAUD_ANALYSIS)
        storing = rt.cache.store

        def answered_first(*key: Any, value: bytes) -> None:
            say(rt, shop, alert.id, Answer.DISMISSED)
            storing(*key, value=value)

        slow = copy(rt.cache)
        slow.store = answered_first  # type: ignore[assignment,method-assign]
        service.analyze(replace(rt, cache=slow), shop.business_id, caller=shop.owner)
        after = service.analyze(rt, shop.business_id, caller=shop.owner)
        assert alert.id not in {one.id for one in after.alerts}

    def test_answer_outlives_the_next_analysis(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        say(rt, shop, alert.id, Answer.DISMISSED)
        change(rt, RETITLE, shop.bills[0])
        analysis = service.analyze(rt, shop.business_id, caller=shop.owner)
        assert alert.id not in {one.id for one in analysis.alerts}
        assert stored(rt, shop, status=AlertStatus.DISMISSED).total == 1

    def test_changed_evidence_opens_the_alert_again(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        say(rt, shop, alert.id, Answer.DISMISSED)
        for bill in shop.bills:
            change(rt, CHANGE, bill)
        again = duplicate(rt, shop)
        assert (again.id, again.status) == (alert.id, AlertStatus.OPEN)

    def test_the_same_answer_twice_changes_nothing(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        first = say(rt, shop, alert.id, Answer.CONFIRMED, reason="yes")
        assert say(rt, shop, alert.id, Answer.CONFIRMED, reason="yes") == first
        assert say(rt, shop, alert.id, Answer.NOT_SURE).status is AlertStatus.NOT_SURE

    def test_confirmed_alert_stays_in_sight(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        say(rt, shop, alert.id, Answer.CONFIRMED)
        assert duplicate(rt, shop).status is AlertStatus.CONFIRMED

    def test_strangers_find_no_such_alert(self, rt: Runtime, shop: Shop) -> None:
        alert = duplicate(rt, shop)
        stranger = replace(shop, owner=Caller.user(uuid4()))
        for alert_id in (alert.id, uuid4()):
            with pytest.raises(AlertNotFound):
                say(rt, stranger, alert_id, Answer.DISMISSED)
        assert duplicate(rt, shop).status is AlertStatus.OPEN


def duplicate(rt: Runtime, shop: Shop) -> Alert:
    """The alert about the bill that was entered twice, as an analysis gives it."""
    found = service.analyze(rt, shop.business_id, caller=shop.owner).alerts
    return next(one for one in found if one.type is AlertType.DUPLICATE_SUPPLIER_BILL)


def say(rt: Runtime, shop: Shop, alert_id: UUID, answer: Answer, reason: str | None = None) -> Alert:
    """The owner answers."""
    return service.answer(rt, alert_id, caller=shop.owner, answer=answer, reason=reason, now=rt.clock.now())


def stored(rt: Runtime, shop: Shop, status: AlertStatus | None = None) -> AlertPage:
    """The stored alerts."""
    return service.alerts(rt, shop.business_id, caller=shop.owner, filters=Filters(status=status))


def change(rt: Runtime, statement: TextClause, document_id: str) -> None:
    """Changes the books as the app would."""
    with rt.db.transaction(Caller.service()) as tx:
        tx.execute(statement, {"id": document_id})


def count(rt: Runtime, shop: Shop) -> int:
    """How often the books were looked through."""
    with rt.db.transaction(Caller.service()) as tx:
        return int(tx.execute(JOBS, {"id": shop.business_id}).scalar_one())


@contextmanager
def no_worker_in_time(rt: Runtime, shop: Shop) -> Iterator[Runtime]:
    """A runtime that waits for no worker, while no worker can store anything about the shop."""
    with rt.db.transaction(Caller.service()) as tx:
        analyses.lock(tx, shop.business_id)
        yield replace(rt, jobs=Jobs(rt.db, rt.queue, max_attempts=1, wait_seconds=0))

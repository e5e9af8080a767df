"""An answer from the books to the bytes: computed once, served as stored, fresh after a change and on another day."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from app.books.records import BusinessNotFound
from app.insights import service
from app.insights.records.answer import InsightsUnavailable, InsightType
from app.insights.rules import VERSION
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests.insights.conftest import Shop

SERVICE = Caller.service()


class TestAnswer:
    def test_is_computed_once_and_then_the_same_bytes(self, rt: Runtime, shop: Shop, worker: list[JobState]) -> None:
        assert answered(rt, shop) == answered(rt, shop)
        assert len(worker) == 1

    def test_is_computed_once_for_many_who_ask_at_once(self, rt: Runtime, shop: Shop, worker: list[JobState]) -> None:
        now = rt.clock.now()
        with ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(service.insights, rt, shop.business_id, caller=shop.owner, now=now) for _ in range(8)]
            assert len({one.result() for one in asked}) == 1
        assert len(worker) == 1

    def test_outlives_the_cache(self, rt: Runtime, shop: Shop, worker: list[JobState]) -> None:
        first = answered(rt, shop)
        rt.cache.clear(cache_types.INSIGHTS)
        assert answered(rt, shop) == first
        assert len(worker) == 1

    def test_a_changed_invoice_makes_the_next_answer_fresh(
        self, rt: Runtime, shop: Shop, worker: list[JobState]
    ) -> None:
        before = _overdue(answered(rt, shop))
        with rt.db.transaction(SERVICE) as tx:
            tx.execute(PAY_ALL, {"business_id": shop.business_id})
        after = _overdue(answered(rt, shop))
        assert before["total_open"] > 0
        assert after["total_open"] == 0

    def test_another_day_in_india_is_another_answer(self, rt: Runtime, shop: Shop, worker: list[JobState]) -> None:
        answered(rt, shop)
        with rt.db.transaction(SERVICE) as tx:
            tx.execute(YESTERDAY, {"business_id": shop.business_id})
        rt.cache.clear(cache_types.INSIGHTS)
        answered(rt, shop)
        assert len(worker) == 2

    def test_is_not_for_strangers(self, rt: Runtime, shop: Shop) -> None:
        for business_id, caller in ((shop.business_id, Caller.user(uuid4())), (uuid4(), shop.owner)):
            with pytest.raises(BusinessNotFound):
                service.insights(rt, business_id, caller=caller, now=rt.clock.now())


class TestWithoutAWorker:
    """When nothing new can be had, the last is served and says so."""

    def test_the_last_answer_is_served_as_stale(self, impatient: Runtime, shop: Shop) -> None:
        made_at = impatient.clock.now()
        service.compute_job(impatient, business_id=shop.business_id, now=made_at, progress=_silent)
        with impatient.db.transaction(SERVICE) as tx:
            tx.execute(PAY_ALL, {"business_id": shop.business_id})
        body = json.loads(answered(impatient, shop))
        assert body["stale"] is True
        assert datetime.fromisoformat(body["stale_since"]) == made_at
        assert len(body["insights"]) >= 6

    def test_a_stale_answer_is_not_kept(self, impatient: Runtime, shop: Shop) -> None:
        service.compute_job(impatient, business_id=shop.business_id, now=impatient.clock.now(), progress=_silent)
        with impatient.db.transaction(SERVICE) as tx:
            tx.execute(PAY_ALL, {"business_id": shop.business_id})
        answered(impatient, shop)
        service.compute_job(impatient, business_id=shop.business_id, now=impatient.clock.now(), progress=_silent)
        assert json.loads(answered(impatient, shop))["stale"] is False

    def test_without_any_answer_one_is_told_to_come_back(self, impatient: Runtime, shop: Shop) -> None:
        with pytest.raises(InsightsUnavailable):
            answered(impatient, shop)

    @pytest.fixture
    def impatient(self, rt: Runtime, monkeypatch: pytest.MonkeyPatch) -> Runtime:
        """A runtime whose jobs nobody carries out, and which does not wait for them."""
        monkeypatch.setattr(rt.jobs, "_wait_seconds", 0.05)
        return rt


class TestComputeJob:
    """What a computation leaves behind."""

    def test_twice_leaves_each_insight_once(self, rt: Runtime, shop: Shop) -> None:
        for hours in (0, 1):
            later = rt.clock.now() + timedelta(hours=hours)
            done = service.compute_job(rt, business_id=shop.business_id, now=later, progress=_silent)
        with rt.db.transaction(shop.owner) as tx:
            rows = tx.execute(CARDS, {"business_id": shop.business_id}).mappings().all()
        assert len(rows) == done["insights"] == len({row["key"] for row in rows})
        assert {row["model_version"] for row in rows} == {VERSION}
        assert {row["insight_type"] for row in rows} == {one.value for one in InsightType}

    def test_rows_and_answer_carry_the_same_ids(self, rt: Runtime, shop: Shop, worker: list[JobState]) -> None:
        answer = json.loads(answered(rt, shop))
        with rt.db.transaction(shop.owner) as tx:
            rows = tx.execute(CARDS, {"business_id": shop.business_id}).mappings().all()
        assert {str(row["id"]) for row in rows} == {one["insight_id"] for one in answer["insights"]}


PAY_ALL = text("update public.invoices set paid_amount = total_amount where business_id = :business_id")
YESTERDAY = text(
    "update public.ai_analysis_results set created_at = created_at - interval '1 day' where business_id = :business_id"
)
CARDS = text("select * from public.business_insights where business_id = :business_id")


def answered(rt: Runtime, shop: Shop) -> bytes:
    """The answer to the shop's owner."""
    return service.insights(rt, shop.business_id, caller=shop.owner, now=rt.clock.now())


def _overdue(body: bytes) -> dict[str, Any]:
    found: dict[str, Any] = next(one["data"] for one in json.loads(body)["insights"] if "total_overdue" in one["data"])
    return found


def _silent(share: float, note: str) -> None:
    """Progress that nobody watches."""

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
from scripts import waiting
from tests.insights.conftest import Shop

SERVICE = Caller.service()


class TestAnswer:
    def test_is_computed_once_and_then_the_same_but_for_its_age(
        self, rt: Runtime, shop: Shop, worker: list[JobState]
    ) -> None:
        assert told(answered(rt, shop)) == told(answered(rt, shop))
        assert len(worker) == 1

    def test_tells_its_age_as_it_is_sent(self, rt: Runtime, shop: Shop, worker: list[JobState]) -> None:
        answered(rt, shop)
        later = rt.clock.now() + timedelta(seconds=90)
        aged = json.loads(service.insights(rt, shop.business_id, caller=shop.owner, now=later))
        assert aged["age_seconds"] == pytest.approx(90, abs=30)
        assert (aged["stale"], aged["stale_since"]) == (False, None)

    def test_is_computed_once_for_many_who_ask_at_once(self, rt: Runtime, shop: Shop, worker: list[JobState]) -> None:
        now = rt.clock.now()
        with ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(service.insights, rt, shop.business_id, caller=shop.owner, now=now) for _ in range(8)]
            assert len({json.dumps(told(one.result())) for one in asked}) == 1
        assert len(worker) == 1

    def test_outlives_the_cache(self, rt: Runtime, shop: Shop, worker: list[JobState]) -> None:
        first = answered(rt, shop)
        rt.cache.clear(cache_types.INSIGHTS)
        assert told(answered(rt, shop)) == told(first)
        assert len(worker) == 1

    def test_after_a_change_the_older_is_shown_at_once_and_a_fresh_one_next(
        self, rt: Runtime, shop: Shop, worker: list[JobState]
    ) -> None:
        made_at = json.loads(answered(rt, shop))["generated_at"]
        pay_all(rt, shop)
        at_once = json.loads(answered(rt, shop))
        assert (at_once["stale"], at_once["stale_since"], at_once["generated_at"]) == (True, made_at, made_at)
        assert at_once["age_seconds"] >= 0
        waiting.until(lambda: len(worker) == 2)
        after = json.loads(answered(rt, shop))
        assert (after["stale"], len(worker)) == (False, 2)
        assert after["generated_at"] > made_at

    def test_who_asks_for_a_fresh_one_waits_for_it(self, rt: Runtime, shop: Shop, worker: list[JobState]) -> None:
        before = _overdue(answered(rt, shop))
        pay_all(rt, shop)
        after = _overdue(answered(rt, shop, is_fresh_wanted=True))
        assert before["total_open"] > 0
        assert after["total_open"] == 0

    @pytest.mark.parametrize(("days", "is_stale"), [(1, True), (6, True), (7, False), (40, False)])
    def test_an_answer_of_another_day_is_shown_at_once_until_nothing_of_it_is_valid(
        self, rt: Runtime, shop: Shop, worker: list[JobState], days: int, is_stale: bool
    ) -> None:
        answered(rt, shop)
        with rt.db.transaction(SERVICE) as tx:
            tx.execute(AGED, {"business_id": shop.business_id, "days": days})
        rt.cache.clear(cache_types.INSIGHTS)
        assert json.loads(answered(rt, shop))["stale"] is is_stale
        waiting.until(lambda: len(worker) == 2)

    def test_is_not_for_strangers(self, rt: Runtime, shop: Shop) -> None:
        for business_id, caller in ((shop.business_id, Caller.user(uuid4())), (uuid4(), shop.owner)):
            with pytest.raises(BusinessNotFound):
                service.insights(rt, business_id, caller=caller, now=rt.clock.now())


class TestWithoutAWorker:
    """When nothing new can be had, the last is served and says so."""

    def test_the_last_answer_is_served_as_stale(self, impatient: Runtime, shop: Shop) -> None:
        made_at = impatient.clock.now()
        service.compute_job(impatient, business_id=shop.business_id, now=made_at, progress=_silent)
        pay_all(impatient, shop)
        body = json.loads(answered(impatient, shop, is_fresh_wanted=True))
        assert body["stale"] is True
        assert datetime.fromisoformat(body["stale_since"]) == made_at
        assert len(body["insights"]) >= 6

    def test_a_stale_answer_is_not_kept(self, impatient: Runtime, shop: Shop) -> None:
        service.compute_job(impatient, business_id=shop.business_id, now=impatient.clock.now(), progress=_silent)
        pay_all(impatient, shop)
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

    def test_an_answer_from_a_later_day_or_later_books_stands(self, rt: Runtime, shop: Shop) -> None:
        now = rt.clock.now()
        service.compute_job(rt, business_id=shop.business_id, now=now, progress=_silent)
        kept = self.kept(rt, shop)
        service.compute_job(rt, business_id=shop.business_id, now=now - timedelta(days=1), progress=_silent)
        assert self.kept(rt, shop) == kept
        with rt.db.transaction(SERVICE) as tx:
            tx.execute(FROM_LATER_BOOKS, {"business_id": shop.business_id})
        service.compute_job(rt, business_id=shop.business_id, now=now + timedelta(days=1), progress=_silent)
        assert self.kept(rt, shop) == kept

    def kept(self, rt: Runtime, shop: Shop) -> set[tuple[Any, ...]]:
        """When each insight that stands was made, and how many answers there are."""
        with rt.db.transaction(SERVICE) as tx:
            return {tuple(row) for row in tx.execute(KEPT, {"business_id": shop.business_id})}

    def test_rows_and_answer_carry_the_same_ids(self, rt: Runtime, shop: Shop, worker: list[JobState]) -> None:
        answer = json.loads(answered(rt, shop))
        with rt.db.transaction(shop.owner) as tx:
            rows = tx.execute(CARDS, {"business_id": shop.business_id}).mappings().all()
        assert {str(row["id"]) for row in rows} == {one["insight_id"] for one in answer["insights"]}


PAY_ALL = text("update public.invoices set paid_amount = total_amount where business_id = :business_id")
AGED = text(
    "update public.ai_analysis_results set created_at = created_at - make_interval(days => :days)"
    " where business_id = :business_id"
)
FROM_LATER_BOOKS = text(
    "update public.ai_analysis_results set book_revision = book_revision + 1, model_version = 'another'"
    " where business_id = :business_id"
)
KEPT = text(
    "select i.id, i.generated_at, (select count(*) from public.ai_analysis_results where business_id = :business_id)"
    " from public.business_insights i where i.business_id = :business_id"
)
CARDS = text("select * from public.business_insights where business_id = :business_id")


def answered(rt: Runtime, shop: Shop, *, is_fresh_wanted: bool = False) -> bytes:
    """The answer to the shop's owner."""
    now = rt.clock.now()
    return service.insights(rt, shop.business_id, caller=shop.owner, now=now, is_fresh_wanted=is_fresh_wanted)


def told(body: bytes) -> dict[str, Any]:
    """What an answer says, without its age."""
    said: dict[str, Any] = json.loads(body)
    assert said.pop("age_seconds") >= 0
    return said


def pay_all(rt: Runtime, shop: Shop) -> None:
    """Every invoice of the shop is paid: what was answered before is old."""
    with rt.db.transaction(SERVICE) as tx:
        tx.execute(PAY_ALL, {"business_id": shop.business_id})


def _overdue(body: bytes) -> dict[str, Any]:
    found: dict[str, Any] = next(one["data"] for one in json.loads(body)["insights"] if "total_overdue" in one["data"])
    return found


def _silent(share: float, note: str) -> None:
    """Progress that nobody watches."""

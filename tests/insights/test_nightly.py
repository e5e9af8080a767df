"""Insights that nobody waits for: whose turn it is at night, by what moved and who looks."""

from datetime import UTC, datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import text

from app.books.freshness import Freshness
from app.books.importer import service as importer
from app.insights import service
from app.insights.rules import VERSION
from app.insights.service import nightly
from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tasks import jobs, schedule
from tests.insights.conftest import Shop

SERVICE = Caller.service()
NOON = datetime(2026, 11, 21, 6, 30, tzinfo=UTC)
ASKED = text("select count(*) from jobs where name = :name and business_id = :business_id")
FORGET = text("delete from jobs where name like 'background.%'")
QUIET = "update book_revisions set changed_at = now() - interval '31 days' where business_id = %s"
AWAY = "update insight_looks set looked_on = looked_on - 31 where business_id = %s"
UNANSWERED = "delete from ai_analysis_results where business_id = %s"


class TestWhoIsDue:
    def test_active_books_without_any_insights_are_asked_for_once(self, rt: Runtime, shop: Shop) -> None:
        assert [asked_tonight(rt, shop.business_id) for _ in range(2)] == [1, 1]

    def test_nobody_whose_insights_are_fresh(self, rt: Runtime, shop: Shop) -> None:
        compute(rt, shop)
        assert asked_tonight(rt, shop.business_id) == 0
        assert refreshed(rt, shop.business_id) == {"computed": False}

    def test_nobody_who_neither_writes_nor_looks_any_more(self, rt: Runtime, shop: Shop) -> None:
        run(rt, QUIET, shop)
        assert asked_tonight(rt, shop.business_id) == 0

    @pytest.mark.parametrize(("is_away", "asked"), [(False, 1), (True, 0)])
    def test_who_looks_without_writing_as_long_as_one_looks(
        self, rt: Runtime, shop: Shop, worker: list[JobState], is_away: bool, asked: int
    ) -> None:
        service.insights(rt, shop.business_id, caller=shop.owner, now=rt.clock.now())
        run(rt, UNANSWERED, shop)
        run(rt, QUIET, shop)
        if is_away:
            run(rt, AWAY, shop)
        assert asked_tonight(rt, shop.business_id) == asked

    @pytest.mark.parametrize(
        ("known", "is_old"),
        [
            ({}, False),
            ({"analyzed_revision": 4}, True),
            ({"analyzed_revision": None}, True),
            ({"version": "rules-0"}, True),
            ({"analyzed_at": NOON - timedelta(days=1)}, True),
            ({"analyzed_at": datetime(2026, 11, 20, 18, 29, tzinfo=UTC)}, True),
            ({"analyzed_at": datetime(2026, 11, 20, 18, 30, tzinfo=UTC)}, False),
        ],
        ids=["as it stands", "books moved", "never", "other rules", "yesterday", "before midnight in India", "after"],
    )
    def test_what_makes_an_answer_old(self, rt: Runtime, known: dict[str, Any], is_old: bool) -> None:
        stands: dict[str, Any] = {
            "revision": 5,
            "changed_at": NOON,
            "analyzed_revision": 5,
            "version": VERSION,
            "analyzed_at": NOON,
        }
        assert nightly.is_old(rt, Freshness(uuid4(), **stands | known), NOON) is is_old


class TestRefresh:
    def test_makes_the_answer_of_the_morning(self, rt: Runtime, shop: Shop) -> None:
        assert refreshed(rt, shop.business_id)["computed"] is True
        assert refreshed(rt, shop.business_id) == {"computed": False}

    def test_of_a_business_that_is_gone_does_nothing(self, rt: Runtime) -> None:
        assert refreshed(rt, uuid4()) == {"computed": False}

    def test_follows_an_import(self, rt: Runtime, shop: Shop) -> None:
        assert jobs_asked(rt, shop.business_id) == 0
        for _ in range(2):
            jobs.HANDLERS[importer.JOB](rt, business_id=shop.business_id, now=rt.clock.now(), progress=silent)
        assert jobs_asked(rt, shop.business_id) == 1
        gone = jobs.HANDLERS[importer.JOB](rt, business_id=uuid4(), now=rt.clock.now(), progress=silent)
        assert gone == {"scanned": False}

    def test_beat_asks_in_indian_nights(self) -> None:
        entry = schedule.ENTRIES["renew the insights of active businesses"]
        assert schedule.CHORES[entry["task"]] is nightly.ask_for_due
        assert entry["schedule"].hour == {1, 2, 3, 4, 5}
        assert jobs.HANDLERS[nightly.JOB] is nightly.refresh_job


def asked_tonight(rt: Runtime, business_id: UUID) -> int:
    """How many jobs of tonight are there for the business, once all that are due were asked for."""
    nightly.ROUND.ask_for_due(rt, most=10_000)
    return jobs_asked(rt, business_id)


def jobs_asked(rt: Runtime, business_id: UUID) -> int:
    """How many of the night's jobs were asked for of the business."""
    with rt.db.transaction(SERVICE) as tx:
        return int(tx.execute(ASKED, {"name": nightly.JOB, "business_id": business_id}).scalar_one())


def refreshed(rt: Runtime, business_id: UUID) -> dict[str, Any]:
    """What the night's job of the business says."""
    return nightly.refresh_job(rt, business_id=business_id, now=rt.clock.now(), progress=silent)


def compute(rt: Runtime, shop: Shop) -> None:
    """Makes the shop's insights."""
    service.compute_job(rt, business_id=shop.business_id, now=rt.clock.now(), progress=silent)


def run(rt: Runtime, statement: LiteralString, shop: Shop) -> None:
    """Changes what is known of the shop, as nobody but the database's owner may."""
    with psycopg.connect(rt.settings.database_url) as connection:
        connection.execute(statement, (shop.business_id,))


def silent(share: float, note: str) -> None:
    """Nobody watches."""


@pytest.fixture(autouse=True)
def _nothing_asked(rt: Runtime) -> None:
    with rt.db.transaction(SERVICE) as tx:
        tx.execute(FORGET)

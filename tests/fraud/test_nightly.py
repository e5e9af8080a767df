"""Scans that nobody waits for: who is due, a few at a time, once a night, and after every import."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from app.books import freshness
from app.books.freshness import Freshness
from app.books.importer import service as importer
from app.fraud import service
from app.fraud.records import Filters
from app.fraud.repo.analyses import ANALYSIS_TYPE
from app.fraud.service import nightly
from app.runtime.identity import Caller
from app.runtime.jobs import repo as jobs_repo
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from scripts import waiting
from tasks import jobs, schedule
from tests import workers
from tests.fraud.conftest import Shop, content_of

ASKED = text("select business_id from jobs where name = :name and business_id = any (:ids)")
FORGET = text("delete from jobs where name like 'background.%'")
MOVE = text("update invoices set notes = 'moved' where id = :id")


class TestWhoIsDue:
    def test_books_that_were_never_looked_through(self, rt: Runtime, shops: list[UUID]) -> None:
        nightly.ROUND.ask_for_due(rt, page=2, most=10_000)
        assert asked(rt, shops) == set(shops)

    def test_nobody_whose_books_stand_as_they_were_looked_through(self, rt: Runtime, shop: Shop) -> None:
        service.analyze(rt, shop.business_id, caller=shop.owner)
        nightly.ROUND.ask_for_due(rt, most=10_000)
        assert asked(rt, [shop.business_id]) == set()

    def test_books_that_moved_since(self, rt: Runtime, shop: Shop) -> None:
        service.analyze(rt, shop.business_id, caller=shop.owner)
        with rt.db.transaction(Caller.service()) as tx:
            tx.execute(MOVE, {"id": shop.bills[0]})
        nightly.ROUND.ask_for_due(rt, most=10_000)
        assert asked(rt, [shop.business_id]) == {shop.business_id}

    def test_books_that_other_rules_looked_through(self, rt: Runtime, shop: Shop) -> None:
        service.analyze(rt, shop.business_id, caller=shop.owner)
        found = fetch(rt, shop.business_id)
        assert not nightly.is_due(rt, found)
        assert nightly.is_due(rt, replace(found, version="fraud-rules-0"))


class TestAskingAtNight:
    def test_the_queue_stays_short(self, rt: Runtime, shops: list[UUID]) -> None:
        assert nightly.ROUND.ask_for_due(rt, page=2, most=2) == 2
        assert nightly.ROUND.ask_for_due(rt, page=2, most=2) == 0

    def test_who_was_asked_for_tonight_is_not_asked_for_again_whatever_became_of_it(
        self, rt: Runtime, shops: list[UUID]
    ) -> None:
        first = nightly.ROUND.ask_for_due(rt, most=10_000)
        with rt.db.transaction(Caller.service()) as tx:
            tx.execute(text("update jobs set state = 'failed' where name = :name"), {"name": nightly.JOB})
        assert first >= len(shops)
        assert nightly.ROUND.ask_for_due(rt, most=10_000) == 0

    def test_every_night_begins_elsewhere_and_still_comes_round(self, rt: Runtime, shops: list[UUID]) -> None:
        nights = {nightly.ROUND.start(rt.clock.now() + timedelta(days=days)) for days in range(7)}
        assert len(nights) == 7
        walked = [one.business_id for page in nightly.ROUND.pages(rt, 2, sorted(shops)[1]) for one in page]
        assert len(walked) == len(set(walked)) and set(shops) <= set(walked)
        assert walked.index(sorted(shops)[2]) < walked.index(sorted(shops)[0]) < walked.index(sorted(shops)[1])

    def test_it_begins_when_nothing_else_waits(self, rt: Runtime, shops: list[UUID]) -> None:
        nightly.ROUND.ask_for_due(rt, most=10_000)
        with rt.db.transaction(Caller.service()) as tx:
            urgent = rt.jobs.enqueue(
                tx, service.JOB, caller=Caller.service(), business_id=shops[0], payload={}, key=str(uuid4())
            )
            assert jobs_repo.next_waiting(tx, names=[nightly.JOB, service.JOB]) == (urgent, service.JOB)
            jobs_repo.withdraw(tx, [urgent])

    def test_beat_asks_in_indian_nights(self) -> None:
        entry = schedule.ENTRIES["scan what has moved"]
        assert schedule.CHORES[entry["task"]] is nightly.ask_for_due
        assert entry["schedule"].hour == {1, 2, 3, 4, 5}


class TestScan:
    def test_finds_what_an_analysis_finds(self, rt: Runtime, shops: list[UUID]) -> None:
        with workers.carrying_out(rt, nightly.JOB, jobs.HANDLERS[nightly.JOB]) as done:
            ask(rt, shops)
            waiting.until(lambda: JobState.DEAD in done or len(asked(rt, shops, state="done")) == len(shops))
            assert JobState.DEAD not in done
        found = service.alerts(rt, shops[0], caller=Caller.service(), filters=Filters())
        assert found.total == 2
        assert not nightly.is_due(rt, fetch(rt, shops[0]))

    def test_again_does_nothing(self, rt: Runtime, shop: Shop) -> None:
        service.analyze(rt, shop.business_id, caller=shop.owner)
        assert look(rt, shop.business_id) == {"scanned": False}

    def test_of_a_business_that_is_gone_does_nothing(self, rt: Runtime) -> None:
        assert look(rt, uuid4()) == {"scanned": False}


def ask(rt: Runtime, shops: Sequence[UUID]) -> None:
    """Asks for a scan of these businesses alone, as a night does for all that are due."""
    with rt.db.transaction(Caller.service()) as tx:
        for one in shops:
            rt.jobs.enqueue(tx, nightly.JOB, caller=Caller.service(), business_id=one, payload={}, key=f"night:{one}")


class TestAfterAnImport:
    def test_new_books_are_looked_through(self, rt: Runtime) -> None:
        business_id = uuid4()
        importer.import_content(rt, content_of(business_id), owner_id=uuid4())
        assert asked(rt, [business_id], importer.JOB) == {business_id}
        assert jobs.HANDLERS[importer.JOB](rt, business_id=business_id, now=rt.clock.now(), progress=silent)["scanned"]

    def test_the_same_books_again_are_not(self, rt: Runtime) -> None:
        business_id, owner = uuid4(), uuid4()
        content = content_of(business_id)
        importer.import_content(rt, content, owner_id=owner)
        forget(rt)
        importer.import_content(rt, content, owner_id=owner)
        assert asked(rt, [business_id], importer.JOB) == set()


@pytest.fixture
def shops(rt: Runtime) -> Iterator[list[UUID]]:
    """Three businesses in the database that nobody has looked through, and no scan asked for."""
    found = [uuid4() for _ in range(3)]
    for business_id in found:
        importer.import_content(rt, content_of(business_id), owner_id=uuid4())
    forget(rt)
    yield found
    forget(rt)


def forget(rt: Runtime) -> None:
    """No scan was asked for."""
    with rt.db.transaction(Caller.service()) as tx:
        tx.execute(FORGET)


def asked(rt: Runtime, ids: list[UUID], name: str = nightly.JOB, state: str | None = None) -> set[UUID]:
    """For which of the businesses a scan was asked for."""
    more = " and state = :state" if state else ""
    with rt.db.transaction(Caller.service()) as tx:
        return set(tx.execute(text(f"{ASKED.text}{more}"), {"name": name, "ids": ids, "state": state}).scalars())


def fetch(rt: Runtime, business_id: UUID) -> Freshness:
    """How a business stands."""
    with rt.db.transaction(Caller.service()) as tx:
        found = freshness.fetch(tx, ANALYSIS_TYPE, business_id)
    assert found is not None
    return found


def look(rt: Runtime, business_id: UUID) -> dict[str, Any]:
    """The job, carried out here."""
    return nightly.look_job(rt, business_id=business_id, now=rt.clock.now(), progress=silent)


def silent(share: float, note: str) -> None:
    """Nobody watches."""

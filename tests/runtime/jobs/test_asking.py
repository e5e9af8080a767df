"""Asking for work: once per key, after the commit, and told to nobody else."""

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from app.runtime.identity import Caller
from app.runtime.jobs import queue, reaper, runner
from app.runtime.jobs.records import JobNotFound, JobState
from app.runtime.runtime import Runtime
from tests import shops
from tests.runtime.jobs.workbench import NAME, asked, job

DUE = text("update jobs set run_after = now() where id = :id")


class TestEnqueue:
    def test_job_leaves_after_the_commit(self, rt: Runtime, sent: list[UUID]) -> None:
        with rt.db.transaction(Caller.service()) as tx:
            job_id = rt.jobs.enqueue(tx, NAME, caller=Caller.service(), business_id=None, payload={})
            assert sent == []
        assert sent == [job_id]

    def test_delayed_job_leaves_by_the_reaper_once_it_is_due(self, rt: Runtime, sent: list[UUID]) -> None:
        with rt.db.transaction(Caller.service()) as tx:
            job_id = rt.jobs.enqueue(tx, NAME, caller=Caller.service(), business_id=None, payload={}, delay_seconds=60)
        reaper.sweep(rt)
        assert runner.execute(rt, job_id, lambda rt, **_: {}) is None
        assert job_id not in sent
        with rt.db.transaction(Caller.service()) as tx:
            tx.execute(DUE, {"id": job_id})
        reaper.sweep(rt)
        assert sent.count(job_id) == 1
        assert runner.execute(rt, job_id, lambda rt, **_: {}) is JobState.DONE

    def test_undone_work_leaves_no_job(self, rt: Runtime, sent: list[UUID]) -> None:
        with pytest.raises(KeyError), rt.db.transaction(Caller.service()) as tx:
            job_id = rt.jobs.enqueue(tx, NAME, caller=Caller.service(), business_id=None, payload={})
            raise KeyError
        assert sent == []
        with pytest.raises(JobNotFound):
            job(rt, job_id)

    def test_same_key_is_the_same_job_until_it_is_over(self, rt: Runtime, sent: list[UUID]) -> None:
        key = uuid4().hex
        first, second = asked(rt, key=key), asked(rt, key=key)
        assert first == second and sent == [first]
        runner.execute(rt, first, lambda rt, **_: {})
        assert asked(rt, key=key) != first

    def test_without_a_key_each_is_its_own(self, rt: Runtime, sent: list[UUID]) -> None:
        assert asked(rt) != asked(rt)

    def test_many_at_once_with_one_key_make_one_job(self, rt: Runtime, sent: list[UUID]) -> None:
        key, found = uuid4().hex, list[UUID]()
        threads = [threading.Thread(target=lambda: found.append(asked(rt, key=key))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 8 and len(set(found)) == len(sent) == 1

    def test_asker_keeps_its_own_rights(self, rt: Runtime, engine: Engine, caller: Callable[..., Caller]) -> None:
        owner = caller()
        business = shops.opened(engine, owner.user_id)
        with rt.db.transaction(owner) as tx:
            rt.jobs.enqueue(tx, NAME, caller=owner, business_id=business, payload={})
            assert tx.execute(text("select current_user")).scalar() == "authenticated"


class TestFetch:
    def test_owner_sees_the_job_of_his_business(
        self, rt: Runtime, engine: Engine, caller: Callable[..., Caller]
    ) -> None:
        owner = caller()
        job_id = self.ask(rt, engine, owner)
        assert rt.jobs.fetch(job_id, caller=owner).state == JobState.QUEUED

    def test_for_anybody_else_it_does_not_exist(
        self, rt: Runtime, engine: Engine, caller: Callable[..., Caller]
    ) -> None:
        job_id = self.ask(rt, engine, caller())
        with pytest.raises(JobNotFound):
            rt.jobs.fetch(job_id, caller=caller())
        with pytest.raises(JobNotFound):
            rt.jobs.fetch(uuid4(), caller=caller())

    @staticmethod
    def ask(rt: Runtime, engine: Engine, owner: Caller) -> UUID:
        business = shops.opened(engine, owner.user_id)
        with rt.db.transaction(Caller.service()) as tx:
            return rt.jobs.enqueue(tx, NAME, caller=Caller.service(), business_id=business, payload={})


class TestRun:
    def test_waits_for_the_end(self, rt: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
        workers: list[threading.Thread] = []

        def deliver(self: object, job_id: UUID, name: str) -> None:
            workers.append(threading.Thread(target=runner.execute, args=(rt, job_id, lambda rt, **_: {"answer": 7})))
            workers[-1].start()

        monkeypatch.setattr(queue.JobQueue, "send", deliver)
        found = rt.jobs.run(NAME, caller=Caller.service(), business_id=None, wait_seconds=20)
        workers[0].join()
        assert (found.state, found.result, found.progress) == (JobState.DONE, {"answer": 7}, 1.0)

    def test_job_that_takes_longer_is_told_as_it_stands(self, rt: Runtime, sent: list[UUID]) -> None:
        found = rt.jobs.run(NAME, caller=Caller.service(), business_id=None, wait_seconds=0.1)
        assert found.state == JobState.QUEUED and not found.is_over


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """What was handed to the queue, which keeps it to itself: nobody works here."""
    found: list[UUID] = []
    monkeypatch.setattr(queue.JobQueue, "send", lambda self, job_id, name: found.append(job_id))
    return found

"""Carrying work out: one at a time, tried again, buried in the end, and never finished by a late-comer."""

import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine

from app.runtime.identity import Caller
from app.runtime.jobs import reaper, repo, runner
from app.runtime.jobs.records import JobNotFound, JobState
from app.runtime.runtime import Runtime
from app.values.errors import Invalid, Unavailable
from tests.runtime.jobs.workbench import asked, change, job, row

LAPSED = "lease_until = now() - interval '1 second'"


class TestOutcome:
    def test_result_is_kept(self, rt: Runtime) -> None:
        job_id = asked(rt, month="2026-10")
        assert runner.execute(rt, job_id, lambda rt, *, month, **_: {"month": month}) == JobState.DONE
        assert job(rt, job_id).result == {"month": "2026-10"}

    def test_handler_is_told_its_business_and_the_moment(self, rt: Runtime) -> None:
        seen: dict[str, Any] = {}
        runner.execute(rt, asked(rt), lambda rt, **given: seen.update(given) or {})
        assert seen.keys() == {"business_id", "now", "progress"}
        assert seen["now"].utcoffset() is not None

    def test_problem_fails_the_job_in_its_own_words(self, rt: Runtime) -> None:
        job_id = asked(rt)
        assert runner.execute(rt, job_id, failing(Invalid("This bill has no pages."))) == JobState.FAILED
        found = job(rt, job_id)
        assert (found.error, found.attempts) == ("This bill has no pages.", 1)

    @pytest.mark.parametrize("error", [KeyError("inside"), Unavailable("The engine is busy."), SystemError()])
    def test_what_may_pass_is_tried_again_later_each_time_and_then_dead(
        self, rt: Runtime, engine: Engine, error: Exception
    ) -> None:
        job_id, pauses = asked(rt), []
        for _ in range(rt.settings.job_max_attempts - 1):
            assert runner.execute(rt, job_id, failing(error)) == JobState.QUEUED
            assert runner.execute(rt, job_id, failing(error)) is None
            found = row(engine, job_id)
            pauses.append((found["run_after"] - rt.clock.now()).total_seconds())
            change(engine, job_id, "run_after = now()")
        assert runner.execute(rt, job_id, failing(error)) == JobState.DEAD
        assert 0 < pauses[0] < pauses[1]
        assert "inside" not in str(job(rt, job_id).error)

    @pytest.mark.parametrize("result", [{"share": float("nan")}, {"text": "a\x00b"}, {"text": "\ud800"}])
    def test_result_that_cannot_be_kept_is_a_failure_and_no_lost_worker(
        self, rt: Runtime, result: dict[str, Any]
    ) -> None:
        job_id = asked(rt)
        assert runner.execute(rt, job_id, lambda rt, **_: result) == JobState.QUEUED
        assert job(rt, job_id).error == runner.UNEXPECTED

    def test_progress_is_seen_while_it_runs(self, rt: Runtime) -> None:
        job_id, seen = asked(rt), []

        def work(rt: Runtime, *, progress: Any, **_: Any) -> dict[str, Any]:
            for share in (0.5, 7.0):
                progress(share, "reading bills")
                found = job(rt, job_id)
                seen.append((found.progress, found.progress_note, found.state))
            return {}

        runner.execute(rt, job_id, work)
        assert seen == [(0.5, "reading bills", JobState.RUNNING), (1.0, "reading bills", JobState.RUNNING)]


class TestClaim:
    def test_of_many_at_once_one_gets_it(self, rt: Runtime) -> None:
        job_id, ran, states = asked(rt), list[int](), list[JobState | None]()
        gate = threading.Barrier(6)

        def work(rt: Runtime, **_: Any) -> dict[str, Any]:
            ran.append(1)
            return {}

        def run() -> None:
            gate.wait()
            states.append(runner.execute(rt, job_id, work))

        threads = [threading.Thread(target=run) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert ran == [1]
        assert states.count(None) == 5

    def test_job_that_is_over_is_not_run_again(self, rt: Runtime) -> None:
        job_id = asked(rt)
        runner.execute(rt, job_id, lambda rt, **_: {})
        assert runner.execute(rt, job_id, failing(KeyError())) is None
        assert job(rt, job_id).state == JobState.DONE


class TestLease:
    def test_lives_as_long_as_the_work(self, assembled: Callable[..., Runtime], engine: Engine) -> None:
        rt = assembled(job_lease_seconds=2)
        job_id = asked(rt)

        def work(rt: Runtime, **_: Any) -> dict[str, Any]:
            time.sleep(2.5)
            assert reaper.sweep(rt)["released"] == 0 or row(engine, job_id)["state"] == "running"
            return {}

        assert runner.execute(rt, job_id, work) == JobState.DONE
        assert job(rt, job_id).attempts == 1

    def test_lapsed_one_gives_the_job_to_another(self, rt: Runtime, engine: Engine) -> None:
        job_id = abandoned(rt, engine)
        reaper.sweep(rt)
        assert job(rt, job_id).state == JobState.QUEUED
        assert runner.execute(rt, job_id, lambda rt, **_: {"by": "another"}) == JobState.DONE
        assert (job(rt, job_id).attempts, job(rt, job_id).result) == (2, {"by": "another"})

    def test_late_comer_changes_nothing(self, rt: Runtime, engine: Engine) -> None:
        job_id = abandoned(rt, engine)
        late = job(rt, job_id)
        reaper.sweep(rt)
        runner.execute(rt, job_id, lambda rt, **_: {"by": "another"})
        with rt.db.transaction(Caller.service()) as tx:
            assert not repo.finish(tx, late, JobState.DONE, result={"by": "late"})
            assert not repo.retry(tx, late, error="late", delay_seconds=0)
            assert not repo.hold(tx, late, lease_seconds=9)
            repo.note_progress(tx, late, 0.1, "late")
        assert job(rt, job_id).result == {"by": "another"}
        assert job(rt, job_id).progress == 1.0

    def test_worker_lost_as_often_as_allowed_is_the_end(self, rt: Runtime, engine: Engine) -> None:
        job_id = abandoned(rt, engine)
        for _ in range(rt.settings.job_max_attempts - 1):
            reaper.sweep(rt)
            with rt.db.transaction(Caller.service()) as tx:
                assert repo.claim(tx, job_id, lease_seconds=30)
            change(engine, job_id, LAPSED)
        reaper.sweep(rt)
        found = job(rt, job_id)
        assert (found.state, found.attempts) == (JobState.DEAD, rt.settings.job_max_attempts)
        assert found.error


class TestReaper:
    @pytest.mark.parametrize(
        ("name", "state", "ended", "is_kept"),
        [
            ("passing.question", "done", "6 minutes", False),
            ("passing.question", "failed", "6 minutes", False),
            ("passing.question", "dead", "6 minutes", False),
            ("passing.question", "done", "4 minutes", True),
            ("passing.question", "running", "6 minutes", True),
            ("fraud.analyze", "done", "6 minutes", True),
        ],
    )
    def test_passing_question_is_forgotten_minutes_after_its_end(
        self, rt: Runtime, engine: Engine, name: str, state: str, ended: str, is_kept: bool
    ) -> None:
        job_id = asked(rt)
        ends = f"finished_at = now() - interval '{ended}', lease_until = now() + interval '1 minute'"
        change(engine, job_id, f"name = '{name}', state = '{state}', {ends}")
        reaper.sweep(rt)
        if is_kept:
            assert job(rt, job_id).name == name
        else:
            with pytest.raises(JobNotFound):
                job(rt, job_id)

    def test_message_that_was_lost_is_sent_again_when_the_queue_is_empty(
        self, rt: Runtime, assembled: Callable[..., Runtime], own_queue: str, sent: list[UUID]
    ) -> None:
        job_id = asked(rt)
        sent.clear()
        reaper.sweep(assembled(redis_url=own_queue))
        assert job_id in sent

    def test_message_that_was_lost_is_sent_again_after_a_minute(
        self, rt: Runtime, engine: Engine, sent: list[UUID], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reaper, "_is_queue_empty", lambda rt: False)
        old, young = asked(rt), asked(rt)
        change(engine, old, "dispatched_at = now() - interval '61 seconds'")
        sent.clear()
        reaper.sweep(rt)
        assert old in sent and young not in sent

    def test_released_job_does_not_wait_for_its_minute(
        self, rt: Runtime, engine: Engine, sent: list[UUID], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reaper, "_is_queue_empty", lambda rt: False)
        job_id = abandoned(rt, engine)
        sent.clear()
        reaper.sweep(rt)
        assert job_id in sent

    def test_job_that_rests_is_sent_when_its_rest_is_over(
        self, rt: Runtime, engine: Engine, sent: list[UUID], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reaper, "_is_queue_empty", lambda rt: False)
        job_id = asked(rt)
        runner.execute(rt, job_id, failing(KeyError()))
        sent.clear()
        reaper.sweep(rt)
        assert job_id not in sent
        change(engine, job_id, "run_after = now()")
        reaper.sweep(rt)
        assert job_id in sent


def failing(error: Exception) -> Callable[..., dict[str, Any]]:
    def work(rt: Runtime, **_: Any) -> dict[str, Any]:
        raise error

    return work


def abandoned(rt: Runtime, engine: Engine) -> UUID:
    """A job whose worker died while it ran."""
    job_id = asked(rt)
    with rt.db.transaction(Caller.service()) as tx:
        assert repo.claim(tx, job_id, lease_seconds=30)
    change(engine, job_id, LAPSED)
    return job_id


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """What was handed to the queue."""
    found: list[UUID] = []
    monkeypatch.setattr("app.runtime.jobs.queue.JobQueue.send", lambda self, job_id, name: found.append(job_id))
    return found

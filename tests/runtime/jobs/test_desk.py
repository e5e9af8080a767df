"""Operators see every job, and bring back those that failed or died."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from app.runtime.identity import Caller
from app.runtime.jobs import desk, repo
from app.runtime.jobs.desk import JobNotOver, JobUnderWay
from app.runtime.jobs.records import JobNotFound, JobState
from app.runtime.runtime import Runtime
from tests.runtime.jobs import workbench

ACTOR = {"by": "an admin", "reason": "the database is back"}


class TestLatest:
    def test_newest_stand_first(self, rt: Runtime, name: str) -> None:
        first, second = workbench.asked(rt, name=name), workbench.asked(rt, name=name)
        assert [job.id for job in desk.latest(rt, name=name)] == [second, first]

    def test_state_narrows_the_list(self, rt: Runtime, engine: Engine, name: str) -> None:
        dead = _dead(rt, engine, name)
        workbench.asked(rt, name=name)
        assert [job.id for job in desk.latest(rt, name=name, state=JobState.DEAD)] == [dead]

    def test_every_state_is_counted(self, rt: Runtime, engine: Engine, name: str) -> None:
        before = desk.tallies(rt)
        _dead(rt, engine, name)
        assert desk.tallies(rt)[JobState.DEAD] == before[JobState.DEAD] + 1
        assert set(before) == set(JobState)


class TestRequeue:
    def test_dead_job_may_start_again_as_often_as_a_new_one(self, rt: Runtime, engine: Engine, name: str) -> None:
        job_id = _dead(rt, engine, name)
        desk.requeue(rt, job_id, **ACTOR)
        job = workbench.job(rt, job_id)
        assert (job.state, job.attempts, job.finished_at) == (JobState.QUEUED, 3, None)
        assert job.max_attempts == 3 + rt.settings.job_max_attempts

    def test_late_worker_cannot_end_the_new_start(self, rt: Runtime, engine: Engine, name: str) -> None:
        job_id = _dead(rt, engine, name)
        late = workbench.job(rt, job_id)
        desk.requeue(rt, job_id, **ACTOR)
        with rt.db.transaction(Caller.service()) as tx:
            assert repo.claim(tx, job_id, lease_seconds=30)
            assert not repo.finish(tx, late, JobState.DONE)

    def test_job_under_way_is_left_alone(self, rt: Runtime, name: str) -> None:
        job_id = workbench.asked(rt, name=name)
        with pytest.raises(JobNotOver):
            desk.requeue(rt, job_id, **ACTOR)

    def test_same_work_is_not_done_twice(self, rt: Runtime, engine: Engine, name: str) -> None:
        job_id = _dead(rt, engine, name, key=name)
        workbench.asked(rt, name=name, key=name)
        with pytest.raises(JobUnderWay):
            desk.requeue(rt, job_id, **ACTOR)

    def test_unknown_job_is_told_so(self, rt: Runtime) -> None:
        with pytest.raises(JobNotFound):
            desk.requeue(rt, uuid4(), **ACTOR)


def _dead(rt: Runtime, engine: Engine, name: str, **options: str) -> UUID:
    job_id = workbench.asked(rt, name=name, **options)
    workbench.change(engine, job_id, "state = 'dead', attempts = 3, finished_at = now(), error = 'lost'")
    return job_id


@pytest.fixture
def name() -> str:
    """A name of jobs that no other test uses."""
    return f"tests.{uuid4().hex}"

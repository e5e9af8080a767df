"""Work while the queue's Redis is away: straight from the table, one at a time, and not beside the queue."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime, assemble
from app.runtime.settings import Settings
from tasks.direct import DirectRunner
from tests.runtime.jobs.workbench import asked, job

NOBODY_LISTENS = "redis://127.0.0.1:1/0"


class TestDirectRunner:
    def test_runs_what_waits_oldest_first(self, alone: Runtime, name: str) -> None:
        done: list[int] = []

        def work(rt: Runtime, *, number: int, **_: Any) -> dict[str, Any]:
            done.append(number)
            return {}

        job_ids = [asked(alone, name=name, number=number) for number in range(3)]
        DirectRunner(alone, {name: work})._run_waiting()
        assert done == [0, 1, 2]
        assert {job(alone, job_id).state for job_id in job_ids} == {JobState.DONE}

    def test_leaves_jobs_of_names_that_it_does_not_know(self, alone: Runtime, name: str) -> None:
        job_id = asked(alone, name=f"{name}.unknown")
        DirectRunner(alone, {name: lambda rt, **_: {}})._run_waiting()
        assert job(alone, job_id).state == JobState.QUEUED

    def test_failing_job_does_not_stop_the_next(self, alone: Runtime, name: str) -> None:
        def work(rt: Runtime, *, number: int, **_: Any) -> dict[str, Any]:
            return {"share": 1 / number}

        bad, good = asked(alone, name=name, number=0), asked(alone, name=name, number=1)
        DirectRunner(alone, {name: work})._run_waiting()
        assert (job(alone, bad).state, job(alone, good).state) == (JobState.QUEUED, JobState.DONE)

    def test_does_nothing_while_redis_answers(self, rt: Runtime, name: str) -> None:
        job_id = asked(rt, name=name)
        DirectRunner(rt, {name: lambda rt, **_: {}})._run_waiting()
        assert job(rt, job_id).state == JobState.QUEUED


@pytest.fixture
def name() -> str:
    """A kind of job that no other test asks for."""
    return f"tests.{uuid4().hex}"


@pytest.fixture
def alone(settings: Settings) -> Iterator[Runtime]:
    """The runtime of a worker whose Redis is away."""
    runtime = assemble(replace(settings, redis_url=NOBODY_LISTENS))
    yield runtime
    runtime.close()

"""Retraining as jobs: spread over workers, one at a time, killed without a trace, and asked for when it is due."""

import os
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from app.model_registry.records import Learner
from app.model_registry.service import actors
from app.model_registry.service import jobs as model_jobs
from app.runtime.clock import Clock
from app.runtime.identity import Caller
from app.runtime.jobs import reaper, runner
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime, assemble
from app.values.errors import Invalid
from app.values.period import INDIA
from ml_models.store import Condition
from tasks import jobs, retrain
from tests import shops
from tests.model_registry import learners, tiny
from tests.runtime.jobs.workbench import asked, change, job, row
from tests.workers import carrying_out

SUNDAY_THREE = datetime(2026, 11, 22, 3, 0, tzinfo=INDIA)
PARTS = "select count(*) from jobs where name = 'models.fold' and payload ->> 'name' = :name"
VERSIONS = "select count(*) from ml_models where name = :name"
KILLED = """
import os, sys, time
from dataclasses import dataclass, replace
from uuid import UUID
from app.runtime import settings
from app.runtime.jobs import runner
from app.runtime.runtime import assemble
from functools import partial
from tasks import retrain
from tests.model_registry import learners

def hang(*_):
    print("hanging", flush=True)
    time.sleep(600)

class Hanging:
    def __init__(self, store):
        self._store = store
    def put(self, content):
        self._store.put(content)
        hang()

rt = assemble(settings.read(os.environ))
learner = learners.learner(sys.argv[2])
if sys.argv[3] == "fit":
    learner = replace(learner, fit=hang)
else:
    rt = replace(rt, models=Hanging(rt.models))
runner.execute(rt, UUID(sys.argv[1]), partial(retrain.retrain, learners=learners.only(learner)))
"""


class TestRetrainJob:
    def test_one_process_alone_carries_out_job_and_parts(self, rt: Runtime, engine: Engine, learner: Learner) -> None:
        job_id = asked_for(rt, learner)
        assert runner.execute(rt, job_id, handler(learner)) is JobState.DONE
        found = job(rt, job_id)
        assert found.result == {
            "name": learner.name, "version": 1, "label": f"{learner.name}-1", "state": "candidate",
        }  # fmt: skip
        assert shops.count(engine, PARTS, {"name": learner.name}) == 6
        said = [line.note for line in rt.jobs.lines(job_id, caller=Caller.service())]
        assert "6 of 6 parts of the search are done" in said
        assert any(note.startswith("chosen: C 1.0") for note in said)

    def test_parts_are_spread_over_two_workers(self, rt: Runtime, learner: Learner) -> None:
        together = replace(learner, fold_score=Together(learner, workers=3))
        with ExitStack() as workers:
            ends = [
                workers.enter_context(carrying_out(other, retrain.PART_JOB, part_handler(together)))
                for other in (workers.enter_context(another(rt)), workers.enter_context(another(rt)))
            ]
            assert runner.execute(rt, asked_for(rt, learner), handler(together)) is JobState.DONE
        assert all(JobState.DONE in end for end in ends)

    def test_same_seed_gives_the_same_file_however_it_is_spread(self, rt: Runtime, engine: Engine) -> None:
        spread, alone = (learners.described(rt, tiny.name(), tiny.NOW) for _ in range(2))
        with carrying_out(rt, retrain.PART_JOB, part_handler(spread)):
            runner.execute(rt, asked_for(rt, spread, seed=4), handler(spread))
        runner.execute(rt, asked_for(rt, alone, seed=4), handler(alone))
        assert file_of(engine, spread) == file_of(engine, alone)

    def test_too_few_labels_fail_it_in_a_sentence(self, rt: Runtime, learner: Learner) -> None:
        job_id = asked_for(rt, learner, anyway=False)
        assert runner.execute(rt, job_id, handler(learner)) is JobState.FAILED
        assert "20 are needed" in str(job(rt, job_id).error)

    def test_unknown_model_fails_it_in_a_sentence(self, rt: Runtime) -> None:
        job_id = asked(rt, name=retrain.JOB)
        assert runner.execute(rt, job_id, partial(retrain.retrain, name="nobody", learners=())) is JobState.FAILED
        assert job(rt, job_id).error == "There is no model of this name here."

    def test_while_one_is_under_way_another_asker_gets_that_one(self, rt: Runtime, learner: Learner) -> None:
        first = model_jobs.ask_for_retraining(rt, learner.name, actor=actors.WORKER)
        assert model_jobs.ask_for_retraining(rt, learner.name, actor=actors.operator()) == first

    def test_it_may_run_twice(self, rt: Runtime, engine: Engine, learner: Learner) -> None:
        for _ in range(2):
            assert runner.execute(rt, asked_for(rt, learner), handler(learner)) is JobState.DONE
        assert shops.count(engine, VERSIONS, {"name": learner.name}) == 1


class TestPartThatFails:
    def test_dead_one_fails_the_run_in_a_sentence_and_the_rest_is_taken_back(
        self, rt: Runtime, engine: Engine, learner: Learner
    ) -> None:
        broken = replace(learner, fold_score=failing)
        job_id = asked_for(rt, broken)
        assert runner.execute(rt, job_id, handler(broken)) is JobState.FAILED
        assert job(rt, job_id).error == (
            "Part 1 of 6 of the training could not be worked out: These rows cannot be folded."
        )
        assert shops.count(engine, f"{PARTS} and state in ('queued', 'running')", {"name": learner.name}) == 0
        assert shops.count(engine, VERSIONS, {"name": learner.name}) == 0

    def test_one_whose_worker_is_lost_is_given_to_another(self, rt: Runtime, engine: Engine, learner: Learner) -> None:
        lost: list[UUID] = []

        def taken_by_a_worker_that_dies(rows: Any, parameters: Any, fold: int, seed: int) -> float:
            if not lost:
                lost.append(claimed(engine, learner.name))
                change(engine, lost[0], "state = 'running', attempts = 1, lease_until = now() - interval '1 second'")
                reaper.sweep(rt)
            return learner.fold_score(rows, parameters, fold, seed)

        watched = replace(learner, fold_score=taken_by_a_worker_that_dies)
        assert runner.execute(rt, asked_for(rt, watched), handler(watched)) is JobState.DONE
        assert row(engine, lost[0])["attempts"] == 2


class TestKilled:
    @pytest.mark.parametrize("moment", ["fit", "put"])
    def test_leaves_nothing_that_is_seen_and_the_next_run_does_it(
        self, rt: Runtime, engine: Engine, learner: Learner, repository: Path, moment: str
    ) -> None:
        job_id = asked_for(rt, learner, seed=int(learner.name[-6:], 16))
        before = {found.sha256 for found in rt.models.verify([])}
        process = started(rt, repository, str(job_id), learner.name, moment)
        assert process.stdout
        assert process.stdout.readline() == b"hanging\n", process.communicate()
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert shops.count(engine, VERSIONS, {"name": learner.name}) == 0
        left = [found for found in rt.models.verify([]) if found.sha256 not in before]
        assert [found.condition for found in left] == ([Condition.UNREFERENCED] if moment == "put" else [])
        change(engine, job_id, "lease_until = now() - interval '1 second'")
        reaper.sweep(rt)
        assert runner.execute(rt, job_id, handler(learner)) is JobState.DONE
        assert job(rt, job_id).attempts == 2
        assert shops.count(engine, VERSIONS, {"name": learner.name}) == 1


class TestSchedule:
    def test_model_is_retrained_at_its_hour_when_enough_became_known(
        self, rt: Runtime, engine: Engine, learner: Learner
    ) -> None:
        with_labels(rt, engine, learner)
        ask = partial(retrain.ask_for_due, learners=learners.only(learner))
        assert ask(at(rt, SUNDAY_THREE - timedelta(minutes=1))) == []
        assert ask(at(rt, SUNDAY_THREE + timedelta(minutes=4))) == [learner.name]
        query = "select count(*) from jobs where name = 'models.retrain' and payload ->> 'name' = :name"
        assert shops.count(engine, query, {"name": learner.name}) == 1

    def test_it_is_asked_for_once_an_hour_that_comes_due(self, rt: Runtime, engine: Engine, learner: Learner) -> None:
        with_labels(rt, engine, learner)
        job_id = model_jobs.ask_for_retraining(rt, learner.name, actor=actors.WORKER)
        change(engine, job_id, f"state = 'done', created_at = '{SUNDAY_THREE.isoformat()}'")
        for minutes in (0, 5, 300):
            assert not retrain.is_due(rt, learner.name, SUNDAY_THREE + timedelta(minutes=minutes))
        assert retrain.is_due(rt, learner.name, SUNDAY_THREE + timedelta(days=7))

    def test_too_few_labels_wait_for_the_next_hour(self, rt: Runtime, learner: Learner) -> None:
        assert retrain.is_due(rt, learner.name, SUNDAY_THREE)
        assert retrain.ask_for_due(at(rt, SUNDAY_THREE), learners=learners.only(learner)) == []

    def test_worker_that_was_away_catches_up_for_some_hours(self, rt: Runtime, learner: Learner) -> None:
        assert retrain.is_due(rt, learner.name, SUNDAY_THREE + timedelta(hours=5))
        assert not retrain.is_due(rt, learner.name, SUNDAY_THREE + timedelta(hours=7))


class TestLimits:
    def test_training_may_take_longer_than_an_analysis(self, settings: Any, repository: Path) -> None:
        probe = (
            "from tasks.worker import app; from tasks import jobs\n"
            "print([(app.tasks[name].soft_time_limit, app.tasks[name].time_limit) for name in sorted(jobs.LONG)"
            " if name in app.tasks], app.tasks['fraud.analyze'].soft_time_limit)"
        )
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", probe], cwd=repository, env=environ(settings),
            capture_output=True, text=True,
        )  # fmt: skip
        assert "(3600, 3615)" in done.stdout and "(600, 615)" in done.stdout, done.stderr
        assert done.stdout.endswith("] 60\n")

    def test_long_jobs_are_jobs(self) -> None:
        assert retrain.JOB in jobs.LONG
        assert retrain.PART_JOB in jobs.LONG


@dataclass(frozen=True)
class At(Clock):
    """A clock that stands still."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment


def at(rt: Runtime, moment: datetime) -> Runtime:
    """The runtime at another moment."""
    return replace(rt, clock=At(moment=moment))


def another(rt: Runtime) -> Any:
    """The runtime of another process."""
    return closing(assemble(rt.settings))


def handler(learner: Learner) -> Any:
    """The job of a service that has this learner alone."""
    return partial(retrain.retrain, learners=learners.only(learner))


def part_handler(learner: Learner) -> Any:
    """Its parts."""
    return partial(retrain.fold, learners=learners.only(learner))


def asked_for(rt: Runtime, learner: Learner, *, anyway: bool = True, **payload: Any) -> UUID:
    """A training that was asked for just now."""
    payload = {"name": learner.name, "anyway": anyway} | payload
    with rt.db.transaction(Caller.service()) as tx:
        return rt.jobs.enqueue(tx, retrain.JOB, caller=Caller.service(), business_id=None, payload=payload)


class Together:
    """Scores a part when every worker has taken one: so nobody can do them all."""

    def __init__(self, learner: Learner, *, workers: int) -> None:
        self._learner = learner
        self._barrier = threading.Barrier(workers, timeout=60)
        self._met: set[int] = set()

    def __call__(self, rows: Any, parameters: Any, fold: int, seed: int) -> float:
        if threading.get_ident() not in self._met:
            self._met.add(threading.get_ident())
            self._barrier.wait()
        return self._learner.fold_score(rows, parameters, fold, seed)


def failing(rows: Any, parameters: Any, fold: int, seed: int) -> float:
    """A part that no worker can do."""
    raise Invalid("These rows cannot be folded.")


def claimed(engine: Engine, name: str) -> UUID:
    """A part that nobody has taken yet."""
    with engine.connect() as connection:
        query = "select id from jobs where name = 'models.fold' and payload ->> 'name' = :name and state = 'queued'"
        found: UUID = connection.execute(text(f"{query} limit 1"), {"name": name}).scalar_one()
    return found


def with_labels(rt: Runtime, engine: Engine, learner: Learner) -> None:
    """Enough labels for a training."""
    serving = tiny.registered(rt, learner.name)
    learners.labels(engine, serving, learners.business(engine), 30, known_at=tiny.NOW - timedelta(days=60))


def file_of(engine: Engine, learner: Learner) -> str:
    """The hash of the learner's only version."""
    with engine.connect() as connection:
        query = text("select sha256 from ml_models where name = :name")
        return str(connection.execute(query, {"name": learner.name}).scalar_one())


def environ(settings: Any) -> dict[str, str]:
    """The environment of another process on the same servers."""
    return {
        "PATH": os.defpath,
        "ENVIRONMENT": "test",
        "DATA_DIR": str(settings.data_dir),
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        "ENCRYPTION_KEY": settings.encryption_key,
    }


def started(rt: Runtime, repository: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """A worker process that stops at a moment of the training."""
    command = [sys.executable, "-W", "ignore", "-c", KILLED, *arguments]
    return subprocess.Popen(command, cwd=repository, env=environ(rt.settings), stdout=subprocess.PIPE)


@pytest.fixture
def learner(rt: Runtime) -> Learner:
    return learners.described(rt, tiny.name(), tiny.NOW)

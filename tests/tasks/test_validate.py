"""The job that validates a version, and the chore that collects what became of predictions."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.model_registry.records import Learner, Origin, UnknownModel
from app.model_registry.repo import validations, versions
from app.model_registry.service import actors
from app.model_registry.service import jobs as model_jobs
from app.model_registry.service.files import registering
from app.runtime.identity import Caller
from app.runtime.jobs import runner
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime, assemble
from tasks import jobs, schedule, validate
from tests.model_registry import learners, tiny


class TestValidate:
    def test_worker_carries_it_out_and_its_steps_can_be_followed(self, process: Runtime, learner: Learner) -> None:
        brought = tiny.bundled(learner.name)
        version = registering.register(
            process, learner.name, brought, origin=Origin.UPLOAD, actor=actors.WORKER, now=tiny.NOW
        )
        job_id = model_jobs.ask_for_validation(process, learner.name, version.version, actor=actors.WORKER)
        handler = partial(validate.validate, learners=learners.only(learner))
        assert runner.execute(process, job_id, handler) is JobState.DONE
        job = process.jobs.fetch(job_id, caller=Caller.service())
        assert (job.result or {})["label"] == version.label
        notes = [line.note for line in process.jobs.lines(job_id, caller=Caller.service())]
        assert notes[0].startswith(f"opening {version.label}")
        with process.db.transaction(Caller.service()) as tx:
            kept = validations.fetch_latest(tx, version.id)
            moved = versions.fetch_by_id(tx, version.id)
        assert kept and moved
        assert (kept.job_id, moved.state) == (job_id, (job.result or {})["state"])
        assert {gate["sentence"] for gate in kept.verdict} <= set(notes)

    def test_a_model_that_nobody_teaches_is_unknown(self, rt: Runtime) -> None:
        with pytest.raises(UnknownModel):
            validate.validate(
                rt, name="nobody", version=1, now=tiny.NOW, progress=lambda share, note: None, learners=()
            )

    def test_the_worker_knows_it_and_gives_it_time(self) -> None:
        assert jobs.HANDLERS[model_jobs.VALIDATE] is validate.validate
        assert model_jobs.VALIDATE in jobs.LONG


class TestCollectOutcomes:
    def test_it_is_a_chore_of_every_hour(self) -> None:
        assert schedule.CHORES["models.collect-outcomes"] is validate.collect_outcomes

    def test_each_learner_is_asked(self, process: Runtime, learner: Learner) -> None:
        assert validate.collect_outcomes(process, learners=learners.only(learner)) == {learner.name: 0}


@pytest.fixture
def learner(process: Runtime, engine: Engine) -> Iterator[Learner]:
    """A learner that the registry knows of."""
    name = tiny.name()
    yield learners.described(process, name, tiny.NOW)
    tiny.out_of_service(engine, name)


@pytest.fixture
def process(rt: Runtime, tmp_path: Path) -> Iterator[Runtime]:
    """A process with a store of its own."""
    runtime = assemble(replace(rt.settings, data_dir=tmp_path))
    yield runtime
    runtime.close()

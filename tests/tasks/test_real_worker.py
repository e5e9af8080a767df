"""A training from its asking to its verdict in a real Celery worker with two processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from app.model_registry.records import Origin, State
from app.model_registry.service import asking, people, versions
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from tests.model_registry import learners, tiny
from tests.runtime.jobs.workbench import job
from tests.waiting import until


class TestTraining:
    def test_is_spread_over_processes_validated_and_waits_for_an_admin(
        self, rt: Runtime, asker: Runtime, name: str, noted: Path
    ) -> None:
        job_id = asking.retraining(asker, name, actor=people.operator(), is_anyway=True)
        until(lambda: job(rt, job_id).is_over)
        assert job(rt, job_id).error is None
        assert len(set(noted.read_text().split())) == 2
        assert len(noted.read_text().split()) == 6
        until(lambda: versions.one(rt, name, 1).state is not State.CANDIDATE)
        found, validation = versions.one(rt, name, 1), versions.validations_of(rt, name, 1)[0]
        assert found.origin is Origin.RETRAINED
        assert found.state is (State.VALIDATED if validation.has_passed else State.REJECTED)
        assert any("chosen" in line.note for line in rt.jobs.lines(job_id, caller=Caller.service()))


@pytest.fixture
def name(rt: Runtime) -> str:
    return learners.described(rt, tiny.name(), rt.clock.now()).name


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    return tmp_path / "processes"


@pytest.fixture
def asker(rt: Runtime, name: str, noted: Path, repository: Path) -> Iterator[Runtime]:
    """A process that asks, on a queue that only a worker of the test listens to."""
    url = urlsplit(rt.settings.redis_url)._replace(path="/7").geturl()
    environ = {
        "PATH": os.defpath,
        "ENVIRONMENT": "test",
        "DATA_DIR": str(rt.settings.data_dir),
        "DATABASE_URL": rt.settings.database_url,
        "REDIS_URL": url,
        "TINY_MODEL": name,
        "PARTS_NOTED": str(noted),
    }
    command = ["-W", "ignore", "-m", "celery", "-A", "tests.tasks.tiny_worker:app", "worker", "--concurrency", "2"]
    worker = subprocess.Popen([sys.executable, *command], cwd=repository, env=environ, stderr=subprocess.DEVNULL)
    try:
        with closing(assemble(replace(rt.settings, redis_url=url))) as runtime:
            yield runtime
    finally:
        worker.send_signal(signal.SIGTERM)
        worker.wait(60)

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

from app.factory import create_app
from app.model_registry.records import Origin, State
from app.model_registry.service import versions
from app.runtime.runtime import Runtime, assemble
from tests.model_registry import learners, tiny


class TestTraining:
    def test_is_spread_over_processes_validated_and_waits_for_an_admin(
        self, rt: Runtime, asker: Runtime, name: str, noted: Path
    ) -> None:
        command = ["models", "retrain", name, "--anyway", "--seed", "5"]
        result = create_app(runtime=asker).test_cli_runner().invoke(args=command)
        assert f"100%  {name}-1 is a candidate, its validation has been asked for" in result.output
        assert "chosen: C 1.0" in result.output
        assert len(set(noted.read_text().split())) == 2
        assert len(noted.read_text().split()) == 6
        found, validation = versions.one(rt, name, 1), versions.validations_of(rt, name, 1)[0]
        assert (found.origin, found.manifest["seed"]) == (Origin.RETRAINED, 5)
        assert found.state is (State.VALIDATED if validation.has_passed else State.REJECTED)
        assert result.exit_code == (0 if validation.has_passed else 1)


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
        "ENCRYPTION_KEY": rt.settings.encryption_key,
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

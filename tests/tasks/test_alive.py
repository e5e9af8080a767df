"""A probe blames the process that hangs, and no process for a queue that is away."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.runtime.embedded import ports
from scripts.waiting import until
from tasks import alive

NOW = 1_760_000_000.0


class TestWorker:
    def test_worker_that_answers_is_alive(self, redis_url: str, worker: str) -> None:
        assert alive.worker_answers(redis_url, worker)

    def test_worker_that_does_not_answer_is_not(self, redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(alive, "ANSWER_SECONDS", 0.5)
        assert not alive.worker_answers(redis_url, "celery@nobody")

    def test_queue_that_is_away_is_not_the_workers_fault(self) -> None:
        assert alive.worker_answers(f"redis://127.0.0.1:{ports.free()}/0", "celery@nobody")


class TestSchedule:
    @pytest.mark.parametrize(("age_seconds", "is_kept"), [(10, True), (400, True), (601, False), (86400, False)])
    def test_notes_grow_old(self, tmp_path: Path, age_seconds: int, is_kept: bool) -> None:
        (tmp_path / "beat.db").touch()
        os.utime(tmp_path / "beat.db", (NOW - age_seconds, NOW - age_seconds))
        assert alive.schedule_is_kept(tmp_path, now=NOW) is is_kept

    def test_without_notes_there_is_no_schedule(self, tmp_path: Path) -> None:
        assert not alive.schedule_is_kept(tmp_path, now=NOW)


class TestCommand:
    def test_probe_of_a_container_tells_by_its_exit_code(self, tmp_path: Path, repository: Path) -> None:
        command = [sys.executable, "-m", "tasks.alive", "beat"]
        environment = {**os.environ, "DATA_DIR": str(tmp_path)}
        assert subprocess.run(command, cwd=repository, env=environment).returncode == 1
        (tmp_path / "beat").touch()
        assert subprocess.run(command, cwd=repository, env=environment).returncode == 0


@pytest.fixture(scope="module")
def worker(redis_url: str) -> Iterator[str]:
    """The name of a worker in a process of its own, which takes messages from the queue."""
    name = "alive@here"
    command = ["--quiet", "--broker", redis_url, "worker", "--pool", "solo", "--hostname", name, "--without-mingle"]
    running = subprocess.Popen([sys.executable, "-W", "ignore", "-m", "celery", *command], stderr=subprocess.DEVNULL)
    try:
        until(lambda: alive.worker_answers(redis_url, name))
        yield name
    finally:
        running.terminate()
        running.wait(60)

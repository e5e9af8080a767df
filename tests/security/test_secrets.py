"""What is secret stands in no list of processes, answer, log or crash: a real web process with marked secrets is asked,
broken and read."""

import dataclasses
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from app.runtime.embedded import ports
from app.runtime.settings import Settings
from tests.deployment import standing
from tests.running import ROOT

MARK = "c4n4ry"
PATHS = (
    *("/health", "/health/live", "/health/ready", "/health/startup", "/health/detailed", "/openapi.json", "/docs"),
    *("/metrics", "/nowhere", "/admin", "/admin/sign-in", "/api/v1/flags", "/info", "/config", "/api/v1/config"),
    *("/.env", "/proc/self/environ", "/api/v1/jobs/x", "/debug", "/console"),
)
DATABASE = f"postgresql://{MARK}user:{MARK}pass@127.0.0.1:1/none"
REDIS = f"redis://:{MARK}redis@127.0.0.1:1/0"
ADDRESSES = {
    "DATABASE_URL": DATABASE,
    "DATABASE_DIRECT_URL": DATABASE,
    "REDIS_URL": REDIS,
    "REDIS_CACHE_URL": REDIS,
}


@dataclass
class Process:
    """A web process, where it answers, and everything that it wrote."""

    url: str
    running: subprocess.Popen[bytes]
    folder: Path

    def written(self) -> str:
        """Its output and every file that it keeps, its own data folder included."""
        files = (one for one in self.folder.rglob("*") if one.is_file() and "secrets" not in one.parts)
        return "".join(one.read_text(errors="replace") for one in files)


class TestSecrets:
    def test_stand_in_no_list_of_processes(self, web: Process) -> None:
        shown = subprocess.run(["ps", "-eo", "args", "-ww"], capture_output=True, text=True, check=True).stdout
        assert "gunicorn" in shown
        assert MARK not in shown

    def test_stand_in_no_variable_of_the_process(self, web: Process) -> None:
        """They come as files (`NAME_FILE`): what reads the environment of a process reads none of them."""
        assert MARK not in Path(f"/proc/{web.running.pid}/environ").read_text()

    def test_stand_in_no_answer(self, web: Process) -> None:
        for path in PATHS:
            for headers in ({}, {"Authorization": "Bearer broken.token.here"}):
                answer = httpx.get(web.url + path, headers=headers, timeout=20)
                assert MARK not in f"{answer.headers}{answer.text}", path
                assert "Traceback" not in answer.text, path

    def test_stand_in_no_log_of_faults_and_of_a_crash(self, tmp_path: Path) -> None:
        with marked(tmp_path) as process:
            httpx.get(f"{process.url}/health/ready", timeout=20)
            process.running.send_signal(signal.SIGABRT)
            process.running.wait(standing.PATIENCE_SECONDS)
            written = process.written()
        assert "ai_backend" in written
        assert MARK not in written

    def test_stand_in_no_complaint_about_a_setting(self, tmp_path: Path) -> None:
        """One that cannot be used is named, and not shown."""
        wrong = {name: f"{MARK}-{name}" for name in _secret_names()}
        wrong |= {"ENVIRONMENT": "production", "JWT_SECRET_KEY": MARK}
        command = [sys.executable, "-m", "gunicorn", "wsgi:app"]
        environ = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "PORT": str(ports.free()), **wrong}
        ended = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=60)
        said = ended.stdout + ended.stderr
        assert ended.returncode != 0
        assert "JWT_SECRET_KEY" in said
        assert MARK not in said


def _secret_names() -> list[str]:
    """Every setting that is marked as one."""
    found = [one.metadata["names"][0] for one in dataclasses.fields(Settings) if one.metadata.get("secret")]
    assert len(found) > 5
    return found


@contextmanager
def marked(folder: Path) -> Iterator[Process]:
    """A gunicorn whose database and Redis are away, so that each call finds a fault to complain of."""
    (folder / "secrets").mkdir()
    values = {name: f"{MARK}-{name.lower()}-0123456789-0123456789" for name in _secret_names()} | ADDRESSES
    values["ENCRYPTION_KEY"] = f"{MARK}-encryption-key".ljust(43, "A") + "="  # the base64 of 32 bytes, as it must be
    given = {"DATABASE_URL": "", "REDIS_URL": "", "STORAGE_ACCESS_KEY": "known"}
    for name, value in values.items():
        (folder / "secrets" / name).write_text(value)
        given[f"{name}_FILE"] = str(folder / "secrets" / name)
    started = standing.started_web(folder, **given)
    try:
        standing.await_answer(f"http://127.0.0.1:{started.port}/health/live", started.log)
    except AssertionError:
        started.process.kill()
        started.process.wait()
        raise
    yield Process(f"http://127.0.0.1:{started.port}", started.process, folder)
    if started.process.poll() is None:
        started.process.kill()
    started.process.wait()


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """One that lives on."""
    with marked(tmp_path_factory.mktemp("marked")) as process:
        yield process

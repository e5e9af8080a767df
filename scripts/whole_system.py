"""The whole system as processes of its own, started as `make run` starts it: for whoever measures it or hurts it.

Whoever starts one gives it a data folder and ends it by its process id; what it prints lies beside the folder.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg

from app.runtime import settings
from app.runtime.embedded import ports, private_files, process
from app.runtime.settings import Settings
from scripts import waiting
from scripts.waiting import PATIENCE_SECONDS, NotInTime

ROOT = Path(__file__).resolve().parent.parent
UNFINISHED = "select count(*) from jobs where state in ('queued', 'running')"
QUIET = {"BACKUP_AT": "never"}
"""What would begin by itself and disturb whoever measures."""
OTHER_SERVERS = ("DATABASE_", "REDIS_", "SUPABASE_")


@dataclass
class System:
    """A whole system started by scripts/run.py. `demo` is what it wrote to demo.json, once `await_ready` returned.

    earlier : bytes of `log` that another start at this port printed
    """

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    log: Path
    earlier: int

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def demo(self) -> dict[str, Any]:
        """The tokens and ids of demo.json."""
        card: dict[str, Any] = json.loads((self.folder / "demo.json").read_text())
        return card

    @property
    def settings(self) -> Settings:
        """What a command on its data folder reads, the addresses of its servers included."""
        return settings.read({"DATA_DIR": str(self.folder), "ENVIRONMENT": "test"})

    @property
    def printed(self) -> str:
        """Everything it has printed so far."""
        return self.log.read_bytes()[self.earlier :].decode(errors="replace")

    def await_ready(self) -> None:
        """Returns when it has told its user how to call it. Raises `NotInTime`, also when it ended before."""
        self.await_printed("FinEasy AI backend answers")

    def await_printed(self, text: str, times: int = 1) -> None:
        """Returns when it has printed `text` that many times. Raises `NotInTime`, also when it ended before."""

        def is_printed() -> bool:
            return self.printed.count(text) >= times

        self._await(lambda: is_printed() or self.process.poll() is not None)
        if not is_printed():
            raise NotInTime(self.printed)

    def children(self) -> list[int]:
        """The processes that belong to it."""
        return private_files.leftovers(self.folder)

    def await_ready_answer(self) -> None:
        """Returns when /health/ready says that requests can be served. Raises `NotInTime`."""
        self._await(self.says_ready)

    def says_ready(self) -> bool:
        """Whether requests can be served just now."""
        try:
            return httpx.get(f"{self.url}/health/ready", timeout=5).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def await_idle(self) -> None:
        """Returns when no job is left to be done. Raises `NotInTime`."""
        with psycopg.connect(self.settings.database_url, autocommit=True) as connection:
            self._await(lambda: connection.execute(UNFINISHED).fetchone() == (0,), look_seconds=0.2)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Stops it and returns its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_SECONDS)

    def _await(self, claim: Callable[[], bool], *, look_seconds: float = 0.05) -> None:
        if not waiting.came_true(claim, within=PATIENCE_SECONDS, look_seconds=look_seconds):
            raise NotInTime(self.printed)


def start_system(folder: Path, **environ: str) -> System:
    """Starts the system with its data in `folder`; `environ` is added to ours, an empty value takes a name away.

    Its web gets a free port unless `environ` names one.
    """
    given = environ.get("PORT", "")
    port = int(given) if given.isdecimal() else ports.free()
    wanted = environment({"DATA_DIR": str(folder), "ENVIRONMENT": "test", "PORT": str(port), **QUIET, **environ})
    log = folder.with_name(f"{folder.name}-{port}.log")
    earlier = log.stat().st_size if log.exists() else 0
    with log.open("ab") as file:
        command = [sys.executable, "scripts/run.py"]
        ends_with_us = process.ends_with_parent(os.getpid(), signal.SIGTERM)
        running = subprocess.Popen(
            command, cwd=ROOT, env=wanted, stdout=file, stderr=file, stdin=subprocess.DEVNULL, preexec_fn=ends_with_us
        )
    return System(folder, port, running, log, earlier)


@contextmanager
def system(folder: Path, **environ: str) -> Iterator[System]:
    """A system that answers; stopped at the end of the block, which must go well."""
    running = start_system(folder, **environ)
    try:
        running.await_ready()
        yield running
        if running.stop() != 0:
            raise NotInTime(running.printed)
    finally:
        running.process.kill()
        running.process.wait()


def copied(folder: Path, place: Path) -> Path:
    """A copy of the data folder of a stopped system, of the same owners, in the new folder `place`."""
    subprocess.run(["cp", "-a", folder, place], check=True)
    return place


def environment(wanted: Mapping[str, str]) -> dict[str, str]:
    """Our own without the addresses of servers, and `wanted`; an empty value takes a name away."""
    base = {name: value for name, value in os.environ.items() if not name.startswith(OTHER_SERVERS)}
    return {name: value for name, value in (base | dict(wanted)).items() if value}

"""Real servers and the real system for the tests, started as `make run` starts them."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg

from app.runtime import settings
from app.runtime.embedded import ports, private_files, process
from app.runtime.embedded.output import Output
from app.runtime.embedded.servers import Servers
from app.runtime.embedded.supervisor import Supervisor

ROOT = Path(__file__).resolve().parent.parent
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
PATIENCE_SECONDS = 120.0
UNFINISHED = "select count(*) from jobs where state in ('queued', 'running')"


@contextmanager
def embedded(folder: Path, **external: str) -> Iterator[Servers]:
    """PostgreSQL and Redis in `folder`; with `DATABASE_URL=...` or `REDIS_URL=...` only the other one."""
    private_files.make_folder(folder)
    servers = Servers.of(settings.read({"DATA_DIR": str(folder), **external}), UNSAFE_BUT_FAST)
    lines: list[str] = []
    output = Output(lambda name, line: lines.append(f"{name} {line}"))
    with private_files.sole_use(folder) as descriptor, output:
        supervisor = Supervisor(folder, descriptor, output)
        servers.prepare()
        services = servers.services(os.environ)
        try:
            supervisor.start(*services)
            supervisor.await_ready(*services)
            with _pumped(supervisor.output):
                yield servers
        finally:
            supervisor.stop()


@contextmanager
def _pumped(output: Output) -> Iterator[None]:
    """Reads what the servers print while the tests run, so that they never wait for a full pipe."""
    enough = threading.Event()

    def pump() -> None:
        while not enough.is_set():
            output.pump(0.2)

    reader = threading.Thread(target=pump)
    reader.start()
    try:
        yield
    finally:
        enough.set()
        reader.join()


@dataclass
class System:
    """A whole system started by scripts/run.py. `demo` is what it wrote to demo.json, once `await_ready` returned."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]
    log: Path

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
    def printed(self) -> str:
        """Everything it has printed so far."""
        return self.log.read_text()

    def await_ready(self) -> None:
        """Returns when it has told its user how to call it; fails when it ended before."""
        self.await_printed("FinEasy AI backend answers")

    def await_printed(self, text: str, times: int = 1) -> None:
        """Returns when it has printed `text` that many times; fails when it ended before."""
        until = time.monotonic() + PATIENCE_SECONDS
        while self.printed.count(text) < times:
            assert self.process.poll() is None, self.printed
            assert time.monotonic() < until, self.printed
            time.sleep(0.05)

    def children(self) -> list[int]:
        """The processes that belong to it."""
        return private_files.leftovers(self.folder)

    def child(self, word: str) -> int:
        """The process id of its own child whose command names `word`."""
        for pid in self.children():
            parent = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1]
            if int(parent) == self.process.pid and word in Path(f"/proc/{pid}/cmdline").read_text().split("\0"):
                return pid
        raise AssertionError(f"no child runs {word}")

    def await_ready_answer(self) -> None:
        """Returns when /health/ready says that requests can be served."""
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._says_ready():
            assert time.monotonic() < until, self.printed
            time.sleep(0.05)

    def _says_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health/ready", timeout=5).status_code == 200
        except httpx.TransportError:
            return False

    def await_idle(self) -> None:
        """Returns when no job is left to be done."""
        until = time.monotonic() + PATIENCE_SECONDS
        with psycopg.connect(settings.read({"DATA_DIR": str(self.folder)}).database_url, autocommit=True) as connection:
            while connection.execute(UNFINISHED).fetchone() != (0,):
                assert time.monotonic() < until, self.printed
                time.sleep(0.2)

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Stops it and returns its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_SECONDS)


def start_system(folder: Path, **environ: str) -> System:
    """Starts the system with its data in `folder`; `environ` is added to ours, an empty value takes a name away."""
    port = ports.free()
    wanted = _environ({"DATA_DIR": str(folder), "ENVIRONMENT": "test", "PORT": str(port), **environ})
    log = folder.with_name(f"{folder.name}-{port}.log")
    with log.open("wb") as file:
        command = [sys.executable, "scripts/run.py"]
        ends_with_us = process.ends_with_parent(os.getpid(), signal.SIGTERM)
        running = subprocess.Popen(
            command, cwd=ROOT, env=wanted, stdout=file, stderr=file, stdin=subprocess.DEVNULL, preexec_fn=ends_with_us
        )
    return System(folder, port, running, log)


@contextmanager
def system(folder: Path, **environ: str) -> Iterator[System]:
    """A system that answers; stopped at the end of the block, which must go well."""
    running = start_system(folder, **environ)
    try:
        running.await_ready()
        yield running
        assert running.stop() == 0, running.printed
    finally:
        running.process.kill()
        running.process.wait()


def copied(folder: Path, place: Path) -> Path:
    """A copy of the data folder of a stopped system, of the same owners, in the new folder `place`."""
    subprocess.run(["cp", "-a", folder, place], check=True)
    return place


def _environ(wanted: Mapping[str, str]) -> dict[str, str]:
    base = {
        name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "REDIS_", "SUPABASE_"))
    }
    return {name: value for name, value in (base | dict(wanted)).items() if value}

"""Real servers for the tests, and the real system, started as `make run` starts them."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.runtime import settings
from app.runtime.embedded import private_files
from app.runtime.embedded.output import Output
from app.runtime.embedded.servers import Servers
from app.runtime.embedded.supervisor import Supervisor
from scripts.whole_system import ROOT, System, copied, start_system, system

__all__ = ["ROOT", "System", "copied", "embedded", "start_system", "system"]
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


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

"""A server of one's own, to be stopped, killed and started again while something stands on it."""

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.runtime.embedded import ports, process, service
from app.runtime.embedded.postgres import Postgres
from app.runtime.embedded.redis import Redis
from scripts import processes, waiting

PATIENCE_SECONDS = 60.0


class Outage:
    """One server that answers, until it is told not to."""

    def __init__(self, server: Postgres | Redis) -> None:
        self._server = server
        self.url = ""
        server.prepare()
        self.url = server.url
        self.child = self._started()

    def freeze(self) -> None:
        """Stops every process of the server where it stands; clients hang."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Lets them go on."""
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """Ends every process of the server at once."""
        self._signal(signal.SIGKILL)
        self.child.wait()

    def start(self) -> None:
        """Starts it again, on the same port and files."""
        self.child = self._started()

    def restart(self) -> None:
        """Kills it and starts it again."""
        self.kill()
        self.start()

    def stop(self) -> None:
        """The end."""
        if self.child.poll() is None:
            self._signal(signal.SIGCONT)
            self.child.send_signal(signal.SIGINT)
            self.child.wait(PATIENCE_SECONDS)

    def _signal(self, number: signal.Signals) -> None:
        processes.tell((self.child.pid, *processes.children(self.child.pid)), number)

    def _started(self) -> "subprocess.Popen[bytes]":
        child = process.start(self._server.launch(os.environ))
        threading.Thread(target=_drain, args=(child,), daemon=True).start()
        waiting.until(self._server.answers, within=PATIENCE_SECONDS, what=f"an answer on port {self._server.port}")
        return child


@contextmanager
def postgres(folder: Path) -> Iterator[Outage]:
    """A PostgreSQL with its files in `folder`."""
    yield from _running(Outage(Postgres(folder, ports.free(), ("fsync=off", "full_page_writes=off"))))


@contextmanager
def redis(folder: Path) -> Iterator[Outage]:
    """A Redis with its files in `folder`."""
    yield from _running(Outage(Redis(folder, ports.free())))


def _running(outage: Outage) -> Iterator[Outage]:
    try:
        yield outage
    finally:
        outage.stop()


def _drain(child: "subprocess.Popen[bytes]") -> None:
    """Reads away what the server prints, so that it never waits for a full pipe."""
    with service.printed_by(child) as printed:
        while printed.read(4096):
            pass

"""Real web processes and a real nginx before them, as a server has them."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from app.runtime.embedded import ports
from scripts import waiting
from scripts.check_ops import nginx_place
from scripts.check_ops.nginx_place import Place
from scripts.check_ops.tools import Tool
from tests.running import ROOT

PATIENCE_SECONDS = 60.0
NOBODY_LISTENS = 1
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")


@dataclass
class Web:
    """One gunicorn with the whole application."""

    port: int
    process: subprocess.Popen[bytes]
    log: Path

    def leave(self) -> None:
        """Is told to end; it finishes what it has."""
        self.process.send_signal(signal.SIGTERM)


@dataclass
class Front:
    """nginx and what stands behind it."""

    place: Place
    process: subprocess.Popen[bytes]
    authority: Path
    web: list[Web] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Its address by the name of the certificate."""
        return f"https://localhost:{self.place.port}"

    @property
    def printed(self) -> str:
        """Its access log and what it complained of."""
        return (self.place.folder / "printed").read_text()


def started_web(folder: Path, **environ: str) -> Web:
    """A gunicorn, not yet awaited. Unless `environ` says otherwise its database and its Redis are away."""
    port = ports.free()
    given = {
        **{name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")},
        "ENVIRONMENT": "test",
        "PORT": str(port),
        "DATA_DIR": str(folder / "data"),
        "DATABASE_URL": "postgresql://127.0.0.1:1/none",
        "REDIS_URL": "redis://127.0.0.1:1/0",
        "TRUSTED_PROXIES": "1",
        "WEB_CONCURRENCY": "1",
        "LOG_FILES": "false",
        **environ,
    }
    log = folder / f"web-{port}.log"
    with log.open("wb") as file:
        command = [sys.executable, "-m", "gunicorn", "wsgi:app"]
        return Web(port, subprocess.Popen(command, cwd=ROOT, env=given, stdout=file, stderr=file), log)


@contextmanager
def front(folder: Path, web: list[Web]) -> Iterator[Front]:
    """nginx by the shipped configuration before `web`, answering; all of them end with the block."""
    assert NGINX is not None
    certificate = nginx_place.certified(ROOT, Tool(Path("/bin/bash"), "bash"), folder / "secrets")
    wanted = Place(folder, ports.free(), ports.free())
    upstreams = [one.port for one in web] or [NOBODY_LISTENS]
    place = nginx_place.laid_out(ROOT, wanted, upstreams, certificate=certificate)
    with (folder / "printed").open("wb") as file:
        command = [NGINX, *place.arguments, "-g", "daemon off;"]
        running = subprocess.Popen(command, stdout=file, stderr=file)
    made = Front(place, running, certificate / "tls_certificate", web)
    try:
        for one in web:
            await_answer(f"http://127.0.0.1:{one.port}/health/live", one.log)
        await_answer(f"http://127.0.0.1:{place.plain_port}/", folder / "printed")
        yield made
    finally:
        for process in (running, *(one.process for one in web)):
            process.send_signal(signal.SIGTERM)
        for process in (running, *(one.process for one in web)):
            process.wait(PATIENCE_SECONDS)


def await_answer(url: str, log: Path) -> None:
    """Returns when `url` answers; fails with what `log` holds when it does not."""

    def answers() -> bool:
        try:
            httpx.get(url, timeout=5)
        except httpx.TransportError:
            return False
        return True

    assert waiting.came_true(answers, within=PATIENCE_SECONDS), log.read_text()

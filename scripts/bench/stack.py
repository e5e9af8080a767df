"""Starts the system, or the control beside it, as processes of their own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
CONTROL_KEY = "bench:body"
PATIENCE_SECONDS = 120


@dataclass(frozen=True)
class Running:
    """A started system: its top process, its port, and when (monotonic seconds) it was started."""

    pid: int
    port: int
    began: float


@contextmanager
def started(command: list[str], environment: Mapping[str, str]) -> Iterator[Running]:
    """`command` with a free `PORT`, stopped by Ctrl-C at the end of the block."""
    port = _free_port()
    began = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, "PORT": str(port), **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        _await_answer(child, port)
        yield Running(child.pid, port, began)
    finally:
        child.send_signal(signal.SIGINT)
        child.wait(60)


def system(data_dir: Path, **environment: str) -> Any:
    """The whole system on `data_dir`."""
    return started(["scripts/run.py"], {"DATA_DIR": str(data_dir), **environment})


def control(data_dir: Path, redis_url: str) -> Any:
    """The plain view, served as the system's web is."""
    environment = {
        "DATA_DIR": str(data_dir),
        "REDIS_URL": redis_url,
        "BENCH_KEY": str(data_dir / "auth/local_issuer.pem"),
    }
    return started(["-m", "gunicorn", "--config", "gunicorn.conf.py", "scripts.bench.plain:app"], environment)


def demo(data_dir: Path) -> dict[str, str]:
    """What the system wrote for whoever wants to try it, awaited."""
    path = data_dir / "demo.json"
    until = time.monotonic() + PATIENCE_SECONDS
    while not path.is_file() and time.monotonic() < until:
        time.sleep(0.1)
    found: dict[str, str] = json.loads(path.read_text())
    return found


def get(port: int, path: str, token: str) -> tuple[int, bytes]:
    """Status and body of one GET."""
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def _await_answer(child: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and child.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            if get(port, "/health/live", "")[0] == http.HTTPStatus.OK:
                return
        time.sleep(0.05)
    raise RuntimeError("the system did not start; run `make run` to see why")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port

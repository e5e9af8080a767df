"""What stands beside a system that is measured: a control, a plain request, and books brought in by its command."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.runtime.embedded import ports
from scripts import waiting
from scripts.whole_system import ROOT

CONTROL_KEY = "bench:body"


@contextmanager
def control(data_dir: Path, redis_url: str) -> Iterator[tuple[int, int]]:
    """The plain view, served as the system's web is, until the end of the block: its process and its port."""
    port = ports.free()
    environment = {
        "PORT": str(port),
        "DATA_DIR": str(data_dir),
        "REDIS_URL": redis_url,
        "BENCH_KEY": str(data_dir / "auth/local_issuer.pem"),
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "scripts/bench/plain_served.py", "scripts.bench.plain:app"]
    child = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, stdout=subprocess.DEVNULL)
    try:
        waiting.until(lambda: _is_alive(port), what="the start of the plain view")
        yield child.pid, port
    finally:
        child.send_signal(signal.SIGINT)
        child.wait(60)


def get(port: int, path: str, token: str) -> tuple[int, bytes]:
    """Status and body of one GET."""
    connection = http.client.HTTPConnection(ports.LOOPBACK, port, timeout=60)
    connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def import_seconds(data_dir: Path, content: Mapping[str, Any]) -> float:
    """Seconds of the command that brings made books into the system of `data_dir`. Raises `CalledProcessError`."""
    file = data_dir / "books.json"
    file.write_text(json.dumps(content, default=str))
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "books", "import", str(file)]
    began = time.monotonic()
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | {"DATA_DIR": str(data_dir)}, capture_output=True)
    return time.monotonic() - began


def _is_alive(port: int) -> bool:
    try:
        return get(port, "/health/live", "")[0] == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False

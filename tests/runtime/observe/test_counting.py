"""What is counted, under labels of which there are few, and over all processes of a copy."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from flask.testing import FlaskClient
from prometheus_client import REGISTRY

from app.runtime.embedded import ports
from app.runtime.observe import counted, serving
from app.runtime.runtime import Runtime

CANARY = "29ABCDE1234F1Z5"
GAUGE = "ai_backend_database_connections_in_use"
PROCESS = """
import os, signal
from app.runtime.observe import metrics
metrics.database_in_use.set(3)
metrics.count_upload("photo", 100)
os.kill(os.getpid(), signal.SIGKILL)
"""


class TestRequests:
    def test_nothing_that_a_caller_sends_becomes_a_label(self, client: FlaskClient) -> None:
        for method in ("GET", CANARY, "PROPFIND"):
            client.open(f"/{CANARY}?said={CANARY}", method=method)
            client.open(f"/api/v1/jobs/{CANARY}", method=method)
        page = client.get("/metrics").text
        assert CANARY not in page
        assert "PROPFIND" not in page
        assert 'method="OTHER",route="none",status="404"' in page

    def test_two_seconds_are_a_bound_that_is_counted(self, client: FlaskClient) -> None:
        client.get("/openapi.json")
        within = 'flask_http_request_duration_seconds_bucket{le="2.0",method="GET",route="/openapi.json",status="200"}'
        assert within in client.get("/metrics").text

    @pytest.mark.parametrize("path", ["/health/live", "/metrics", "/health"])
    def test_probes_are_not_counted(self, client: FlaskClient, path: str) -> None:
        client.get(path)
        assert f'route="{path}"' not in client.get("/metrics").text


class TestPool:
    def test_tells_what_is_lent_and_what_came_back(self, rt: Runtime) -> None:
        from app.runtime.identity import Caller

        with rt.db.transaction(Caller.service()):  # whatever another pool of this process told last
            before = REGISTRY.get_sample_value(GAUGE) or 0
            with rt.db.transaction(Caller.service()):
                assert REGISTRY.get_sample_value(GAUGE) == before + 1
            assert REGISTRY.get_sample_value(GAUGE) == before


class TestProcesses:
    def test_worker_tells_of_all_its_processes(self, killed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(counted.FOLDER, str(killed))
        page = serving.page().decode()
        assert 'ai_backend_uploads_total{kind="photo"} 1.0' in page
        assert f"{GAUGE} " not in page
        assert "ai_backend_memory_used_bytes" in page


class TestServing:
    def test_one_has_the_port_and_tells_nothing_but_figures(self, port: int) -> None:
        url = f"http://127.0.0.1:{port}"
        answer = httpx.get(f"{url}/metrics")
        assert answer.headers["content-type"] == counted.CONTENT_TYPE
        assert "ai_backend_uploads_total" in answer.text
        assert httpx.get(f"{url}/etc/passwd").status_code == 404
        assert httpx.post(f"{url}/metrics").status_code == 501


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """The folder of figures of a process that was killed."""
    environ = {counted.FOLDER: str(tmp_path), "PATH": ""}
    done = subprocess.run([sys.executable, "-c", PROCESS], env=environ, capture_output=True)
    assert done.returncode == -9, done.stderr
    return tmp_path


@pytest.fixture
def port() -> Iterator[int]:
    """Where a worker's figures are served, with a second process of it waiting for its turn."""
    chosen = ports.free()
    for _ in range(2):
        threading.Thread(target=serving.serve, args=(chosen,), kwargs={"host": "127.0.0.1"}, daemon=True).start()
    for _ in range(100):
        try:
            httpx.get(f"http://127.0.0.1:{chosen}/")
            break
        except httpx.TransportError:
            threading.Event().wait(0.02)
    yield chosen

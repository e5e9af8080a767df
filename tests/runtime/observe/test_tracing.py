"""A collector is sent one trace of a request, its job and their transactions; without one nothing is made."""

import gzip
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from app.runtime.identity import Caller
from app.runtime.jobs import runner
from app.runtime.observe import tracing
from app.runtime.observe.context import bound
from app.runtime.runtime import Runtime

CANARY = "29ABCDE1234F1Z5"


class TestTraces:
    def test_request_job_and_transactions_are_one(
        self, client: FlaskClient, rt: Runtime, collector: "Collector"
    ) -> None:
        request_id = uuid4().hex
        client.get(f"/api/v1/jobs/{uuid4()}?said={CANARY}", headers={"X-Request-ID": request_id})
        runner.execute(rt, _asked_for(rt, request_id), _work)
        tracing.stop()
        trace_id, first_id = (
            number.to_bytes(size, "big") for number, size in zip(tracing.ids_of(request_id), (16, 8), strict=True)
        )
        spans = [span for span in collector.spans if span.trace_id == trace_id]
        (web,) = (span for span in spans if span.span_id == first_id)
        (job,) = (span for span in spans if span.name == "job tests.traced")
        below = {span.parent_span_id for span in spans if span.name == "database transaction"}
        assert web.name == "GET /api/v1/jobs/<uuid:job_id>"
        assert not web.parent_span_id
        assert job.parent_span_id == web.span_id
        assert job.span_id in below
        assert CANARY not in str(collector.spans)
        assert {str(attribute.key) for span in spans for attribute in span.attributes} == {"status", "state", "attempt"}

    def test_repeat_of_a_job_is_a_span_of_its_own(self, rt: Runtime, collector: "Collector") -> None:
        request_id = uuid4().hex
        for _ in range(2):
            runner.execute(rt, _asked_for(rt, request_id), _work)
        tracing.stop()
        ids = {span.span_id for span in collector.spans if span.name == "job tests.traced"}
        assert len(ids) == 2

    def test_collector_that_is_away_costs_no_answer(self, client: FlaskClient, rt: Runtime) -> None:
        tracing.start(replace(rt.settings, otlp_endpoint="http://127.0.0.1:1"), "web")
        assert client.get("/health/live").status_code == 200
        tracing.stop()


class TestOff:
    def test_nothing_is_made_without_a_collector(self, client: FlaskClient, rt: Runtime) -> None:
        tracing.start(rt.settings, "web")
        assert tracing.request("a-request") is tracing.NOTHING
        assert tracing.job("tests.traced", None) is tracing.NOTHING
        assert client.get("/health/live").status_code == 200

    def test_its_packages_are_not_asked_for(self, repository: Path) -> None:
        probe = "import sys, app.runtime.observe.tracing; print([name for name in sys.modules if 'opentel' in name])"
        done = subprocess.run([sys.executable, "-c", probe], cwd=repository, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "[]"


@dataclass
class Collector:
    """What was sent to it."""

    spans: list[Any] = field(default_factory=list)

    def take(self, body: bytes) -> None:
        """Keeps the spans of one message."""
        message = ExportTraceServiceRequest.FromString(body)
        for resource in message.resource_spans:
            for scope in resource.scope_spans:
                self.spans.extend(scope.spans)


def _work(rt: Runtime, **_: Any) -> dict[str, Any]:
    with rt.db.transaction(Caller.service()):
        return {}


def _asked_for(rt: Runtime, request_id: str) -> UUID:
    with bound(request_id=request_id), rt.db.transaction(Caller.service()) as tx:
        return rt.jobs.enqueue(tx, "tests.traced", caller=Caller.service(), business_id=None, payload={})


@pytest.fixture
def collector(rt: Runtime) -> Iterator[Collector]:
    """A collector on this machine, to which this process sends its spans."""
    kept = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.take(gzip.decompress(body) if self.headers["Content-Encoding"] == "gzip" else body)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        tracing.start(replace(rt.settings, otlp_endpoint=f"http://127.0.0.1:{server.server_port}"), "tests")
        yield kept
        tracing.stop()
        server.shutdown()

"""Spans go to their collector, and nowhere that it, its name or the environment points to instead."""

from collections.abc import Iterator

import pytest
import requests

from app.runtime.outgoing.addresses import is_this_machine
from app.runtime.outgoing.client import Bounds
from app.runtime.outgoing.collector import session
from app.runtime.outgoing.door import Door
from scripts.chaos import stub as stubs
from scripts.chaos.stub import Stub, hanging, saying

BOUNDS = Bounds(0.4, 1000)


class TestSession:
    def test_carries_status_and_body(self, server: Stub, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        server.behaviour = saying(b"later", 429)
        answer = _way(server).get(f"{server.place}/v1/traces")
        assert (answer.status_code, answer.content, answer.headers["Server"][:8]) == (429, b"later", "BaseHTTP")

    @pytest.mark.parametrize(
        "behaviour", [hanging, saying(b"", 302, Location="http://127.0.0.1:1/"), saying(b"x" * 1001)]
    )
    def test_fails_as_its_library_expects(self, server: Stub, behaviour: stubs.Behaviour) -> None:
        server.behaviour = behaviour
        with pytest.raises(requests.ConnectionError):
            _way(server).get(server.place)
        assert len(server.asked) == 1

    def test_asks_no_other_host(self, server: Stub) -> None:
        with pytest.raises(requests.ConnectionError, match="is not the host of OTEL_EXPORTER_OTLP_ENDPOINT"):
            _way(server).get("http://169.254.169.254/")


def _way(server: Stub) -> requests.Session:
    return session(Door("OTEL_EXPORTER_OTLP_ENDPOINT", server.place, is_this_machine), BOUNDS)


@pytest.fixture
def server() -> Iterator[Stub]:
    with stubs.standing() as running:
        yield running

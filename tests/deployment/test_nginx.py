"""nginx by the shipped configuration before two real web processes: what passes, what does not, and who leaves."""

import json
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from app.runtime.http.bodies import ENVELOPE_BYTES
from app.runtime.identity import Caller
from app.runtime.runtime import assemble
from app.runtime.settings import Settings
from scripts import waiting
from tests import signed_in
from tests.conftest import TEST_SECRET
from tests.deployment import standing
from tests.deployment.standing import Front
from tests.running import ROOT

pytestmark = pytest.mark.skipif(standing.NGINX is None, reason="nginx is not installed; `make check-ops` installs it")
PAUSE_SECONDS = 0.06
"""Three phones with two requests each between the pauses stay below the 100 a second of one address."""
FRAMINGS = (
    "Content-Length: 5\r\nContent-Length: 6",
    "Content-Length: 5\r\nTransfer-Encoding: chunked",
    "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
    "Transfer-Encoding: xchunked",
    "Transfer-Encoding : chunked",
    "Content-Length: +5",
    "Content-Length: 5, 5",
)
"""Ways to say twice, or oddly, where a body ends (RFC 9112, 6.3 and 11.2)."""
SIZES = {"k": 1024, "m": 1024**2}


class TestTLS:
    @pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1")
    @pytest.mark.parametrize(
        ("version", "passes"), [(ssl.TLSVersion.TLSv1_1, False), (ssl.TLSVersion.TLSv1_2, True), (None, True)]
    )
    def test_old_versions_are_refused(self, door: Front, version: ssl.TLSVersion | None, passes: bool) -> None:
        assert handshakes(door, "localhost", version) is passes

    def test_another_name_gets_no_certificate(self, door: Front) -> None:
        assert not handshakes(door, "somebody-else.example", None)

    def test_another_host_behind_the_right_name_is_misdirected(self, https: httpx.Client) -> None:
        assert https.get("/health/live", headers={"Host": "evil.example"}).status_code == 421

    def test_plain_http_is_sent_to_tls(self, door: Front) -> None:
        answer = httpx.get(f"http://localhost:{door.place.plain_port}/api/v1/health?a=1")
        assert (answer.status_code, answer.headers["Location"]) == (308, "https://localhost/api/v1/health?a=1")


class TestPassing:
    def test_calls_reach_the_service_with_its_headers_said_once(self, https: httpx.Client) -> None:
        answer = https.get("/health/live")
        assert answer.json() == {"status": "alive"}
        for name in ("Strict-Transport-Security", "X-Content-Type-Options", "Cache-Control", "X-Request-ID"):
            assert len(answer.headers.get_list(name)) == 1, name
        assert answer.headers["Server"] == "nginx"

    def test_address_that_a_caller_claims_is_not_believed(self, door: Front, https: httpx.Client) -> None:
        claimed = {"X-Forwarded-For": "6.6.6.6", "X-Real-IP": "6.6.6.6", "Forwarded": "for=6.6.6.6"}
        https.get("/api/v1/health", headers={"Authorization": "Bearer no-token", **claimed})
        logged = "".join(one.log.read_text() for one in door.web)
        assert "token refused" in logged
        assert "6.6.6.6" not in logged

    @pytest.mark.parametrize("path", ["/metrics", "/metrics/", "/api/status/metrics"])
    def test_figures_stay_inside(self, https: httpx.Client, path: str) -> None:
        answer = https.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

    def test_log_names_the_call_and_nothing_of_its_caller(self, door: Front, https: httpx.Client) -> None:
        answer = https.get(
            "/api/v1/gst/gstin/27ABCDE1234F1Z5?access_token=hidden-token", headers={"Referer": "/secret"}
        )
        line = json.loads(until_printed(door, answer.headers["X-Request-ID"]))
        assert (line["call"], line["status"]) == ("/api/v1/gst/gstin", answer.status_code)
        assert not re.search("27ABCDE1234F1Z5|hidden-token|secret", door.printed)


class TestLimits:
    def test_body_limit_is_the_apps_own_rounded_up(self, door: Front) -> None:
        settings = Settings()
        most = settings.max_file_size * 4 // 3 + ENVELOPE_BYTES
        found, for_models = shipped_sizes(door)
        assert most <= found < most + SIZES["m"]
        assert for_models >= settings.model_max_file_size + ENVELOPE_BYTES

    def test_larger_body_is_refused_in_words_before_it_is_sent(self, door: Front) -> None:
        head = f"POST /api/v1/invoices/extract HTTP/1.1\r\nHost: localhost\r\nContent-Length: {15 * SIZES['m']}\r\n\r\n"
        answer = received(door, head.encode(), until=b"}")
        assert answer.startswith(b"HTTP/1.1 413")
        assert b'"code":"too_large"' in answer

    def test_waiting_is_longer_than_any_answer_takes(self, door: Front) -> None:
        text = (door.place.folder / "nginx" / "proxy.conf").read_text()
        gunicorn = (ROOT / "gunicorn.conf.py").read_text()
        (reading,) = re.findall(r"proxy_read_timeout (\d+)s", text)
        (timeout,) = re.findall(r"^timeout = (\d+)", gunicorn, re.MULTILINE)
        assert int(reading) > int(timeout) > Settings().job_wait_seconds

    def test_headers_too_long_are_refused_in_words(self, https: httpx.Client) -> None:
        answer = https.get("/health/live", headers={"X-Long": "a" * 40_000})
        assert (answer.status_code, answer.json()["code"]) == (431, "too_large")

    def test_flood_of_one_address_is_told_to_wait(self, tmp_path: Path) -> None:
        with standing.front(tmp_path, []) as nobody_behind:
            asked = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n" * 900
            answers = received(nobody_behind, asked, until=b'"too_many_requests"')
        first = answers[answers.index(b"HTTP/1.1 429") :]
        assert b"Retry-After: 5\r\n" in first.split(b"\r\n\r\n")[0] + b"\r\n"
        assert answers.count(b"HTTP/1.1 503") >= 400


class TestSmuggling:
    @pytest.mark.parametrize("framing", FRAMINGS)
    def test_request_that_two_readers_would_cut_differently_is_refused(self, door: Front, framing: str) -> None:
        hidden = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
        head = f"POST /health/live HTTP/1.1\r\nHost: localhost\r\n{framing}\r\n\r\n"
        answer = received(door, f"{head}0\r\n\r\n{hidden}".encode(), until=b'"request_id":null}')
        assert answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 501")), answer
        assert answer.count(b"HTTP/1.1 ") == 1

    @pytest.mark.parametrize(
        "line", ["GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b", "GET /\x00 HTTP/1.1\r\nHost: localhost"]
    )
    def test_request_that_is_none_is_refused(self, door: Front, line: str) -> None:
        assert received(door, f"{line}\r\n\r\n".encode(), until=b"</html>").startswith(b"HTTP/1.1 400")


class TestLeaving:
    def test_no_request_fails_while_one_process_leaves(self, door: Front, headers: dict[str, str]) -> None:
        enough, statuses = threading.Event(), list[int]()
        asking = [threading.Thread(target=ask, args=(door, headers, enough, statuses)) for _ in range(3)]
        for thread in asking:
            thread.start()
        await_count(statuses, 100)
        door.web[0].leave()
        door.web[0].process.wait(standing.PATIENCE_SECONDS)
        await_count(statuses, len(statuses) + 100)
        enough.set()
        for thread in asking:
            thread.join()
        assert {status: statuses.count(status) for status in set(statuses)} == {200: len(statuses)}

    def test_nobody_left_is_said_in_words(self, tmp_path: Path) -> None:
        with standing.front(tmp_path, []) as door, calling(door) as https:
            answer = https.get("/health/live")
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
        assert answer.headers["Retry-After"] == "5"


def ask(door: Front, headers: dict[str, str], enough: threading.Event, statuses: list[int]) -> None:
    """A phone that asks, hardly with a pause, what a POST and a GET answer."""
    with calling(door, **headers) as phone:
        while not enough.is_set():
            statuses.append(phone.post("/api/v1/gst/gstin", json={"gstin": "27ABCDE1234F1Z5"}).status_code)
            statuses.append(phone.get("/health/live").status_code)
            time.sleep(PAUSE_SECONDS)


def await_count(statuses: list[int], count: int) -> None:
    waiting.until(lambda: len(statuses) >= count, what=f"answer {count}")


def received(door: Front, sent: bytes, *, until: bytes) -> bytes:
    """What comes back on one connection, up to `until`."""
    answer = b""
    with (
        socket.create_connection(("127.0.0.1", door.place.port), timeout=10) as plain,
        trusting(door).wrap_socket(plain, server_hostname="localhost") as secured,
    ):
        secured.sendall(sent)
        while until not in answer and (part := secured.recv(65536)):
            answer += part
    return answer


def until_printed(door: Front, request_id: str) -> str:
    """The line of the access log that holds the id."""
    waiting.until(lambda: request_id in door.printed, what=f"a line with {request_id}")
    return next(line for line in door.printed.splitlines() if request_id in line)


def handshakes(door: Front, name: str, version: ssl.TLSVersion | None) -> bool:
    context = trusting(door)
    if version is not None:
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = version
        context.set_ciphers("ALL:@SECLEVEL=0")
    context.check_hostname = False
    try:
        with socket.create_connection(("127.0.0.1", door.place.port)) as plain:
            context.wrap_socket(plain, server_hostname=name).close()
    except (ssl.SSLError, ConnectionResetError):
        return False
    return True


def calling(door: Front, **headers: str) -> httpx.Client:
    return httpx.Client(base_url=door.url, verify=trusting(door), headers=headers, timeout=30)


def trusting(door: Front) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(door.authority))


def shipped_sizes(door: Front) -> list[int]:
    """The limits of bodies, in bytes: of every call, then of models."""
    folder = door.place.folder / "nginx"
    texts = [(folder / name).read_text() for name in ("limits.conf", "nginx.conf")]
    found = [re.findall(r"client_max_body_size (\d+)([km]);", text) for text in texts]
    return [int(number) * SIZES[unit] for sizes in found for number, unit in sizes]


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("front")
    web = [standing.started_web(folder, JWT_SECRET_KEY=TEST_SECRET, RATE_LIMIT_PER_MINUTE="100000") for _ in range(2)]
    with standing.front(folder, web) as made:
        yield made


@pytest.fixture
def headers() -> dict[str, str]:
    """Of somebody who is signed in."""
    asked = Settings(jwt_secret_key=TEST_SECRET, auth_mode="hs256")
    with closing(assemble(asked)) as runtime:
        return {"Authorization": f"Bearer {signed_in.token(runtime, Caller.user(uuid4()))}"}


@pytest.fixture
def https(door: Front) -> Iterator[httpx.Client]:
    """Calls through nginx, believing its certificate alone."""
    with calling(door) as client:
        yield client

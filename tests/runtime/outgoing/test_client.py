"""Servers that redirect, hang, drip, lie and never end; names that rebind: each call ends, and asks nobody else."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler

import httpx
import pytest

from app.runtime.outgoing import client as outgoing
from app.runtime.outgoing.addresses import is_this_machine
from app.runtime.outgoing.client import Bounds, client
from app.runtime.outgoing.door import Door
from scripts.chaos import stub as stubs
from scripts.chaos.stub import Behaviour, Stub, dripping, dying, hanging, saying
from tests.runtime.outgoing.certificates import Authority
from tests.runtime.outgoing.resolving import NEVER, Resolver

SECONDS, MOST_BYTES = 0.4, 10_000
BOUNDS = Bounds(SECONDS, MOST_BYTES)


def endless(request: BaseHTTPRequestHandler) -> None:
    """Never stops sending."""
    request.send_response(200)
    request.end_headers()
    with suppress(OSError):
        while True:
            request.wfile.write(b"x" * 65536)


def dripping_headers(request: BaseHTTPRequestHandler) -> None:
    """One header after the other, none of them the last."""
    with suppress(OSError):
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            request.wfile.write(b"X-More: yes\r\n")
            time.sleep(0.02)


def continuing(request: BaseHTTPRequestHandler) -> None:
    """Says for ever that it will go on."""
    with suppress(OSError):
        while True:
            request.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            time.sleep(0.02)


class TestAnswer:
    def test_is_what_the_host_said(self, server: Stub, asking: httpx.Client) -> None:
        server.behaviour = saying(b"well", 404)
        answer = asking.get(f"{server.place}/path?a=b")
        assert (answer.status_code, answer.content, server.asked) == (404, b"well", ["/path?a=b"])

    @pytest.mark.parametrize(
        "behaviour",
        [
            hanging,
            dripping,
            dripping_headers,
            continuing,
            dying,
            endless,
            saying(b"x" * (MOST_BYTES + 1)),
            saying(b"short", 200, **{"Content-Length": "1000"}),
            saying(b"", 200, **{"Content-Length": "1000000000000"}),
            saying(b"x" * MOST_BYTES, 200, **{"Content-Encoding": "gzip"}),
            saying(b"", 200, **{"X-Long": "x" * 200_000}),
            saying(b"", 302, Location="http://169.254.169.254/latest/meta-data/"),
            saying(b"", 301, Location="/elsewhere"),
            saying(b"", 307, Location="file:///etc/passwd"),
        ],
        ids=[
            *("hangs", "drips", "drips headers", "continues", "dies", "endless", "too long", "short of its length"),
            *(
                "promises a terabyte",
                "packed",
                "long header",
                "redirects to metadata",
                "redirects",
                "redirects to file",
            ),
        ],
    )
    def test_of_any_other_kind_ends_in_time(self, server: Stub, asking: httpx.Client, behaviour: Behaviour) -> None:
        server.behaviour = behaviour
        began = time.monotonic()
        with pytest.raises(httpx.TransportError):
            asking.get(f"{server.place}/")
        assert time.monotonic() - began < SECONDS + 1
        assert server.asked == ["/"]

    def test_redirect_is_not_followed_by_whoever_asks_for_it(self, server: Stub, asking: httpx.Client) -> None:
        server.behaviour = saying(b"", 302, Location="/elsewhere")
        with pytest.raises(httpx.TransportError, match="redirects"):
            asking.get(f"{server.place}/", follow_redirects=True)
        assert server.asked == ["/"]

    def test_reader_that_does_not_read_ends_the_call(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as deaf:
            url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
            began = time.monotonic()
            with client(Door("SUPABASE_URL", url, is_this_machine), BOUNDS) as asking, pytest.raises(httpx.ReadTimeout):
                asking.post(url, content=b"x" * 20_000_000)
            assert time.monotonic() - began < SECONDS + 1


class TestHost:
    @pytest.mark.parametrize("url", ["http://169.254.169.254/", "http://127.0.0.1:1/", "https://127.0.0.1/"])
    def test_is_that_of_the_setting_alone(self, server: Stub, asking: httpx.Client, url: str) -> None:
        with pytest.raises(httpx.ConnectError, match="is not the host of SUPABASE_URL"):
            asking.get(url)

    def test_that_is_private_is_never_connected_to(self, server: Stub) -> None:
        with client(Door("SUPABASE_URL", server.place), BOUNDS) as asking, pytest.raises(httpx.ConnectError):
            asking.get(server.place)
        assert server.asked == []

    def test_is_asked_itself_whatever_proxy_the_environment_names(
        self, server: Stub, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")
        with client(Door("SUPABASE_URL", server.place, is_this_machine), BOUNDS) as asking:
            assert asking.get(server.place).content == b"{}"

    def test_that_rebinds_after_it_was_judged_gains_nothing(
        self, server: Stub, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        resolver = Resolver(["127.0.0.1"], ["169.254.169.254"]).install(monkeypatch)
        url = server.place.replace("127.0.0.1", "api.example")
        with client(Door("SUPABASE_URL", url, is_this_machine), BOUNDS) as asking:
            assert asking.get(url).content == b"{}"
            assert resolver.asked == ["api.example"]
            with pytest.raises(httpx.ConnectError, match=r"leads to 169\.254\.169\.254"):
                asking.get(url)
        assert len(server.asked) == 1

    def test_that_a_resolver_never_answers_for_ends_in_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        resolver = Resolver(NEVER).install(monkeypatch)
        began = time.monotonic()
        lost = pytest.raises(httpx.ConnectError, match="was not resolved within")
        with client(Door("SUPABASE_URL", "https://api.example"), BOUNDS) as asking, lost:
            asking.get("https://api.example")
        assert time.monotonic() - began < SECONDS + 1
        resolver.over.set()

    def test_of_several_addresses_the_first_that_answers_is_taken(
        self, server: Stub, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Resolver(["::1", "127.0.0.1"]).install(monkeypatch)
        url = server.place.replace("127.0.0.1", "api.example")
        with client(Door("SUPABASE_URL", url, is_this_machine), BOUNDS) as asking:
            assert asking.get(url).content == b"{}"


class TestTLS:
    def test_name_is_proved_and_said_though_its_address_is_called(
        self, authority: Authority, server: Stub, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Resolver(["127.0.0.1"]).install(monkeypatch)
        said: list[str | None] = []
        heard: list[str | None] = []

        def hear_name(_: object, name: str | None, __: object) -> None:
            said.append(name)

        def answer(request: BaseHTTPRequestHandler) -> None:
            heard.append(request.headers["Host"])
            saying(b"{}")(request)

        context = authority.server("api.example")
        context.sni_callback = hear_name
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.behaviour = answer
        url = f"https://api.example:{server.server_address[1]}"
        with client(Door("SUPABASE_URL", url, is_this_machine), BOUNDS) as asking:
            assert asking.get(url).content == b"{}"
        assert (said, heard) == (["api.example"], [url.removeprefix("https://")])

    @pytest.mark.parametrize("name", ["other.example", "127.0.0.1.example"])
    def test_another_name_is_not_believed(
        self, authority: Authority, server: Stub, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        Resolver(["127.0.0.1"]).install(monkeypatch)
        server.socket = authority.server(name).wrap_socket(server.socket, server_side=True)
        url = f"https://api.example:{server.server_address[1]}"
        unproved = pytest.raises(httpx.ConnectError, match="certificate verify failed")
        with client(Door("SUPABASE_URL", url, is_this_machine), BOUNDS) as asking, unproved:
            asking.get(url)
        assert server.asked == []

    def test_handshake_that_never_comes_ends_in_time(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"https://127.0.0.1:{silent.getsockname()[1]}"
            late = pytest.raises(httpx.TransportError, match="timed out")
            with client(Door("SUPABASE_URL", url, is_this_machine), BOUNDS) as asking, late:
                asking.get(url)


class TestKept:
    def test_connection_that_the_server_closed_is_not_used_again(self, server: Stub) -> None:
        with client(Door("SUPABASE_URL", server.place, is_this_machine), Bounds(2, 1000, kept=1)) as asking:
            for _ in range(3):
                assert asking.get(server.place).content == b"{}"

    def test_threads_share_a_client(self, server: Stub) -> None:
        found: list[bytes] = []
        asking = client(Door("SUPABASE_URL", server.place, is_this_machine), Bounds(5, 1000, kept=1))
        threads = [threading.Thread(target=lambda: found.append(asking.get(server.place).content)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        asking.close()
        assert found == [b"{}"] * 4


@pytest.fixture
def server() -> Iterator[Stub]:
    """A server that does as it is told."""
    with stubs.standing() as running:
        yield running


@pytest.fixture
def asking(server: Stub) -> Iterator[httpx.Client]:
    """A client of it that is let onto this machine."""
    with client(Door("SUPABASE_URL", server.place, is_this_machine), BOUNDS) as made:
        yield made


@pytest.fixture
def authority(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Authority]:
    """One that this machine believes while the test runs."""
    made = Authority(tmp_path_factory.mktemp("authority"))
    monkeypatch.setenv("SSL_CERT_FILE", str(made.certificate))
    outgoing._trusted.cache_clear()
    assert isinstance(outgoing._trusted(), ssl.SSLContext)
    yield made
    outgoing._trusted.cache_clear()

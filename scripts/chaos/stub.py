"""An outside service that drips, lies, redirects or dies, as whoever starts it wants: a register, an issuer of keys."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HANGS_SECONDS = 60.0
Behaviour = Callable[[BaseHTTPRequestHandler], None]


class Stub(ThreadingHTTPServer):
    """Answers every GET as `behaviour` says, and remembers what was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviour: Behaviour = saying(b"{}")
        self.asked: list[str] = []
        self.keys: list[str | None] = []

    @property
    def place(self) -> str:
        """Its address, without a path."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def url(self) -> str:
        """Where a GSTIN is asked for."""
        return f"{self.place}/taxpayers/{{gstin}}"


class _Handler(BaseHTTPRequestHandler):
    server: Stub

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.keys.append(self.headers["Authorization"])
        self.server.behaviour(self)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def saying(body: bytes, status: int = 200, **headers: str) -> Behaviour:
    """Answers at once."""

    def behave(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    return behave


def dripping(request: BaseHTTPRequestHandler) -> None:
    """A byte now and then, for ever: no single wait is long."""
    request.send_response(200)
    request.end_headers()
    try:
        while True:
            request.wfile.write(b" ")
            time.sleep(0.05)
    except OSError:
        return


def hanging(request: BaseHTTPRequestHandler) -> None:
    """Takes the question and says nothing until the asker has gone."""
    request.connection.settimeout(HANGS_SECONDS)
    with suppress(OSError):
        request.connection.recv(1)


def dying(request: BaseHTTPRequestHandler) -> None:
    """Hangs up in the middle of the first line."""
    request.wfile.write(b"HTTP/1.1 2")
    request.connection.shutdown(2)


@contextmanager
def standing() -> Iterator[Stub]:
    """A register on this machine, while it stands."""
    server = Stub()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

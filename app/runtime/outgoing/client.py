"""An HTTP client for one door. Whatever goes wrong is one of httpx's errors.

It asks one host, follows no redirect, unpacks nothing, believes no proxy of the environment (which would look the name
up anew, where nobody judges), and ends after a time and a number of bytes that are set beforehand.
"""

import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import certifi
import httpcore
import httpx

from app.runtime.outgoing.bounded import within
from app.runtime.outgoing.door import PORTS, Door
from app.runtime.outgoing.pinned import Pinned

IDLE_SECONDS = 5.0
_TOLD: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (httpcore.TimeoutException, httpx.ReadTimeout),
    (httpcore.ConnectError, httpx.ConnectError),
    (httpcore.NetworkError, httpx.ReadError),
    (httpcore.ProtocolError, httpx.RemoteProtocolError),
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one call may cost.

    seconds       : from its beginning to the last byte of the answer
    most_bytes    : of the answer's body
    quiet_seconds : for which nothing need come; as long as the call when None
    kept          : connections that stay open for the next call
    """

    seconds: float
    most_bytes: int
    quiet_seconds: float | None = None
    kept: int = 0


def client(door: Door, bounds: Bounds) -> httpx.Client:
    """A client that asks the host of `door` alone; close it, or keep it for many calls."""
    return httpx.Client(
        transport=Guarded(door, bounds),
        trust_env=False,
        follow_redirects=False,
        timeout=bounds.seconds,
        headers={"Accept-Encoding": "identity"},
    )


class Guarded(httpx.BaseTransport):
    """Carries requests through a door, within bounds."""

    def __init__(self, door: Door, bounds: Bounds) -> None:
        self._door = door
        self._bounds = bounds
        self._pool = httpcore.ConnectionPool(
            ssl_context=_trusted(),
            max_connections=None,
            max_keepalive_connections=bounds.kept,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=Pinned(door, bounds.quiet_seconds or bounds.seconds),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The whole answer. Raises `httpx.TransportError`."""
        url = request.url
        if (url.scheme, url.host, url.port or PORTS.get(url.scheme)) != self._door.origin:
            raise httpx.ConnectError(f"{url.host} is not the host of {self._door.setting}", request=request)
        try:
            with within(self._bounds.seconds):
                return self._answered(request)
        except tuple(known for known, _ in _TOLD) as error:
            told = next(told for known, told in _TOLD if isinstance(error, known))
            raise told(str(error), request=request) from error

    def close(self) -> None:
        """Hangs up."""
        self._pool.close()

    def _answered(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        asked = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
        )
        answer = self._pool.handle_request(asked)
        try:
            found = httpx.Response(answer.status, headers=answer.headers)
            self._check(found)
            body = self._whole(answer.iter_stream())
        finally:
            answer.close()
        return httpx.Response(answer.status, headers=answer.headers, content=body, request=request)

    def _check(self, found: httpx.Response) -> None:
        if found.has_redirect_location:
            raise httpcore.RemoteProtocolError("it redirects")
        if found.headers.get("Content-Encoding", "identity") != "identity":
            raise httpcore.RemoteProtocolError("it is packed, though nobody asked for that")

    def _whole(self, parts: Iterable[bytes]) -> bytes:
        body = bytearray()
        for part in parts:
            body += part
            if len(body) > self._bounds.most_bytes:
                raise httpcore.RemoteProtocolError(f"more than {self._bounds.most_bytes} bytes")
        return bytes(body)


@cache
def _trusted() -> ssl.SSLContext:
    """Who is believed: the machine's authorities (SSL_CERT_FILE), and those that come with certifi."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context

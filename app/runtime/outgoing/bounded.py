"""A connection whose every wait ends with the call that it belongs to: a server that drips gains nothing.

A time-out for each read alone lets a server send a byte now and then for ever.
"""

import select
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import httpcore

_ends_at: ContextVar[float] = ContextVar("ends_at")


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Whatever waits in this block ends `seconds` from now."""
    token = _ends_at.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ends_at.reset(token)


def left() -> float:
    """Seconds that are left to the present call. Raises `TimeoutError` when there are none."""
    seconds = _ends_at.get() - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("the whole call took too long")
    return seconds


class BoundedStream(httpcore.NetworkStream):
    """A socket that waits for `quiet_seconds` at a time, and never longer than its call may."""

    def __init__(self, connected: socket.socket, quiet_seconds: float) -> None:
        self._socket = connected
        self._quiet_seconds = quiet_seconds

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come."""
        with _told(httpcore.ReadTimeout, httpcore.ReadError):
            self._bound()
            return self._socket.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends all of it."""
        rest = memoryview(buffer)
        with _told(httpcore.WriteTimeout, httpcore.WriteError):
            while rest:
                self._bound()
                rest = rest[self._socket.send(rest) :]

    def close(self) -> None:
        """Hangs up."""
        self._socket.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> "BoundedStream":
        """The same connection by TLS, with a server that proves to be `server_hostname`."""
        with _told(httpcore.ConnectTimeout, httpcore.ConnectError):
            try:
                self._bound()
                encrypted = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
            except OSError:
                self.close()
                raise
        return BoundedStream(encrypted, self._quiet_seconds)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks about a connection before it uses it again."""
        if info == "ssl_object" and isinstance(self._socket, ssl.SSLSocket):
            return self._socket
        return _is_readable(self._socket) if info == "is_readable" else None

    def _bound(self) -> None:
        self._socket.settimeout(min(left(), self._quiet_seconds))


@contextmanager
def _told(late: type[Exception], broken: type[Exception]) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise late(str(error)) from error
    except OSError as error:
        raise broken(str(error)) from error


def _is_readable(connected: socket.socket) -> bool:
    """Whether something came unasked, or the other side hung up."""
    if connected.fileno() < 0:
        return True
    looking = select.poll()
    looking.register(connected, select.POLLIN)
    return bool(looking.poll(0))

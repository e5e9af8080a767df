"""The way from a name to a connection: looked up once, judged, and connected to as it was judged.

A name that changes its mind between two look-ups gains nothing. TLS and the Host line keep the name.
"""

import socket
from collections.abc import Iterable
from typing import Any

import httpcore

from app.runtime.outgoing.bounded import BoundedStream, left
from app.runtime.outgoing.door import Door

CONNECT_SECONDS = 1.0
MOST_PLACES = 3
"""Addresses of one name that are tried in turn: IPv6 is often published and not routed."""


class Pinned(httpcore.NetworkBackend):
    """Connects through one door."""

    def __init__(self, door: Door, quiet_seconds: float) -> None:
        self._door = door
        self._quiet_seconds = quiet_seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address that answers. Raises httpcore's errors."""
        try:
            places = self._door.places(host, port, seconds=left())[:MOST_PLACES]
            return BoundedStream(self._connected(places, port), self._quiet_seconds)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(str(error)) from error
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error

    def _connected(self, places: Iterable[str], port: int) -> socket.socket:
        failed = OSError("it has no address")
        for place in places:
            try:
                connected = socket.create_connection((place, port), timeout=min(left(), CONNECT_SECONDS))
                connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                return connected
            except OSError as error:
                failed = error
        raise failed

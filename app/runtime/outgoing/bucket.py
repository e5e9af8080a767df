"""The same judgement for the bucket's client, which connects by itself (aiobotocore, on aiohttp).

Its names are looked up here, and each socket is made only for an address that was judged, one written in the endpoint
included. Not bounded here: the whole time of a call and the size of an answer, which hold files of our own.
"""

import asyncio
import socket
from collections.abc import Mapping
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from app.runtime.outgoing.door import Door, Refused

AMAZONS = ("amazonaws.com", "amazonaws.com.cn", "api.aws")


def connector(door: Door) -> Mapping[str, Any]:
    """What aiobotocore's `connector_args` take, so that it connects through `door` alone."""

    def made(place: Any) -> socket.socket:
        family, kind, protocol, _, (address, *_) = place
        door.judge(str(address))
        return socket.socket(family, kind, protocol)

    return {"resolver": Names(door), "socket_factory": made, "use_dns_cache": False}


class Names(AbstractResolver):
    """Looks up the host of a door, and hosts below it: a bucket may stand before its service's name."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._hosts = AMAZONS if door.origin[1] == AMAZONS[0] else (door.origin[1],)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The judged addresses of `host`. Raises `OSError`."""
        if not any(host == known or host.endswith(f".{known}") for known in self._hosts):
            raise Refused(f"{host} is not the host of {self._door.setting}")
        found = await asyncio.to_thread(self._door.places, host, port)
        return [_named(host, address, port) for address in found]

    async def close(self) -> None:
        """Holds nothing."""


def _named(host: str, address: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST)

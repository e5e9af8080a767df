"""One GET to a host that is not trusted: bounded in time and bytes, never redirected, never into a private network.

The address is looked up once and the very address that was judged is connected to, so a name that changes its mind in
between gains nothing. The standard library does it: none of the clients at hand pins an address.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.runtime.deadlines import Deadlines

CONNECT_SECONDS = 1.0
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are the IPv4 address."""
Judge = Callable[[str], bool]
"""Whether an IP address may be connected to."""


class Unanswered(Exception):
    """There is no answer that could be used; the message says why, for the log."""


@dataclass(frozen=True, slots=True)
class Reply:
    """Status and body as they came."""

    status: int
    body: bytes


def is_public(address: str) -> bool:
    """Whether an IP address lies in the public internet: not private, loopback, link-local, shared or reserved.

    One that leads on to an IPv4 address is judged by that.
    """
    ip = ipaddress.ip_address(address)
    target = _led_to(ip) if isinstance(ip, ipaddress.IPv6Address) else ip
    return target.is_global and not target.is_multicast


def _led_to(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that a mapped, 6to4 or NAT64 address stands for, else itself."""
    translated = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None
    return ip.ipv4_mapped or ip.sixtofour or translated or ip


def get(
    url: str,
    *,
    headers: Mapping[str, str],
    seconds: float,
    most_bytes: int,
    deadlines: Deadlines,
    is_allowed: Judge = is_public,
) -> Reply:
    """The answer to one GET, whatever its status. Raises `Unanswered`.

    seconds : for everything after the connection stands, handshake included; a server that drips is cut off.
    """
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = http.client.HTTPConnection(parts.hostname or "", port)
    number = None
    try:
        plain = _connected(parts.hostname or "", port, is_allowed)
        connection.sock = plain
        plain.settimeout(seconds)
        number = deadlines.begin(plain.fileno(), seconds)
        if parts.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
        connection.request("GET", f"{parts.path}?{parts.query}" if parts.query else parts.path, headers=dict(headers))
        response = connection.getresponse()
        body = response.read(most_bytes + 1)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unanswered(f"{type(error).__name__}: {error}") from error
    finally:
        if number is not None:
            deadlines.end(number)
        connection.close()
    if len(body) > most_bytes:
        raise Unanswered(f"more than {most_bytes} bytes")
    return Reply(response.status, body)


def _connected(host: str, port: int, is_allowed: Judge) -> socket.socket:
    """A socket to the first address of `host`. All addresses must be allowed: a name that has both kinds is a trap."""
    found = [str(place[4][0]) for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(map(is_allowed, found)):
        raise Unanswered("its address is not in the public internet")
    return socket.create_connection((found[0], port), timeout=CONNECT_SECONDS)

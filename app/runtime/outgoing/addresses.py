"""Which IP addresses may be connected to: the internet, this machine, or the operator's own network.

What belongs to neither is never reached: link-local addresses and where clouds tell a machine its secrets.
"""

import ipaddress
import socket
from collections.abc import Callable

Judge = Callable[[str], bool]
"""Whether an IP address may be connected to."""
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""RFC 6052: the last 32 bits are the IPv4 address."""
_COMPATIBLE = ipaddress.IPv6Network("::/96")
"""RFC 4291, 2.5.5.1: the same, given up long ago."""
_INSIDE = tuple(
    map(
        ipaddress.ip_network,
        (
            *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),  # RFC 1918
            "100.64.0.0/10",  # RFC 6598, which clusters give to their pods
            *("127.0.0.0/8", "::1/128"),
            "fc00::/7",  # RFC 4193
        ),
    )
)
_METADATA = tuple(
    map(
        ipaddress.ip_address,
        (
            "169.254.169.254",  # Amazon, Google, Azure, DigitalOcean
            "fd00:ec2::254",  # Amazon by IPv6
            "100.100.100.200",  # Alibaba
            "168.63.129.16",  # Azure's own services, at an address that looks public
            "192.0.0.192",  # Oracle
        ),
    )
)


def is_public(address: str) -> bool:
    """Whether an IP address lies in the public internet: not private, loopback, link-local, shared or reserved.

    One that leads on to an IPv4 address is judged by that.
    """
    target = _target(address)
    return target.is_global and not target.is_multicast and target not in _METADATA


def is_inside(address: str) -> bool:
    """Whether it lies in a private network or on this machine, and is nowhere a cloud tells its secrets."""
    target = _target(address)
    return target not in _METADATA and any(target in network for network in _INSIDE)


def is_this_machine(address: str) -> bool:
    """Whether it is a loopback address."""
    return _target(address).is_loopback


def is_nowhere(address: str) -> bool:
    """Never: for what may not be asked at all."""
    return False


def any_of(*judges: Judge) -> Judge:
    """A judge that lets pass what one of these does."""
    return lambda address: any(judge(address) for judge in judges)


def written_out(host: str) -> str | None:
    """The IP address that `host` is, whatever its notation (`0x7f.1`, `2130706433`); None for a name."""
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


def _target(address: str) -> Address:
    """The IPv4 address that a mapped, compatible, 6to4 or NAT64 address stands for, else itself."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv4Address):
        return ip
    is_carrier = ip in _NAT64 or (ip in _COMPATIBLE and int(ip) > 1)  # :: and ::1 are themselves
    carried = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if is_carrier else None
    return ip.ipv4_mapped or ip.sixtofour or carried or ip

"""One way out: the address that a setting names, and where it may lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.runtime.outgoing import addresses, names
from app.runtime.outgoing.addresses import Judge

PORTS = {"https": 443, "http": 80}
NAME_SECONDS = 2.0
"""A resolver that is well answers in milliseconds."""


class Refused(OSError):
    """The address leads where this setting may not; the message says so, for the log and the operator."""


@dataclass(frozen=True, slots=True)
class Door:
    """The setting's name, its address, and the IP addresses that it may lead to."""

    setting: str
    url: str
    is_allowed: Judge = addresses.is_public

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: the only ones that are asked through this door."""
        parts = urlsplit(self.url)
        return parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme, 0)

    def places(self, host: str, port: int, *, seconds: float = NAME_SECONDS) -> Sequence[str]:
        """The IP addresses to connect to for `host`, looked up once.

        All must be allowed: a name that has both kinds is a trap. Raises `Refused` and `names.Unresolved`.
        """
        written = addresses.written_out(host)
        found = [written] if written else names.look_up(host, port, seconds=min(seconds, NAME_SECONDS))
        for address in found:
            self.judge(address)
        return found

    def judge(self, address: str) -> None:
        """Raises `Refused` unless this IP address may be connected to."""
        if not self.is_allowed(address):
            raise Refused(f"{self.setting} leads to {address}, where it may not")

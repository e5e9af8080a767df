"""nginx as it is shipped, before the web of the system: the door through which strangers come."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from app.runtime.embedded import ports
from scripts import processes, waiting
from scripts.chaos.records import NotHere
from scripts.check_ops import nginx_place, tools
from scripts.whole_system import ROOT


@dataclass(frozen=True, slots=True)
class Door:
    """Its port for TLS, and the certificate that it shows."""

    port: int
    certificate: Path

    def phone(self, token: str) -> httpx.Client:
        """Calls through it."""
        trusted = ssl.create_default_context(cafile=self.certificate)
        headers = {"Authorization": f"Bearer {token}"}
        return httpx.Client(base_url=f"https://localhost:{self.port}", headers=headers, timeout=40, verify=trusted)


@contextmanager
def opened(folder: Path, web_port: int) -> Iterator[Door]:
    """nginx by the shipped configuration before the web on `web_port`. Raises `NotHere` where there is none."""
    try:
        program = tools.of_debian("nginx", "nginx-light")
    except tools.Wrong as missing:
        raise NotHere(str(missing)) from missing
    secrets = nginx_place.certified(ROOT, tools.Tool(Path("/bin/bash"), "bash"), folder / "secrets")
    wanted = nginx_place.Place(folder, ports.free(), ports.free())
    place = nginx_place.laid_out(ROOT, wanted, [web_port], certificate=secrets)
    door = Door(place.port, secrets / "tls_certificate")
    with processes.running([program.path, *place.arguments, "-g", "daemon off;"], folder / "printed"):
        waiting.until(lambda: _answers(door), within=30, what="the start of nginx")
        yield door


def _answers(door: Door) -> bool:
    try:
        with door.phone("none") as phone:
            return phone.get("/health/live").status_code < httpx.codes.INTERNAL_SERVER_ERROR
    except httpx.TransportError:
        return False

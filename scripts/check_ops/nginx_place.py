"""The shipped configuration of nginx in a folder of this machine: only what stands in `nginx/site/` is adapted.

Values are put in the place of values: names of hosts, ports, the certificate's folder. The parameter `resolve`, which
nginx has had since 1.27.3, goes where an older nginx is to read the file.
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.check_ops.tools import Tool

SECRETS = "/run/secrets"
ON_THIS_MACHINE = "max_fails=0"
"""As `nginx/site/upstream.conf` says for a plain host: a process that leaves refuses at once, and none is shunned for
30 s, in which the other one would leave as well."""
SERVER = re.compile(r"^( *)server web:8000 .* resolve;$", re.MULTILINE)
RESOLVER = re.compile(r"^resolver .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it lies, and on which ports of 127.0.0.1 it would listen."""

    folder: Path
    port: int
    plain_port: int

    @property
    def arguments(self) -> tuple[str, ...]:
        """With these nginx reads it, and writes into the folder alone."""
        return ("-p", f"{self.folder}/", "-c", str(self.folder / "nginx" / "nginx.conf"), "-e", "stderr")


def laid_out(root: Path, place: Place, upstreams: Sequence[int], *, certificate: Path) -> Place:
    """`place`, its folder now holding the configuration, for web processes on the ports `upstreams`."""
    shutil.copytree(root / "nginx", place.folder / "nginx")
    site = place.folder / "nginx" / "site"
    _change(site / "listen.conf", "listen 8443 ssl", f"listen 127.0.0.1:{place.port} ssl")
    _change(site / "listen_plain.conf", "listen 8080", f"listen 127.0.0.1:{place.plain_port}")
    _change(site / "certificate.conf", SECRETS, str(certificate))
    _point_at(site / "upstream.conf", upstreams)
    return place


def certified(root: Path, bash: Tool, folder: Path) -> Path:
    """`folder`, which now holds a certificate for localhost."""
    bash.run(root / "scripts" / "make_dev_cert.sh", folder, "localhost")
    return folder


def _change(path: Path, shipped: str, adapted: str) -> None:
    text = path.read_text()
    if shipped not in text:
        raise ValueError(f"{path.name} no longer says {shipped!r}")
    path.write_text(text.replace(shipped, adapted))


def _point_at(path: Path, upstreams: Sequence[int]) -> None:
    text = path.read_text()
    shipped = SERVER.search(text)
    if shipped is None:
        raise ValueError(f"{path.name} no longer names the servers as `server web:8000 ... resolve;`")
    servers = "\n".join(f"{shipped[1]}server 127.0.0.1:{port} {ON_THIS_MACHINE};" for port in upstreams)
    path.write_text(RESOLVER.sub("", SERVER.sub(servers, text)))

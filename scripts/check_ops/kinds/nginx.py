"""nginx: its own parser over the shipped configuration, a second parser, and a search for known mistakes."""

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.check_ops import nginx_place, tools
from scripts.check_ops.tools import Tool, Wrong

PORTS = (8443, 8080)
DEFAULT_BY_ORDER = "default_server_flag"
"""The servers of one port include one `listen` line, so the first of them is the default, as nginx has it."""


def checked(root: Path) -> Iterator[str]:
    """`nginx -t`, crossplane and gixy."""
    nginx, bash = tools.of_debian("nginx", "nginx-light"), tools.of_debian("bash", "bash")
    with TemporaryDirectory() as folder:
        certificate = nginx_place.certified(root, bash, Path(folder) / "secrets")
        wanted = nginx_place.Place(Path(folder), *PORTS)
        place = nginx_place.laid_out(root, wanted, (8001, 8002), certificate=certificate)
        nginx.run("-t", "-q", *place.arguments)
        yield f"nginx/nginx.conf is read by nginx -t ({nginx.label})"
    yield _parsed(tools.of_package("crossplane", "crossplane"), root)
    gixy = tools.of_package("gixy", "gixy-ng")
    gixy.run("--level", "--skips", DEFAULT_BY_ORDER, root / "nginx" / "nginx.conf")
    yield f"nginx/nginx.conf has no known mistake ({gixy.label})"


def _parsed(crossplane: Tool, root: Path) -> str:
    read = json.loads(crossplane.run("parse", root / "nginx" / "nginx.conf"))
    if read["errors"]:
        raise Wrong(f"{crossplane.label}: {read['errors']}")
    return f"nginx/, {len(read['config'])} files as they are shipped ({crossplane.label})"

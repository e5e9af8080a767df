"""The database and the Redis of one copy of the system: given by the settings, else embedded in its data folder."""

import signal
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

from app.runtime.embedded import ports, private_files
from app.runtime.embedded.postgres import Postgres
from app.runtime.embedded.redis import Redis
from app.runtime.embedded.service import Service
from app.runtime.settings import Settings
from app.runtime.settings.environment import SERVERS_FILE


@dataclass(frozen=True, slots=True)
class Servers:
    """`postgres` and `redis` are None where an external one is used."""

    settings: Settings
    postgres: Postgres | None
    redis: Redis | None

    @classmethod
    def of(cls, settings: Settings, options: tuple[str, ...] = ()) -> Self:
        """What `settings` leave to us, on free ports; `options` are further settings of PostgreSQL, `name=value`."""
        folder = settings.data_dir
        postgres = Postgres(folder / "postgres", ports.free(), options) if settings.is_database_embedded else None
        return cls(settings, postgres, Redis(folder / "redis", ports.free()) if settings.is_redis_embedded else None)

    @property
    def database_url(self) -> str:
        """Where the database is, password included."""
        return self.postgres.url if self.postgres else self.settings.database_url

    @property
    def redis_url(self) -> str:
        """Where Redis is, password included; its database 0 is the queue's."""
        return self.redis.url if self.redis else self.settings.redis_url

    def environ(self, base: Mapping[str, str]) -> dict[str, str]:
        """`base` with what a process of this copy needs to know."""
        embedded = [name for name, server in (("database", self.postgres), ("redis", self.redis)) if server]
        return dict(base) | {
            "DATA_DIR": str(self.settings.data_dir),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "EMBEDDED_SERVERS": ",".join(embedded),
            "PYTHONUNBUFFERED": "1",
        }

    def prepare(self) -> None:
        """Makes what the embedded ones keep on disk. Raises `CannotStart`."""
        for server in (self.postgres, self.redis):
            if server:
                server.prepare()

    def services(self, environ: Mapping[str, str]) -> list[Service]:
        """The embedded ones as children to start, in that order, once they are prepared."""
        found = []
        if self.postgres:
            launch = partial(self.postgres.launch, environ)
            found.append(Service("postgres", launch, self.postgres.answers, signal.SIGINT, 30.0, hurried_seconds=5.0))
        if self.redis:
            found.append(Service("redis", partial(self.redis.launch, environ), self.redis.answers, hurried_seconds=5.0))
        return found

    def publish(self) -> None:
        """Writes the embedded servers' addresses where commands on the same data folder look for them."""
        known = {"database_url": self.postgres and self.postgres.url, "redis_url": self.redis and self.redis.url}
        private_files.write_json(self._file, {name: url for name, url in known.items() if url})

    def withdraw(self) -> None:
        """Takes the addresses away again."""
        with suppress(FileNotFoundError):
            self._file.unlink()

    @property
    def _file(self) -> Path:
        return self.settings.data_dir / SERVERS_FILE

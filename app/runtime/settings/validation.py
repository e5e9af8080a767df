"""Whether a server could run on an environment: its variables, and the parts that they name, each asked once.

The classes are those of the operators' guide: variables, database, Redis, keys, mail; `security` beside them.
"""

import smtplib
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import httpx
import psycopg
import redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from app.runtime.outgoing.client import Bounds, client
from app.runtime.outgoing.door import Refused
from app.runtime.settings import doors, security
from app.runtime.settings.environment import SettingsError, read
from app.runtime.settings.fields import Settings

SECONDS = 5.0
MOST_BYTES = 64 * 1024
CONTAINERS = "/run/secrets/"
"""Files there are seen by their container alone, whatever their mode."""


class Kind(IntEnum):
    """A class of failures; the number is the exit code. 2 is left to a command that was typed wrongly."""

    VARIABLES = 1
    DATABASE = 3
    REDIS = 4
    KEYS = 5
    MAIL = 6
    SECURITY = 7


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that has to be set right."""

    kind: Kind
    sentence: str


def findings(environ: Mapping[str, str]) -> Iterator[Finding]:
    """What is wrong with the environment, worst first; nothing when a server could run on it."""
    try:
        settings = read(environ)
    except SettingsError as error:
        for problem in error.problems:
            kind = Kind.KEYS if problem.split()[0].removesuffix("_FILE").endswith("_KEY") else Kind.VARIABLES
            yield Finding(kind, problem)
        return
    asked: tuple[tuple[Kind, Callable[[], Iterator[str]]], ...] = (
        (Kind.VARIABLES, lambda: _addresses(settings)),
        (Kind.DATABASE, lambda: _database(settings)),
        (Kind.REDIS, lambda: _redis(settings)),
        (Kind.KEYS, lambda: _keys(settings, environ)),
        (Kind.MAIL, lambda: _mail(environ)),
    )
    for kind, ask in asked:
        for sentence in ask():
            yield Finding(kind, sentence)


def lapses(environ: Mapping[str, str]) -> list[Finding]:
    """What of the security checklist does not hold; nothing for settings that cannot be read at all."""
    try:
        settings = read(environ)
    except SettingsError:
        return []
    return [Finding(Kind.SECURITY, sentence) for sentence in security.lapses(settings, environ)]


def _database(settings: Settings) -> Iterator[str]:
    if not settings.database_url:
        yield "DATABASE_URL is not set"
        return
    named = {settings.server_url: "DATABASE_DIRECT_URL", settings.database_url: "DATABASE_URL"}
    for url, name in named.items():
        address = url.replace("postgresql+psycopg://", "postgresql://", 1)
        try:
            with psycopg.connect(address, connect_timeout=int(SECONDS), prepare_threshold=None) as connection:
                connection.execute("select 1")
        except psycopg.Error as error:
            yield f"{name} leads to no PostgreSQL that lets us in ({type(error).__name__})"


def _redis(settings: Settings) -> Iterator[str]:
    for name, url in (("REDIS_URL", settings.redis_url), ("REDIS_CACHE_URL", settings.redis_cache_url)):
        if not url and name == "REDIS_URL":
            yield f"{name} is not set"
        if url:
            guarded = Retry(NoBackoff(), 0)
            try:
                with redis.Redis.from_url(
                    url, socket_timeout=SECONDS, socket_connect_timeout=SECONDS, retry=guarded
                ) as server:
                    server.ping()
            except RedisError as error:
                yield f"{name} leads to no Redis that lets us in ({type(error).__name__})"


def _keys(settings: Settings, environ: Mapping[str, str]) -> Iterator[str]:
    """Files of secrets that others may read, and keys of token signers that cannot be fetched."""
    for name in sorted(environ):
        is_ours = name.endswith("_KEY_FILE") and not environ[name].startswith(CONTAINERS)
        if is_ours and environ[name] and Path(environ[name]).stat().st_mode & stat.S_IRWXO:
            yield f"{name} names {environ[name]}, which other users may read: chmod 600"
    if settings.identity_mode != "jwks":
        return
    way = doors.door_of_keys(settings)
    try:
        with client(way, Bounds(SECONDS, MOST_BYTES)) as asking:
            found = asking.get(way.url).raise_for_status().json()
    except (httpx.HTTPError, ValueError) as error:
        yield f"the keys that sign tokens cannot be fetched from {way.url} ({type(error).__name__})"
    else:
        if not isinstance(found, dict) or not found.get("keys"):
            yield f"{way.url} holds no key that signs tokens"


def _addresses(settings: Settings) -> Iterator[str]:
    """Addresses that this service calls, and that lead where their setting may not."""
    for way in doors.opened(settings):
        _, host, port = way.origin
        try:
            way.places(host, port)
        except Refused as refused:
            yield str(refused)
        except OSError as unresolved:
            yield f"{way.setting}: {unresolved}"


def _mail(environ: Mapping[str, str]) -> Iterator[str]:
    """SMTP_SERVER and SMTP_PORT, where somebody set them (the operators' guide names both)."""
    server = environ.get("SMTP_SERVER", "")
    if not server:
        return
    uses = {name: environ.get(f"SMTP_USE_{name}", "").lower() == "true" for name in ("TLS", "SSL")}
    if all(uses.values()):
        yield "SMTP_USE_TLS and SMTP_USE_SSL exclude each other"
        return
    try:
        client = smtplib.SMTP_SSL if uses["SSL"] else smtplib.SMTP
        with client(server, int(environ.get("SMTP_PORT") or 587), timeout=SECONDS) as asked:
            asked.ehlo()
    except (OSError, ValueError, smtplib.SMTPException) as error:
        yield f"SMTP_SERVER {server} does not answer as a mail server ({type(error).__name__})"

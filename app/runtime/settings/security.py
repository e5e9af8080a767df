"""What a program can see of the operators' security checklist, as points that hold or do not."""

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from app.runtime.settings.fields import Settings

LOCAL = ("localhost", "127.0.0.1", "::1")
OTHERS = stat.S_IRWXO
MOST_A_MINUTE = 6000
"""A limit above this (ten times the default) stops nobody."""

Point = tuple[str, Callable[[Settings], bool]]
"""What should be so, and whether it is."""

POINTS: tuple[Point, ...] = (
    ("ENVIRONMENT is production, so that nothing made for a laptop is taken", lambda s: s.is_production),
    ("DEBUG is off", lambda s: not s.debug),
    (
        "CORS_ALLOWED_ORIGINS names https origins alone",
        lambda s: all(o.startswith("https://") for o in s.cors_allowed_origins),
    ),
    (
        "the way to PostgreSQL is encrypted, or does not leave this machine",
        lambda s: all(_is_private(url, "sslmode=") for url in (s.database_url, s.server_url)),
    ),
    ("the way to Redis is encrypted or has a password", lambda s: _has_guard(s.redis_url)),
    ("requests are limited", lambda s: s.rate_limit_per_minute <= MOST_A_MINUTE),
    ("the proxy before this service is counted (TRUSTED_PROXIES)", lambda s: s.trusted_proxies > 0),
    ("DATA_DIR is closed to other users", lambda s: _is_closed(s.data_dir)),
)


def lapses(settings: Settings, environ: Mapping[str, str]) -> Iterator[str]:
    """Each point that does not hold."""
    for sentence, holds in POINTS:
        if not holds(settings):
            yield f"not so: {sentence}"
    if os.geteuid() == 0 and not environ.get("SUDO_USER"):
        yield "not so: the service runs as a user of its own, and not as root"


def _is_private(url: str, said: str) -> bool:
    address = urlsplit(url)
    return address.hostname in LOCAL or f"{said}require" in url or f"{said}verify" in url


def _has_guard(url: str) -> bool:
    address = urlsplit(url)
    return address.scheme == "rediss" or bool(address.password)


def _is_closed(folder: Path) -> bool:
    return not folder.exists() or not folder.stat().st_mode & OTHERS

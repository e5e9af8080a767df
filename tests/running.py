"""Real servers for the tests, and the real system, started as `make run` starts them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.runtime import settings
from app.runtime.embedded import apart
from app.runtime.embedded.servers import Servers
from scripts.whole_system import ROOT, System, copied, start_system, system

__all__ = ["ROOT", "System", "copied", "embedded", "start_system", "system"]
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def embedded(folder: Path, **external: str) -> Iterator[Servers]:
    """PostgreSQL and Redis in `folder`; with `DATABASE_URL=...` or `REDIS_URL=...` only the other one."""
    with apart.standing(settings.read({"DATA_DIR": str(folder), **external}), *UNSAFE_BUT_FAST) as servers:
        yield servers

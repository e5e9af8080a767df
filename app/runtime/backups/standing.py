"""The database of a command: the one that answers, or the embedded one of DATA_DIR, started while it is needed."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace

from app.runtime.backups.problems import Refused
from app.runtime.embedded import apart
from app.runtime.embedded.process import CannotStart
from app.runtime.runtime import NO_DATABASE, NO_REDIS, Runtime, assemble
from app.runtime.settings import Settings


@contextmanager
def for_reading(rt: Runtime) -> Iterator[Runtime]:
    """`rt` on a database that answers: its own, or the embedded one of a stack that does not run."""
    if rt.settings.is_database_embedded and rt.settings.database_url == NO_DATABASE:
        with _started(rt.settings) as runtime:
            yield runtime
    else:
        yield rt


@contextmanager
def for_replacing(rt: Runtime) -> Iterator[Runtime]:
    """`rt` on a database that may be replaced. Raises `Refused` while a stack runs on the embedded one."""
    if rt.settings.is_database_embedded:
        with _started(rt.settings) as runtime:
            yield runtime
    else:
        yield rt


@contextmanager
def _started(settings: Settings) -> Iterator[Runtime]:
    alone = replace(settings, database_url="", database_direct_url="", redis_url=NO_REDIS, is_redis_embedded=False)
    try:
        with (
            apart.standing(alone) as servers,
            closing(assemble(replace(alone, database_url=servers.database_url))) as runtime,
        ):
            yield runtime
    except CannotStart as problem:
        raise Refused(
            f"The embedded database cannot be used: {problem}. If the service runs, stop it first."
        ) from problem

"""The database of a command: the one that answers, or the embedded one of DATA_DIR, started while it is needed."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from app.runtime.backups.problems import Refused
from app.runtime.embedded import private_files
from app.runtime.embedded.output import Output
from app.runtime.embedded.process import CannotStart
from app.runtime.embedded.servers import Servers
from app.runtime.embedded.supervisor import Supervisor
from app.runtime.runtime import NO_DATABASE, NO_REDIS, Runtime, assemble
from app.runtime.settings import Settings

PUMP_SECONDS = 0.2


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
        private_files.make_folder(settings.data_dir)
        with private_files.sole_use(settings.data_dir) as descriptor, Output(lambda name, line: None) as output:
            servers, supervisor = Servers.of(alone), Supervisor(settings.data_dir, descriptor, output)
            supervisor.end_leftovers()
            servers.prepare()
            services = servers.services(os.environ)
            try:
                supervisor.start(*services)
                supervisor.await_ready(*services)
                with _pumped(output), _assembled(replace(alone, database_url=servers.database_url)) as runtime:
                    yield runtime
            finally:
                supervisor.stop()
    except CannotStart as problem:
        raise Refused(
            f"The embedded database cannot be used: {problem}. If the service runs, stop it first."
        ) from problem


@contextmanager
def _assembled(settings: Settings) -> Iterator[Runtime]:
    runtime = assemble(settings)
    try:
        yield runtime
    finally:
        runtime.close()


@contextmanager
def _pumped(output: Output) -> Iterator[None]:
    """Reads what the server prints, so that it never waits for a full pipe."""
    enough = threading.Event()

    def pump() -> None:
        while not enough.is_set():
            output.pump(PUMP_SECONDS)

    reader = threading.Thread(target=pump)
    reader.start()
    try:
        yield
    finally:
        enough.set()
        reader.join()

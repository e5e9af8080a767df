"""The embedded servers without the rest of the stack: for a command, and for the tests."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from app.runtime.embedded import private_files
from app.runtime.embedded.output import Output
from app.runtime.embedded.servers import Servers
from app.runtime.embedded.supervisor import Supervisor
from app.runtime.settings import Settings

PUMP_SECONDS = 0.2


@contextmanager
def standing(settings: Settings, *options: str) -> Iterator[Servers]:
    """PostgreSQL and Redis as `settings` leave them to us, answering until the end of the block; nothing is shown.

    options : further settings of PostgreSQL, `name=value`. Raises `CannotStart`, also where a stack runs already.
    """
    private_files.make_folder(settings.data_dir)
    with private_files.sole_use(settings.data_dir) as descriptor, Output(lambda name, line: None) as output:
        servers, supervisor = Servers.of(settings, options), Supervisor(settings.data_dir, descriptor, output)
        supervisor.end_leftovers()
        servers.prepare()
        services = servers.services(os.environ)
        try:
            supervisor.start(*services)
            supervisor.await_ready(*services)
            with _pumped(output):
                yield servers
        finally:
            supervisor.stop()


@contextmanager
def _pumped(output: Output) -> Iterator[None]:
    """Reads what the servers print, so that they never wait for a full pipe."""
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

"""Starts the parts of a stack in order, keeps them up, and stops them in the opposite order.

One thread: it waits in `select` on the children's output, so that a child's parent, as the kernel counts it, is the
whole process, and nothing is forked from beside a running thread.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.runtime.embedded import private_files, process
from app.runtime.embedded.output import Output, Show
from app.runtime.embedded.process import CannotStart, Launch
from app.runtime.embedded.service import Command, Service, ending, printed_by

TICK_SECONDS = 0.05
LEFTOVER_SECONDS = 20.0
PROGRESS_SECONDS = 5.0


class StopAsked(Exception):
    """Ctrl-C or TERM came while something was awaited."""


@dataclass
class Supervisor:
    """The children of one data folder. `descriptor` is what they hold open, see `private_files.sole_use`."""

    folder: Path
    descriptor: int
    output: Output
    stops_asked: int = 0
    services: list[Service] = field(default_factory=list)

    def start(self, *services: Service, outlive: Service | None = None) -> None:
        """Starts `services` and watches over them from now on. Raises `CannotStart`.

        The last to be started is the first to be stopped, unless these shall `outlive` one that runs already.
        """
        for service in services:
            service.start(self.output, self.descriptor)
            place = self.services.index(outlive) if outlive else len(self.services)
            self.services.insert(place, service)

    def await_ready(self, *services: Service) -> None:
        """Returns when all of `services` are ready. Raises `CannotStart` or `StopAsked`."""
        waiting = list(services)
        for _ in self._turns("still waiting for " + ", ".join(service.name for service in services)):
            waiting = [service for service in waiting if not (service.is_running and service.is_ready())]
            if not waiting:
                return

    def begin(self, name: str, launch: Launch, on_line: Show | None = None) -> Command:
        """Starts a command that ends by itself; its lines are shown, or given to `on_line`. Raises `CannotStart`."""
        child = process.start(replace(launch, keeps_open=(*launch.keeps_open, self.descriptor)))
        self.output.watch(name, printed_by(child), on_line)
        return Command(name, child)

    def finish(self, command: Command) -> None:
        """Returns when `command` is through. Raises `CannotStart` when it failed, or `StopAsked`."""
        try:
            for _ in self._turns(f"{command.name} still goes on"):
                if command.child.poll() is not None:
                    break
        finally:
            process.kill_all(command.child)
            self.output.drain()
        if command.child.returncode:
            raise CannotStart(f"{command.name} {ending(command.child.returncode)}; its lines above say why")

    def watch(self) -> None:
        """Keeps everything up until asked to stop. Raises `CannotStart` when a child cannot stay up."""
        with suppress(StopAsked):
            for _ in self._turns(""):
                pass

    def stop(self) -> None:
        """Stops the services, last started first, each given its time; a second Ctrl-C leaves them little."""
        for service in reversed(self.services):
            service.signal(service.stops_on)
            self._await_end(service)
        self.output.drain()

    def end_leftovers(self) -> None:
        """Waits for what an earlier supervisor left when it was killed; ends it when that takes too long."""
        found = private_files.leftovers(self.folder)
        if found:
            self.output.say(f"waiting for {len(found)} processes of an earlier run that was killed")
            self._await_gone(LEFTOVER_SECONDS)
        for pid in private_files.leftovers(self.folder):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._await_gone(LEFTOVER_SECONDS)

    def _await_gone(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while private_files.leftovers(self.folder) and time.monotonic() < until and not self.stops_asked:
            time.sleep(TICK_SECONDS)

    @contextmanager
    def obeying_signals(self) -> Iterator[None]:
        """Ctrl-C, TERM and a closed terminal ask for a stop instead of ending this process."""
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        before = {number: signal.signal(number, self._note_stop) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _note_stop(self, _number: int, _frame: object) -> None:
        self.stops_asked += 1

    def _turns(self, progress: str) -> Iterator[None]:
        """One turn each time something may have changed; keeps services up meanwhile, says `progress` now and then."""
        said_at = time.monotonic()
        while True:
            yield
            if self.stops_asked:
                raise StopAsked
            for service in self.services:
                service.keep_up(self.output, self.descriptor)
            self.output.pump(TICK_SECONDS)
            if progress and time.monotonic() - said_at > PROGRESS_SECONDS:
                said_at = time.monotonic()
                self.output.say(progress)

    def _await_end(self, service: Service) -> None:
        asked_at = said_at = time.monotonic()
        while service.is_running:
            allowed = service.hurried_seconds if self.stops_asked > 1 else service.stop_seconds
            if time.monotonic() - asked_at > allowed:
                self.output.say(f"{service.name} does not end; killing it")
                break
            if time.monotonic() - said_at > PROGRESS_SECONDS:
                said_at = time.monotonic()
                self.output.say(f"{service.name} finishes what it has begun (Ctrl-C again to cut it short)")
            self.output.pump(TICK_SECONDS)
        service.kill()

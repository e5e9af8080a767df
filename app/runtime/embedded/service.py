"""One part of the stack: how it is started, when it counts as ready, how it is stopped, how often it may fall."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import IO

from app.runtime.embedded import process
from app.runtime.embedded.output import Output
from app.runtime.embedded.process import CannotStart, Launch

FIRST_PAUSE_SECONDS = 0.2
FALLS_ALLOWED = 5
STEADY_SECONDS = 20.0
"""A child that was up this long has recovered: its falls are forgotten."""


@dataclass(slots=True)
class Service:
    """A child that is kept running. `launch` is asked again at every start; `is_ready` is cheap and raises nothing.

    It gets `stop_seconds` to end by itself, `hurried_seconds` once a second Ctrl-C has come.
    """

    name: str
    launch: Callable[[], Launch]
    is_ready: Callable[[], bool] = lambda: True
    stops_on: signal.Signals = signal.SIGTERM
    stop_seconds: float = 10.0
    hurried_seconds: float = 0.0
    child: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _falls: int = field(default=0, init=False)
    _started_at: float = field(default=0.0, init=False)
    _rests_until: float = field(default=0.0, init=False)

    @property
    def is_running(self) -> bool:
        """Whether its child lives."""
        return self.child is not None and self.child.poll() is None

    def start(self, output: Output, descriptor: int) -> None:
        """Starts the child with `descriptor` left open in it. Raises `CannotStart`."""
        launch = self.launch()
        self.child = process.start(replace(launch, keeps_open=(*launch.keeps_open, descriptor)))
        self._started_at = time.monotonic()
        output.watch(self.name, printed_by(self.child))

    def keep_up(self, output: Output, descriptor: int) -> None:
        """Starts the child again when it has died, later each time. Raises `CannotStart` when it cannot stay up."""
        if self.child is None or self.is_running:
            return
        if not self._rests_until:
            self._note_fall(self.child, output)
        elif time.monotonic() >= self._rests_until:
            self._rests_until = 0.0
            self.start(output, descriptor)

    def signal(self, number: signal.Signals) -> None:
        """Sends `number` to the child if it lives."""
        if self.is_running and self.child is not None:
            self.child.send_signal(number)

    def kill(self) -> None:
        """Ends the child and all its own children at once."""
        if self.child is not None:
            process.kill_all(self.child)

    def _note_fall(self, child: subprocess.Popen[bytes], output: Output) -> None:
        process.kill_all(child)
        output.drain()
        how = ending(child.returncode)
        self._falls = 1 if time.monotonic() - self._started_at > STEADY_SECONDS else self._falls + 1
        if self._falls >= FALLS_ALLOWED:
            raise CannotStart(f"{self.name} {how} {self._falls} times in a row; its last lines above say why")
        pause = FIRST_PAUSE_SECONDS * 2 ** (self._falls - 1)
        self._rests_until = time.monotonic() + pause
        output.say(f"{self.name} {how}; starting it again in {pause:.1f} s")


def ending(returncode: int) -> str:
    """How a child ended, for a person: `ended with exit 3`, `was killed by SIGKILL`."""
    return f"was killed by {signal.Signals(-returncode).name}" if returncode < 0 else f"ended with exit {returncode}"


@dataclass(frozen=True, slots=True)
class Command:
    """A child that is started to end by itself."""

    name: str
    child: subprocess.Popen[bytes]


def printed_by(child: subprocess.Popen[bytes]) -> IO[bytes]:
    """The pipe with what `child` prints; `process.start` always gives it one."""
    if child.stdout is None:
        raise ValueError("the child was started without a pipe")
    return child.stdout

"""A hard end to waits on a database connection.

A server that is stopped, not dead, holds its client for as long as it likes: `statement_timeout` runs on the server,
and keepalives did not help (measured: 8 s). One thread a process shuts the socket of any connection that waits past
its deadline; the driver then raises as for a lost connection. Time in which this process itself stood still (a machine
that was paused or swamped) is nobody's delay: it does not count.
"""

import itertools
import os
import socket
import threading
import time
from contextlib import suppress

LOOK_SECONDS = 0.25
"""How often waiting connections are looked at: a wait may last this much longer than its deadline."""


class Deadlines:
    """The watch over every connection that waits. Its thread starts with the first wait of a process."""

    def __init__(self) -> None:
        self._waiting: dict[int, tuple[float, int]] = {}
        self._stood_still = 0.0
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._process = 0

    def begin(self, file_descriptor: int, seconds: float) -> int:
        """Cuts the connection on `file_descriptor` in `seconds` unless `end` is called with the number returned."""
        if self._process != os.getpid():
            self._start()
        number = next(self._numbers)
        self._waiting[number] = (self._now() + seconds, file_descriptor)
        return number

    def end(self, number: int) -> None:
        """The wait with this number is over."""
        with self._lock:
            self._waiting.pop(number, None)

    def _start(self) -> None:
        with self._lock:
            if self._process == os.getpid():
                return
            self._process, self._waiting = os.getpid(), {}
            threading.Thread(target=self._run, name="database-deadlines", daemon=True).start()

    def _run(self) -> None:
        while True:
            looks_at = time.monotonic() + LOOK_SECONDS
            time.sleep(LOOK_SECONDS)
            with self._lock:
                self._stood_still += time.monotonic() - looks_at
                self._cut_overdue(self._now())

    def _now(self) -> float:
        """The seconds in which this process could run."""
        return time.monotonic() - self._stood_still

    def _cut_overdue(self, now: float) -> None:
        for number, (at, file_descriptor) in list(self._waiting.items()):
            if at < now:
                del self._waiting[number]
                _shut(file_descriptor)


def _shut(file_descriptor: int) -> None:
    with suppress(OSError), socket.socket(fileno=os.dup(file_descriptor)) as watched:
        watched.shutdown(socket.SHUT_RDWR)

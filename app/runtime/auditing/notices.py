"""Reads and refusals on their way into the trail: kept for at most a second, written many at once by a thread.

A request neither waits for this nor fails by it. What a process that is killed still held is lost: a second of reads.
What cannot be written (the database is away) waits up to a bound; what is beyond it is counted, and the count is told.
"""

import atexit
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from app.runtime.observe import metrics
from app.values.errors import Unavailable

log = logging.getLogger("ai_backend.audit_trail")
MOST_WAITING = 10_000
"""Deeds that one process holds back: at 600 requests a minute of one user, a quarter of an hour without a database."""
MOST_AT_ONCE = 500
PAUSE_SECONDS = 1.0
CLOSING_SECONDS = 2.0
Notice = TypeVar("Notice")


class Notices(Generic[Notice]):
    """What one process has noticed. `put` never waits and never fails; its thread starts with the first notice."""

    def __init__(self, write: Callable[[Sequence[Notice]], None]) -> None:
        self._write = write
        self._waiting: deque[Notice] = deque()
        self._turn = threading.Lock()
        self._wake = threading.Event()
        self._process = 0
        self._lost = 0

    def put(self, notice: Notice) -> None:
        """Takes the notice; beyond `MOST_WAITING` it is counted and dropped."""
        self._start()
        if len(self._waiting) >= MOST_WAITING:
            self._lost += 1
            metrics.audit_notices_lost.inc()
            return
        self._waiting.append(notice)
        if len(self._waiting) >= MOST_AT_ONCE:
            self._wake.set()

    def flush(self, seconds: float = CLOSING_SECONDS) -> bool:
        """Writes what waits, now; whether nothing is left. Gives up after `seconds`, or when the database is away."""
        until = time.monotonic() + seconds
        while self._waiting and time.monotonic() < until:
            if not self._write_some():
                return False
        return not self._waiting

    def _start(self) -> None:
        if self._process == os.getpid():
            return
        with self._turn:
            if self._process == os.getpid():
                return
            self._waiting, self._process = deque(), os.getpid()  # what waits in the parent is the parent's to write
            threading.Thread(target=self._run, name="audit-notices", daemon=True).start()
            atexit.register(self.flush)

    def _run(self) -> None:
        while True:
            self._wake.wait(PAUSE_SECONDS)
            self._wake.clear()
            while self._waiting and self._write_some():
                pass

    def _write_some(self) -> bool:
        """Whether the next of those that wait are written."""
        with self._turn:
            some = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_AT_ONCE))]
            try:
                self._write(some)
            except Unavailable:
                self._waiting.extendleft(reversed(some))
                return False
            except Exception:  # the edge of a thread: one bad notice must not end all later ones
                metrics.audit_notices_lost.inc(len(some))
                log.exception("notices not written", extra={"notices": len(some)})
        if self._lost:
            log.error("notices lost: the trail could not be written for too long", extra={"notices": self._lost})
            self._lost = 0
        return True

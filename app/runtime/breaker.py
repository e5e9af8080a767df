"""Remembers that a server does not answer: whoever found out has paid for it, everybody else is told at once.

A thread of its own asks whether the server is back, so that no request ever does.
"""

import threading
import time
from collections.abc import Callable


class Breaker:
    """Open while the server called `name` is away."""

    def __init__(self, name: str, *, probe_seconds: float = 1.0) -> None:
        self.is_open = False
        self._name = name
        self._probe_seconds = probe_seconds
        self._lock = threading.Lock()

    def trip(self, answers: Callable[[], bool]) -> None:
        """Opens, and asks `answers` again and again until it is true."""
        with self._lock:
            if self.is_open:
                return
            self.is_open = True
        threading.Thread(target=self._probe, args=(answers,), name=f"{self._name}-probe", daemon=True).start()

    def _probe(self, answers: Callable[[], bool]) -> None:
        while not answers():
            time.sleep(self._probe_seconds)
        self.is_open = False

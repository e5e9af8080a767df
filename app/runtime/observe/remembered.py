"""A measurement that is shared: however many ask, one measures, and nobody else waits who can be told the last one."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Remembered(Generic[Value]):
    """What `measure` returned, at most `seconds` old; older only while somebody is measuring anew."""

    def __init__(self, measure: Callable[[], Value], *, seconds: float) -> None:
        self._measure = measure
        self._seconds = seconds
        self._turn = threading.Lock()
        self._found: tuple[float, Value] | None = None

    def value(self) -> Value:
        """It. Waits only when nothing was ever measured, or when it is this caller's turn to measure."""
        found = self._found
        if found and time.monotonic() - found[0] < self._seconds:
            return found[1]
        if not self._turn.acquire(blocking=found is None) and found:
            return found[1]
        try:
            if self._found is None or time.monotonic() - self._found[0] >= self._seconds:
                self._found = (time.monotonic(), self._measure())
            return self._found[1]
        finally:
            self._turn.release()

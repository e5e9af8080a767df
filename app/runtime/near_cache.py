"""The results that this process served last, so that the next request for one need not ask Redis.

A key names model version, business and revision of the books, so its bytes never change; they are kept for seconds and
within a bound, only to spare the round trip.
"""

import time
from collections import OrderedDict
from threading import Lock

KEPT_SECONDS = 20.0
MOST_BYTES = 4 * 1024 * 1024


class NearCache:
    """Bytes by key, the longest unused dropped first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def fetch(self, key: str) -> bytes | None:
        """The bytes, while they are fresh."""
        with self._lock:
            until, value = self._kept.get(key, (0.0, b""))
            if until < time.monotonic():
                self._drop(key)
                return None
            self._kept.move_to_end(key)
            return value

    def store(self, key: str, value: bytes) -> None:
        """Keeps `value`, unless it is larger than a quarter of all that is kept."""
        if len(value) > MOST_BYTES // 4:
            return
        with self._lock:
            self._drop(key)
            self._kept[key] = (time.monotonic() + KEPT_SECONDS, value)
            self._bytes += len(value)
            while self._bytes > MOST_BYTES:
                self._drop(next(iter(self._kept)))

    def forget(self, prefix: str) -> None:
        """Drops every key that starts with `prefix`."""
        with self._lock:
            for key in [key for key in self._kept if key.startswith(prefix)]:
                self._drop(key)

    def _drop(self, key: str) -> None:
        _, value = self._kept.pop(key, (0.0, b""))
        self._bytes -= len(value)

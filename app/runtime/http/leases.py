"""Hits of a limit that a process has taken in advance and may spend by itself, without asking Redis.

A hundredth of the limit is taken at a time: for 600 a minute, one round trip serves six requests. What is taken counts
at once, so no limit is ever exceeded; limits under 200 are counted one by one.
"""

import time
from threading import Lock

LEASES_PER_LIMIT = 100
LEASE_SECONDS = 5.0
MOST_ACCOUNTS = 10_000


def lease_size(limit: int) -> int:
    """How many hits of `limit` are taken at a time."""
    return max(1, limit // LEASES_PER_LIMIT)


class Leases:
    """What is left of the hits that this process took, by account."""

    def __init__(self) -> None:
        self._left: dict[str, tuple[float, int]] = {}
        self._lock = Lock()

    def spend(self, account: str) -> bool:
        """Whether a hit was left; it is not any more."""
        with self._lock:
            until, left = self._left.get(account, (0.0, 0))
            if left < 1 or until < time.monotonic():
                return False
            self._left[account] = (until, left - 1)
            return True

    def grant(self, account: str, hits: int) -> None:
        """Keeps `hits` that were counted."""
        if hits < 1:
            return
        with self._lock:
            if len(self._left) >= MOST_ACCOUNTS:
                self._left.clear()
            self._left[account] = (time.monotonic() + LEASE_SECONDS, hits)

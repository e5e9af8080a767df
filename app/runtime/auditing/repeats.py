"""Tells the first of many same things: an owner who scrolls through alerts has read them once, for the trail."""

import time
from collections import OrderedDict
from collections.abc import Hashable

MOST_REMEMBERED = 20_000


class Repeats:
    """What one process has seen lately, the oldest forgotten first."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._seen: OrderedDict[Hashable, float] = OrderedDict()
        self._most = most

    def is_first(self, key: Hashable, *, within_seconds: float) -> bool:
        """Whether `key` has not come within the last seconds; from now on it has."""
        now = time.monotonic()
        last = self._seen.get(key)
        if last is not None and now - last < within_seconds:
            return False
        self._seen[key] = now
        if len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return True

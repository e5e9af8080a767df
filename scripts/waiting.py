"""Waiting for what another process or thread does, without betting on how long it takes."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 120.0
LOOK_SECONDS = 0.02


class NotInTime(AssertionError):
    """What was waited for did not happen; the message says what, or holds what was printed meanwhile."""


def came_true(claim: Callable[[], bool], *, within: float, look_seconds: float = LOOK_SECONDS) -> bool:
    """Whether `claim` holds before so many seconds are over; returns as soon as it does."""
    end = time.monotonic() + within
    while not claim():
        if time.monotonic() > end:
            return False
        time.sleep(look_seconds)
    return True


def until(
    claim: Callable[[], bool],
    *,
    within: float = PATIENCE_SECONDS,
    look_seconds: float = LOOK_SECONDS,
    what: str = "what was waited for",
) -> float:
    """Seconds until `claim` held. Raises `NotInTime` when it does not `within` so many."""
    began = time.monotonic()
    if not came_true(claim, within=within, look_seconds=look_seconds):
        raise NotInTime(f"{what} did not happen within {within:g} s")
    return time.monotonic() - began

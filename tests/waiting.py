"""Waiting for what another process or thread does, without betting on how long it takes."""

import time
from collections.abc import Callable

PATIENCE_SECONDS = 120.0
LOOK_SECONDS = 0.02


def until(claim: Callable[[], bool]) -> None:
    """Returns when `claim` holds; fails when it never does."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not claim():
        assert time.monotonic() < end, "what was waited for did not happen"
        time.sleep(LOOK_SECONDS)

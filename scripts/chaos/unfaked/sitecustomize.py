"""Python reads this at its start where the folder is on PYTHONPATH: sleeping, so that libfaketime does not spoil it.

libfaketime 0.9.10 takes the moment until which Python 3.11 sleeps (clock_nanosleep, monotonic) for one of the shifted
clock, and the sleep fails with EINVAL; with the monotonic clock shifted too, every wait for a thread hangs (both seen).
"""

import select
import time
from typing import SupportsIndex


def sleep(seconds: float | SupportsIndex) -> None:
    """Waits by `select`, whose time-out is a span and no moment."""
    select.select([], [], [], float(seconds))


time.sleep = sleep

"""Ctrl-C in a terminal: for this process alone, not for the `make` that started it.

`make` would answer a Ctrl-C by failing, however well we stop. So we take the terminal's foreground for as long as we
run, as a shell does for its jobs, and give it back.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def foreground() -> Iterator[None]:
    """Holds the terminal's foreground where there is a terminal and it is ours to take; else changes nothing."""
    terminal = sys.__stdin__.fileno() if sys.__stdin__ else -1
    if not _is_shared(terminal):
        yield
        return
    former = os.getpgrp()
    ignored = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGTTOU, signal.SIGTSTP)}
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpid())
    try:
        yield
    finally:
        with suppress(OSError):
            os.tcsetpgrp(terminal, former)
        for number, handler in ignored.items():
            signal.signal(number, handler)


def _is_shared(terminal: int) -> bool:
    """Whether we are in the terminal's foreground together with the process that started us."""
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp() != os.getpid()
    except OSError:
        return False

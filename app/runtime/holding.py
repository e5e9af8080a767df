"""A file that one process holds at a time, with a line in it that says who does."""

import fcntl
from typing import TextIO


class Held(Exception):
    """Another process holds the file; `line` is what it wrote of itself."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def hold(lock: TextIO, line: str) -> None:
    """Holds `lock`, opened with `a+`, until it is closed, and writes `line` in it. Raises `Held` at once."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        raise Held(lock.read().strip()) from None
    lock.truncate(0)
    lock.write(f"{line}\n")
    lock.flush()

"""The processes of a running system: found by what they run, stopped, let go on, killed, counted (Linux, /proc)."""

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scripts.whole_system import NotInTime

PROC = Path("/proc")
LOOK_SECONDS = 0.02


def children(parent: int) -> list[int]:
    """The process ids below `parent`, one generation; none when it is gone."""
    try:
        tasks = [(task / "children").read_text() for task in (PROC / str(parent) / "task").iterdir()]
    except OSError:
        return []
    return [int(pid) for line in tasks for pid in line.split()]


def tree(pid: int) -> list[int]:
    """`pid` and everything below it."""
    found = [pid]
    for one in found:
        found += children(one)
    return found


def part(supervisor: int, word: str) -> int:
    """The child of `supervisor` whose program or command is called `word`. Raises `LookupError`."""
    for pid in children(supervisor):
        with suppress(OSError):
            words = (PROC / str(pid) / "cmdline").read_text().split("\0")
            if word in (*words, (PROC / str(pid) / "exe").readlink().name):
                return pid
    raise LookupError(f"no {word} runs")


def tell(pids: Iterable[int], number: signal.Signals) -> None:
    """Sends a signal to each that still lives."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


@contextmanager
def stopped(pids: list[int]) -> Iterator[None]:
    """Within the block these processes stand still."""
    tell(pids, signal.SIGSTOP)
    try:
        yield
    finally:
        tell(pids, signal.SIGCONT)


def open_files(pids: Iterable[int]) -> int:
    """How many files and connections these processes hold open."""
    return sum(_open_files(pid) for pid in pids)


def await_true(claim: Callable[[], bool], *, within: float, what: str) -> float:
    """Seconds until `claim` holds. Raises `NotInTime` when it does not `within` seconds."""
    began = time.monotonic()
    while not claim():
        if time.monotonic() - began > within:
            raise NotInTime(f"{what} did not happen within {within:g} s")
        time.sleep(LOOK_SECONDS)
    return time.monotonic() - began


def _open_files(pid: int) -> int:
    try:
        return sum(1 for _ in (PROC / str(pid) / "fd").iterdir())
    except OSError:
        return 0

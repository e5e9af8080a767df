"""Processes as Linux shows them in /proc: who is below whom, what they hold and cost; stopped, let go on, killed."""

import os
import signal
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

PROC = Path("/proc")
END_SECONDS = 30.0
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@contextmanager
def running(command: Sequence[str | Path], printed: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that is told to end with the block; what it prints lies in the file `printed`."""
    with printed.open("wb") as file:
        process = subprocess.Popen([str(word) for word in command], stdout=file, stderr=file)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(END_SECONDS)


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
            if word in (*_command(pid), (PROC / str(pid) / "exe").readlink().name):
                return pid
    raise LookupError(f"no {word} runs")


def named(pids: Iterable[int], word: str) -> list[int]:
    """Those whose command line has `word`."""
    return [pid for pid in pids if word in " ".join(_command(pid))]


def are_replaced(parent: int, before: Iterable[int]) -> bool:
    """Whether `parent` has children again, none of them among `before`."""
    now = children(parent)
    return bool(now) and not set(now) & set(before)


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


def cpu_seconds(pids: Iterable[int]) -> float:
    """User and system time that these processes have used so far."""
    return sum(_ticks(pid) for pid in pids) / TICKS_PER_SECOND


def pss_mb(pids: Iterable[int]) -> float:
    """Their memory, each shared page divided by its sharers, in MB (10^6 bytes); 0 for one that has just ended."""
    return sum(_pss_kib(pid) for pid in pids) * 1024 / 1e6


def _command(pid: int) -> list[str]:
    return (PROC / str(pid) / "cmdline").read_text(errors="replace").split("\0")


def _open_files(pid: int) -> int:
    try:
        return sum(1 for _ in (PROC / str(pid) / "fd").iterdir())
    except OSError:
        return 0


def _ticks(pid: int) -> int:
    fields = (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def _pss_kib(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))

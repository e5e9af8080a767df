"""What processes cost, read from /proc: processor time, proportional memory, who descends from whom."""

import os
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


def descendants(pid: int) -> list[int]:
    """`pid` and every living process below it."""
    parents = {int(entry.name): _parent(entry) for entry in PROC.iterdir() if entry.name.isdigit()}
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def named(pids: list[int], word: str) -> list[int]:
    """Those whose command line has `word`."""
    return [pid for pid in pids if word in _command(pid)]


def cpu_seconds(pids: list[int]) -> float:
    """User and system time that these processes have used so far."""
    return sum(_ticks(pid) for pid in pids) / TICKS_PER_SECOND


def pss_mb(pids: list[int]) -> float:
    """Their memory, each shared page divided by its sharers, in MB (10^6 bytes)."""
    return sum(_pss_kib(pid) for pid in pids) * 1024 / 1e6


def _ticks(pid: int) -> int:
    fields = (PROC / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])


def _pss_kib(pid: int) -> int:
    lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _parent(entry: Path) -> int:
    try:
        return int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def _command(pid: int) -> str:
    return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")

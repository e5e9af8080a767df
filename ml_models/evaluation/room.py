"""Room for a model from outside: a file of some kilobytes may ask for tens of gigabytes when it is asked for an answer.

The limit is the process's own (`RLIMIT_DATA`), so what asks for more gets a `MemoryError` and the machine stays whole.
Where the system tells nothing of itself in `/proc` there is no limit.
"""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEASURING = 2 << 30
"""Bytes for opening and measuring one version; those that are shipped take a tenth of it."""
STATM = Path("/proc/self/statm")
DATA = 5


@contextmanager
def limited(most_bytes: int = MEASURING) -> Iterator[None]:
    """Let this process grow by `most_bytes` at most within the block. For one block at a time in a process."""
    held = _held()
    before, most = resource.getrlimit(resource.RLIMIT_DATA)
    if held is None:
        yield
        return
    wanted = held + most_bytes
    given = min([wanted, *(limit for limit in (before, most) if limit != resource.RLIM_INFINITY)])
    resource.setrlimit(resource.RLIMIT_DATA, (given, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (before, most))


def _held() -> int | None:
    """Bytes of data that this process has, or None where nobody can tell."""
    try:
        return int(STATM.read_text().split()[DATA]) * resource.getpagesize()
    except (OSError, IndexError, ValueError):
        return None

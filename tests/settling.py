"""The first start of the whole system, which is made once for all the processes that share the tests."""

import fcntl
from pathlib import Path
from tempfile import mkdtemp

from tests.running import system


def settled(place: Path) -> Path:
    """The data folder of a first start whose jobs are all done. Whoever asks first makes it, the others wait for it.

    place : a folder of this run that all its processes know
    """
    told = place / "settled"
    with (place / "settled.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(str(_first_started(Path(mkdtemp(prefix="settled-", dir=place)) / "data")))
    return Path(told.read_text())


def _first_started(folder: Path) -> Path:
    with system(folder) as running:
        running.await_idle()
    return folder

"""What processes that have ended counted, added up in one file of each kind, so that no scrape reads them one by one.

prometheus_client leaves behind the counters and histograms of every process that ever was (`mark_process_dead` takes
live gauges alone), and each scrape would read them all (its issues 275 and 443). Here whoever scrapes adds them up.

Killed half-way, the next one goes on: the sums are written beside, then the list of what is in them, and only what is
on such a list is replaced and removed. Numbers of processes are given out in turn (proc(5), `pid_max`), so none comes
back while its file is being read.
"""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from prometheus_client.mmap_dict import MmapedDict

COUNTED = ("counter", "histogram", "summary")
"""Kinds of files whose numbers go on counting after a process; what a gauge said was of its present."""
SUMS, UNFINISHED = "ended.db", "ended.part"
LIST = "ended.list"
LOCK = "ended.lock"


@contextmanager
def added_up(folder: Path) -> Iterator[list[str]]:
    """The files to be read: sums, and those of processes that live. They stay for the block; it waits for its turn."""
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            add_up(folder)
            fcntl.flock(lock, fcntl.LOCK_SH)
            yield [str(file) for file in sorted(folder.glob("*.db")) if _says_something(file)]
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)  # a process forked meanwhile has the file open too


def add_up(folder: Path) -> None:
    """Adds the files of ended processes to the sums and removes them. One at a time: see `added_up`."""
    _finish(folder)
    ended = [file for file in sorted(folder.glob("*.db")) if _has_ended(file)]
    if not ended:
        return
    for kind in COUNTED:
        files = [file for file in ended if file.name.startswith(f"{kind}_") and _says_something(file)]
        if files:
            _add(folder / f"{kind}_{SUMS}", files, folder / f"{kind}_{UNFINISHED}")
    unfinished = folder / f"list_{UNFINISHED}"
    unfinished.write_text("\n".join(file.name for file in ended))
    unfinished.rename(folder / LIST)
    _finish(folder)


def _add(sums: Path, files: Iterable[Path], into: Path) -> None:
    if sums.exists():
        shutil.copyfile(sums, into)
    counted = MmapedDict(str(into))  # type: ignore[no-untyped-call]
    for file in files:
        for key, value, *_ in MmapedDict.read_all_values_from_file(file):  # type: ignore[no-untyped-call]
            counted.write_value(key, counted.read_value(key)[0] + value, 0.0)  # type: ignore[no-untyped-call]
    counted.close()  # type: ignore[no-untyped-call]


def _finish(folder: Path) -> None:
    """Puts the sums in the place of what the list names; without a list they are nothing yet."""
    listed = folder / LIST
    is_listed = listed.exists()
    for sums in folder.glob(f"*_{UNFINISHED}"):
        if is_listed:
            sums.rename(sums.with_name(sums.name.replace(UNFINISHED, SUMS)))
        else:
            sums.unlink()
    if is_listed:
        for name in listed.read_text().splitlines():
            (folder / name).unlink(missing_ok=True)
        listed.unlink()


def _says_something(file: Path) -> bool:
    """Not so at a process's birth, for a moment: prometheus_client would stumble over it."""
    return file.stat().st_size > 0


def _has_ended(file: Path) -> bool:
    pid = file.stem.rpartition("_")[2]
    if not pid.isdigit():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False

"""Keeps one unit running where there is no systemd: `python -m scripts.deployment.keeper ai-backend-worker`.

It starts the unit's own command line from the present release, starts it again when it falls, and ends it by the unit's
signal within the unit's patience, the whole group after that. HUP is passed on. Who runs is written to a file beside
the lock that it holds, so that neither a stale number nor a second keeper can mislead.
"""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType
from typing import TextIO

from app.runtime.embedded.process import ends_with_parent
from scripts.deployment import place, units
from scripts.deployment.place import Place
from scripts.deployment.units import Unit

LOOK_SECONDS = 0.05
TRIES = 20
KEPT_FOLDERS = ("DATA_DIR", "LOG_DIR")
"""StateDirectory= and LogsDirectory= of the units."""


class Keeper:
    """One unit and its process."""

    def __init__(self, where: Place, name: str) -> None:
        self._where = where
        self._name = name
        self._child: subprocess.Popen[bytes] | None = None
        self._unit: Unit | None = None
        self._starts = 0
        self._kill_at: float | None = None

    def keep(self) -> None:
        """Returns when it was told to end and nothing of the unit is left."""
        signal.signal(signal.SIGTERM, self._end)
        signal.signal(signal.SIGINT, self._end)
        signal.signal(signal.SIGHUP, self._pass_on)
        while self._kill_at is None:
            unit = self._start()
            if self._child is None or self._awaited(self._child) is None:
                continue
            self._tidy(self._child)
            self._pause(unit.pause_seconds)

    def _start(self) -> Unit:
        self._unit = unit = units.read(self._where, self._name)
        for folder in unit.folders:
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        for name in KEPT_FOLDERS:
            if unit.environ.get(name):
                Path(unit.environ[name]).mkdir(mode=0o700, parents=True, exist_ok=True)
        self._starts += 1
        if all(self._run(unit, command).wait() == 0 for command in unit.before):
            self._child = self._run(unit, unit.command)
            self._tell(self._child.pid)
        else:
            self._tell(0)
            self._pause(unit.pause_seconds)
        return unit

    def _run(self, unit: Unit, command: tuple[str, ...]) -> "subprocess.Popen[bytes]":
        with log_of(self._where, self._name).open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=unit.folder,
                env=unit.environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=ends_with_parent(os.getpid(), unit.stops_on),
            )

    def _awaited(self, child: "subprocess.Popen[bytes]") -> int | None:
        """How it ended; it is killed when its time to end is over."""
        while (code := child.poll()) is None:
            if self._kill_at is not None and time.monotonic() > self._kill_at:
                self._tidy(child)
            time.sleep(LOOK_SECONDS)
        return code

    def _tidy(self, child: "subprocess.Popen[bytes]") -> None:
        """Kills what is left of its group (KillMode=mixed)."""
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self._kill_at is None and time.monotonic() < until:
            time.sleep(LOOK_SECONDS)

    def _tell(self, child: int) -> None:
        told = {"pid": child, "release": self._where.linked(), "starts": self._starts}
        path = state_of(self._where, self._name)
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(told))
        draft.replace(path)

    def _end(self, _: int, __: FrameType | None) -> None:
        if self._unit is not None and self._child is not None:
            self._child.send_signal(self._unit.stops_on)
        self._kill_at = time.monotonic() + (self._unit.stop_seconds if self._unit else 0)

    def _pass_on(self, number: int, _: FrameType | None) -> None:
        if self._child is not None:
            self._child.send_signal(number)


def lock_of(where: Place, name: str) -> Path:
    """Held by the keeper of the unit; holds its process id."""
    return where.run / "keepers" / f"{name}.lock"


def state_of(where: Place, name: str) -> Path:
    """What the keeper runs: process, release, and how often it has started it."""
    return where.run / "keepers" / f"{name}.json"


def log_of(where: Place, name: str) -> Path:
    """What the unit prints."""
    return where.run / "keepers" / f"{name}.log"


def _held(lock: TextIO) -> bool:
    """Whether the lock is ours now. Who only looks whether there is a keeper holds it for a moment, too."""
    for _ in range(TRIES):
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(LOOK_SECONDS)
    return False


def main(name: str) -> int:
    """Keeps the unit; 1 when another keeper does."""
    where = place.of(os.environ)
    path = lock_of(where, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as lock:
        if not _held(lock):
            return 1
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        state_of(where, name).unlink(missing_ok=True)
        Keeper(where, name).keep()
        state_of(where, name).unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

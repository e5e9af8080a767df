"""Starting and ending the units of a host: by systemd where it runs, else by keepers of our own."""

import fcntl
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from scripts.deployment import keeper, units
from scripts.deployment.place import Place
from scripts.deployment.records import Failed

SYSTEMD_RUNS = Path("/run/systemd/system")
"""What sd_booted(3) asks."""
LONGEST_SECONDS = 600
LOOK_SECONDS = 0.05
STARTS_ALLOWED = 1
"""A process that falls in its first seconds would fall again."""
MARGIN_SECONDS = 15


class Services(Protocol):
    """The units of this host."""

    def is_running(self, unit: str) -> bool:
        """Whether its process lives."""

    def runs(self, unit: str, version: str) -> bool:
        """Whether its process lives and was started from that release."""

    def has_fallen(self, unit: str) -> bool:
        """Whether it cannot stay up."""

    def restart(self, unit: str) -> None:
        """Ends it as its unit says, what it works at included, and starts it from the present release."""

    def stop(self, unit: str) -> None:
        """Ends it."""


@dataclass(frozen=True, slots=True)
class Systemd:
    """The machine's own."""

    def is_running(self, unit: str) -> bool:
        """Whether systemd calls it active."""
        return subprocess.run(["systemctl", "is-active", "--quiet", unit]).returncode == 0

    def runs(self, unit: str, version: str) -> bool:
        """Whether the folder in which its process was started is that release."""
        shown = subprocess.run(
            ["systemctl", "show", "--property", "MainPID", "--value", unit], capture_output=True, text=True
        )
        folder = Path("/proc") / (shown.stdout.strip() or "0") / "cwd"
        return folder.exists() and folder.resolve().name == version

    def has_fallen(self, unit: str) -> bool:
        """Whether systemd has started it again since it was asked for, or has given it up."""
        asked = ["systemctl", "show", "--property", "NRestarts,Result", "--value", unit]
        restarts, result = (*subprocess.run(asked, capture_output=True, text=True).stdout.split(), "0", "none")[:2]
        return restarts != "0" or result not in ("success", "none")

    def restart(self, unit: str) -> None:
        """Waits until it says that it is up (Type=notify), or was started. Raises `Failed`."""
        self._ask("restart", unit)

    def stop(self, unit: str) -> None:
        """Waits until it has ended. Raises `Failed`."""
        self._ask("stop", unit)

    def _ask(self, verb: str, unit: str) -> None:
        done = subprocess.run(["systemctl", verb, unit], capture_output=True, text=True, timeout=LONGEST_SECONDS)
        if done.returncode:
            raise Failed(
                f"systemctl {verb} {unit}: {done.stderr.strip() or done.returncode}; see journalctl -u {unit}."
            )


@dataclass(frozen=True, slots=True)
class Kept:
    """Keepers of our own (keeper.py), as the user who deploys."""

    place: Place

    def is_running(self, unit: str) -> bool:
        """Whether a keeper holds it and its process is there."""
        return self.keeper(unit) is not None and bool(self.state(unit).get("pid"))

    def runs(self, unit: str, version: str) -> bool:
        """Whether its keeper says so."""
        return self.is_running(unit) and self.state(unit).get("release") == version

    def has_fallen(self, unit: str) -> bool:
        """Whether it was started again since it was asked for."""
        return int(self.state(unit).get("starts", 0)) > STARTS_ALLOWED

    def restart(self, unit: str) -> None:
        """Waits until it has ended, and until its process was started. Raises `Failed`."""
        self.stop(unit)
        log = keeper.log_of(self.place, unit)
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as file:
            subprocess.Popen(
                [self.place.current / ".venv/bin/python", "-m", "scripts.deployment.keeper", unit],
                cwd=self.place.current.resolve(),
                env={**os.environ, **self._where()},
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
                start_new_session=True,
            )
        if not _until(lambda: self.is_running(unit), MARGIN_SECONDS):
            raise Failed(f"{unit} could not be started; its last words are in {log}.")

    def stop(self, unit: str) -> None:
        """Waits as long as the unit may take to end. Raises `Failed`."""
        pid = self.keeper(unit)
        if pid is None:
            return
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
        if not _until(lambda: self.keeper(unit) != pid, units.read(self.place, unit).stop_seconds + MARGIN_SECONDS):
            raise Failed(f"{unit} did not end; its keeper is process {pid}.")

    def keeper(self, unit: str) -> int | None:
        """The process that keeps the unit; None for nobody."""
        path = keeper.lock_of(self.place, unit)
        if not path.exists():
            return None
        with path.open("r+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(lock.read() or 0) or None
        return None

    def state(self, unit: str) -> dict[str, Any]:
        """What its keeper wrote down last; empty for nothing."""
        try:
            told: dict[str, Any] = json.loads(keeper.state_of(self.place, unit).read_text())
        except FileNotFoundError:
            return {}
        return told

    def _where(self) -> dict[str, str]:
        found = self.place
        return {
            "AI_BACKEND_HOME": str(found.home),
            "AI_BACKEND_ETC": str(found.etc),
            "AI_BACKEND_RUN": str(found.run),
        }


def of(place: Place) -> Systemd | Kept:
    """What this machine has."""
    return Systemd() if SYSTEMD_RUNS.is_dir() and place.run == Path("/run") else Kept(place)


def _until(claim: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not claim():
        if time.monotonic() > end:
            return False
        time.sleep(LOOK_SECONDS)
    return True

"""The history of deployments, one JSON object a line, and the lock by which one deployment at a time is at work."""

import getpass
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from app.runtime.holding import Held, hold
from scripts.deployment.records import Busy, Entry

HISTORY = "history.jsonl"
LOCK = ".lock"


@contextmanager
def sole(folder: Path, doing: str) -> Iterator[None]:
    """Holds `folder` for this process until the block ends, or the process does. Raises `Busy` with who holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a+") as lock:
        try:
            hold(lock, f"{who()} (pid {os.getpid()}) has been {doing} since {moment()}")
        except Held as held:
            raise Busy(f"Another one is at work, and nothing was done: {held.line}.") from None
        yield


def append(folder: Path, entry: Entry) -> None:
    """Writes the entry at the end, on a line of its own even after one that was cut off, and onto the disk."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / HISTORY).open("ab+") as file:
        is_cut = file.tell() and os.pread(file.fileno(), 1, file.tell() - 1) != b"\n"
        file.write(b"\n" * bool(is_cut) + json.dumps(asdict(entry)).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def entries(folder: Path, environment: str = "") -> list[Entry]:
    """All of them, or those of one environment, oldest first. A line that was cut off is left out."""
    path = folder / HISTORY
    lines = path.read_bytes().splitlines() if path.exists() else []
    found = [entry for line in lines if (entry := _entry(line))]
    return [entry for entry in found if environment in ("", entry.environment)]


def standing(folder: Path, environment: str = "") -> Entry | None:
    """The latest deployment that went well; what came to nothing after it does not count."""
    return next((entry for entry in reversed(entries(folder, environment)) if entry.result == "ok"), None)


def cut_off(folder: Path, environment: str = "") -> Entry | None:
    """The last deployment, when it began and nobody wrote down its end."""
    known = entries(folder, environment)
    return known[-1] if known and known[-1].result == "begun" else None


def _entry(line: bytes) -> Entry | None:
    try:
        return Entry(**json.loads(line))
    except (ValueError, TypeError):
        return None


def who() -> str:
    """The person at the keyboard, as this machine knows them."""
    try:
        return os.environ.get("SUDO_USER") or getpass.getuser()
    except (KeyError, OSError):  # an account without a name
        return f"uid {os.getuid()}"


def moment() -> str:
    """Now, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")

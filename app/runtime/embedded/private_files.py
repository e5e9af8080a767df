"""Files that only their owner may read, and the lock that lets one supervisor at a time have a data folder."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from app.runtime.embedded.process import Account, CannotStart
from app.runtime.holding import Held, hold

CHILDREN = ".children"
"""An empty file that every child holds open: whoever holds it belongs to the data folder."""


def write_text(path: Path, text: str, account: Account | None = None) -> None:
    """Writes `path` in one step with mode 0600: a reader finds the old or the new text, never half of it."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        if account:
            os.fchown(descriptor, account.uid, account.gid)
    draft.replace(path)


def write_json(path: Path, value: Any) -> None:
    """Writes `value` to `path` as `write_text` does."""
    write_text(path, json.dumps(value, indent=1) + "\n")


def secret(path: Path, account: Account | None = None) -> str:
    """The password kept in `path`, made when there is none."""
    if not path.exists():
        write_text(path, secrets.token_urlsafe(24), account)
    return path.read_text(encoding="utf-8").strip()


def make_folder(path: Path) -> Path:
    """`path`, made with mode 0700 when missing; its parents are left as they are. Raises `CannotStart`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise CannotStart(f"the folder {path} cannot be made: {error.strerror}") from error
    return path


@contextmanager
def sole_use(folder: Path) -> Iterator[int]:
    """Holds `folder` for this process; yields a descriptor that children inherit, by which `leftovers` finds them.

    Raises `CannotStart` with the pid of the process that holds it.
    """
    with _opened(folder / "supervisor.pid") as lock, _opened(folder / CHILDREN) as children:
        try:
            hold(lock, str(os.getpid()))
        except Held as held:
            raise CannotStart(f"already running, pid {held.line} uses DATA_DIR {folder}") from None
        yield children.fileno()


def _opened(path: Path) -> TextIO:
    try:
        return path.open("a+")
    except OSError as error:
        raise CannotStart(f"DATA_DIR {path.parent} cannot be used: {error.strerror}") from error


def leftovers(folder: Path) -> list[int]:
    """Processes of an earlier supervisor of `folder` that was killed: those that still hold its descriptor (Linux)."""
    marker = str(folder.resolve() / CHILDREN)
    holders = {int(link.parts[2]) for link in Path("/proc").glob("[0-9]*/fd/*") if _target(link) == marker}
    return sorted(holders - {os.getpid()})


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""

"""Looks through the backups that there are, and deletes those that have had their time: never the last sound one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.runtime.backups import archive, chunks, keys
from app.runtime.backups.keys import KeyRing
from app.runtime.backups.manifest import Manifest
from app.runtime.backups.offsite import Offsite
from app.runtime.backups.problems import NotABackup
from app.runtime.backups.shelf import NAME, Shelf, moment_of
from app.runtime.settings import Settings
from app.values.errors import Problem


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup as its header shows it, unproven; `about` is empty for one in the bucket or one that is none."""

    name: str
    place: str
    size_bytes: int | None
    about: dict[str, Any]


def listed(settings: Settings) -> Iterator[Listed]:
    """Every backup of the folder and of the bucket, the newest first. Needs no key."""
    shelf = Shelf(settings.backups)
    for name in shelf.names():
        path = shelf.path(name)
        yield Listed(name, str(settings.backups), path.stat().st_size, _about(path))
    for name in Offsite(settings).names() if settings.backup_url else ():
        yield Listed(name, settings.backup_url, None, {})


def verified(settings: Settings, name: str = "") -> tuple[str, Manifest]:
    """Name and manifest of a backup, the newest of folder and bucket when none is named, once all of it is proven.

    Raises `Damaged`, `NoKey` or `NotABackup`.
    """
    chosen = name or max((one.name for one in listed(settings)), default="")
    if not chosen:
        raise NotABackup(f"There is no backup in {settings.backups}. Make one with: flask backup create")
    with at_hand(settings, chosen) as path:
        return chosen, archive.examined(path, keys.reading(settings))


@contextmanager
def at_hand(settings: Settings, name: str) -> Iterator[Path]:
    """The file of a backup: of this name in the folder, at this path, or fetched from the bucket for the block."""
    shelf = Shelf(settings.backups)
    try:
        found = shelf.path(name)
    except NotABackup:
        if not settings.backup_url or not NAME.fullmatch(name):
            raise
        with shelf.sole_use(), shelf.passing(name) as path:
            Offsite(settings).fetch(name, path)
            yield path
        return
    yield found


def prune(settings: Settings, *, now: datetime) -> list[str]:
    """Deletes backups older than BACKUP_RETENTION_DAYS, here and in the bucket; their names.

    The newest that is sound stays however old it is; where none is sound, nothing is deleted. A young one in the
    bucket is such a one, and then nothing aged stays here.
    """
    shelf, oldest = Shelf(settings.backups), now - timedelta(days=settings.backup_retention_days)
    with shelf.sole_use():
        there = Offsite(settings).names() if settings.backup_url else []
        aged = [name for name in shelf.names() if moment_of(name) < oldest]
        if aged and not (there and moment_of(there[0]) >= oldest):
            sound = _newest_sound(shelf, keys.reading(settings))
            aged = [name for name in aged if sound and name != sound]
        for name in aged:
            shelf.remove(name)
        return aged + (_prune_bucket(Offsite(settings), oldest) if settings.backup_url else [])


def leave_to_bucket(settings: Settings, name: str) -> None:
    """Deletes the copy here of a backup that was sent."""
    shelf = Shelf(settings.backups)
    with shelf.sole_use():
        shelf.remove(name)


def _prune_bucket(offsite: Offsite, oldest: datetime) -> list[str]:
    """Only whole copies of proven backups ever got there, so the newest is sound."""
    gone = [name for name in offsite.names()[1:] if moment_of(name) < oldest]
    for name in gone:
        offsite.delete(name)
    return gone


def _newest_sound(shelf: Shelf, ring: KeyRing) -> str | None:
    for name in shelf.names():
        try:
            archive.examined(shelf.path(name), ring)
        except (Problem, OSError):
            continue
        return name
    return None


def _about(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return chunks.header(file)[1]
    except (NotABackup, OSError):
        return {}

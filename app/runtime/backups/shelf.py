"""BACKUP_DIR: a backup stands there whole under its final name, or not at all; one process at a time writes or deletes.

What a killed process has left bears another name and goes with the next run.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from app.runtime.backups.problems import BackupFailed, BackupRunning, NotABackup

NAME = re.compile(r"ai_assistant_(\d{8}_\d{6})\.backup")
STAMP = "%Y%m%d_%H%M%S"
UNFINISHED = ".unfinished"
LOCK = ".lock"
GROWTH = 1.25
"""A backup is rarely larger by more than a quarter than the one of the day before."""
PACKED = 0.5
"""Share of database and files that is counted on where there was none before. Measured on the demo: 0.23."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The folder. Nothing is made in it before it is used."""

    folder: Path

    @contextmanager
    def sole_use(self) -> Iterator[None]:
        """Holds the folder for this process and clears what a killed one has left. Raises `BackupRunning`."""
        with _failing_plainly(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            lock = (self.folder / LOCK).open("a")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BackupRunning from error
            for left in self.folder.glob(f"*{UNFINISHED}"):
                left.unlink(missing_ok=True)
            yield

    @contextmanager
    def draft(self, name: str) -> Iterator[tuple[Path, BinaryIO]]:
        """A file to write; it gets its name once the block ends well and its bytes are on the disk, else it is removed.

        Raises `BackupFailed` for a full or broken disk.
        """
        path = self.folder / f"{name}{UNFINISHED}"
        with _failing_plainly(self.folder):
            try:
                descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "wb") as file:
                    yield path, file
                    written(file)
                path.rename(self.folder / name)
                _sync_folder(self.folder)
            finally:
                path.unlink(missing_ok=True)

    @contextmanager
    def passing(self, name: str) -> Iterator[Path]:
        """A place for a copy that is needed for the block alone."""
        path = self.folder / f"{name}{UNFINISHED}"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def names(self) -> list[str]:
        """Names of the backups, the newest first."""
        with suppress(FileNotFoundError):
            return sorted((path.name for path in self.folder.iterdir() if NAME.fullmatch(path.name)), reverse=True)
        return []

    def path(self, name: str) -> Path:
        """The file of a backup: a name of this folder, or a path to anywhere. Raises `NotABackup`."""
        for path in (self.folder / name, Path(name)):
            if path.is_file():
                return path
        raise NotABackup(f"There is no backup {name} in {self.folder}. See them with: flask backup list")

    def remove(self, name: str) -> None:
        """Deletes a backup. Raises `BackupFailed` where this process may not."""
        with _failing_plainly(self.folder):
            (self.folder / name).unlink()

    def require_space(self, unpacked_bytes: int) -> None:
        """Raises `BackupFailed` where the disk will hardly hold another one."""
        before = self.names()
        usual = self.path(before[0]).stat().st_size * GROWTH if before else unpacked_bytes * PACKED
        free = shutil.disk_usage(self.folder).free
        if free < usual:
            raise BackupFailed(
                f"{self.folder} has {free / 1e6:,.0f} MB free, and a backup takes about {usual / 1e6:,.0f} MB."
                " Make room, or set BACKUP_DIR to another disk. Backups made before are as they were."
            )


def name_at(moment: datetime) -> str:
    """The name of a backup that is begun at `moment`: its time is UTC."""
    return f"ai_assistant_{moment.astimezone(UTC):{STAMP}}.backup"


def moment_of(name: str) -> datetime:
    """When the backup of this name was begun. Raises `NotABackup` for another name."""
    match = NAME.fullmatch(name)
    if match is None:
        raise NotABackup
    return datetime.strptime(match[1], STAMP).replace(tzinfo=UTC)


def written(file: BinaryIO) -> None:
    """Returns when everything written to `file` is on the disk."""
    file.flush()
    os.fsync(file.fileno())


@contextmanager
def _failing_plainly(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BackupFailed(
            f"The backup could not be written to {folder}: {error.strerror}. Backups made before are as they were."
        ) from error


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

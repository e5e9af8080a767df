"""The store of a laptop, or of machines that share a disk: files below one folder."""

import logging
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from app.runtime.storage.contract import PIECE_BYTES, ObjectNotFound, StorageAway, Stored, checked, checked_kind

log = logging.getLogger("ai_backend.storage")
UNFINISHED = "unfinished"
"""The kind of what is being written: on the same disk, and where what a killed process left ages as other files do."""


class FolderStore:
    """The local twin: files below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, key: str, content: bytes | BinaryIO) -> None:
        """Written elsewhere on the same disk and moved to its place, so that no reader meets half a file.

        Raises `StorageAway` for a disk that is full or takes nothing.
        """
        path = self._path(key)
        unfinished = self._path(f"{UNFINISHED}/{uuid4().hex}")
        try:
            for folder in (path.parent, unfinished.parent):
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(unfinished, content)
            unfinished.replace(path)
        except OSError as error:
            log.error("nothing can be written to the store", extra={"reason": error.strerror})
            raise StorageAway from error
        finally:
            unfinished.unlink(missing_ok=True)

    def get(self, key: str) -> bytes:
        """The content. Raises `ObjectNotFound`."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError as error:
            raise ObjectNotFound from error

    def read(self, key: str) -> Iterator[bytes]:
        """The content in pieces. Raises `ObjectNotFound`."""
        try:
            return _pieces(self._path(key).open("rb"))
        except FileNotFoundError as error:
            raise ObjectNotFound from error

    def delete(self, key: str) -> None:
        """Forgets the key."""
        self._path(key).unlink(missing_ok=True)

    def keys(self, kind: str) -> Iterator[Stored]:
        """Every file of `kind`, by name."""
        for path, found in self._files(kind):
            yield Stored(path.name, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def delete_older(self, kind: str, moment: datetime) -> int:
        """Forgets every file of `kind` that was put before `moment`; returns how many."""
        old = [path for path, found in self._files(kind) if found.st_mtime < moment.timestamp()]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def check(self) -> None:
        """Writes, reads and deletes a few bytes."""
        key = f"health/{uuid4().hex}"
        self.put(key, b"ok")
        self.delete(key)

    def _files(self, kind: str) -> Iterator[tuple[Path, os.stat_result]]:
        folder = self._folder / checked_kind(kind)
        for path in sorted(folder.glob("*")) if folder.is_dir() else ():
            try:
                yield path, path.stat()
            except FileNotFoundError:  # moved or deleted by another process since the folder was read
                continue

    def _path(self, key: str) -> Path:
        return self._folder / checked(key)


def _write(path: Path, content: bytes | BinaryIO) -> None:
    with path.open("wb") as file:
        if isinstance(content, bytes):
            file.write(content)
        else:
            shutil.copyfileobj(content, file)
        file.flush()
        os.fsync(file.fileno())


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE_BYTES):
            yield piece

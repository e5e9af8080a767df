"""Where uploads and model files lie: one small interface, Supabase Storage behind it, or a folder on a laptop."""

import re
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from app.runtime.settings import Settings
from app.values.errors import NotFound

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}/[a-z0-9][a-z0-9._-]{0,127}")


class ObjectNotFound(NotFound):
    """Nothing lies under this key any more."""

    code = "file_not_found"
    message = "This file is no longer kept. Please send it again."


class ObjectStore(Protocol):
    """Whole files by key, `<kind>/<name>` in lower case. Each call is one operation and safe to repeat."""

    def put(self, key: str, content: bytes) -> None:
        """Keeps `content` under `key`, whole or not at all."""

    def get(self, key: str) -> bytes:
        """The content. Raises `ObjectNotFound`."""

    def delete(self, key: str) -> None:
        """Forgets the key; one that is not there is no error."""

    def delete_older(self, kind: str, moment: datetime) -> int:
        """Forgets every file of `kind` that was put before `moment`; returns how many."""

    def check(self) -> None:
        """Raises when the store cannot be used."""


class FolderStore:
    """The local twin: files below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, key: str, content: bytes) -> None:
        """Written beside its place and moved there, so that no reader meets half a file."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = path.with_name(f".{path.name}.{uuid4().hex}")
        unfinished.write_bytes(content)
        unfinished.replace(path)

    def get(self, key: str) -> bytes:
        """The content. Raises `ObjectNotFound`."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError as error:
            raise ObjectNotFound from error

    def delete(self, key: str) -> None:
        """Forgets the key."""
        self._path(key).unlink(missing_ok=True)

    def delete_older(self, kind: str, moment: datetime) -> int:
        """Forgets every file of `kind` that was put before `moment`; returns how many."""
        folder = self._folder / kind
        old = (
            [path for path in folder.glob("*") if path.stat().st_mtime < moment.timestamp()] if folder.is_dir() else []
        )
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def check(self) -> None:
        """Writes, reads and deletes a few bytes."""
        key = f"health/{uuid4().hex}"
        self.put(key, b"ok")
        self.delete(key)

    def _path(self, key: str) -> Path:
        if not KEY.fullmatch(key):
            raise ValueError(f"{key!r} is no storage key")
        return self._folder / key


def object_store(settings: Settings) -> ObjectStore:
    """Supabase Storage when the project and its service key are set, else a folder in DATA_DIR."""
    if settings.supabase_url and settings.supabase_service_key:
        from app.runtime.supabase import SupabaseStore

        return SupabaseStore(settings)
    return FolderStore(settings.data_dir / "storage")

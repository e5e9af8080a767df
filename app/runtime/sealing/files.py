"""The object store for what people send: every file is sealed for its key, and opened for nobody else."""

from typing import BinaryIO

from app.runtime.sealing.seals import Place, Seals
from app.runtime.storage import ObjectStore

COLUMN = "files"


class SealedStore:
    """Whole files by key over another store. A file that was put there before there were seals is read as it is."""

    def __init__(self, storage: ObjectStore, seals: Seals) -> None:
        self._storage = storage
        self._seals = seals

    def put(self, key: str, content: bytes | BinaryIO) -> None:
        """Keeps `content` under `key`, sealed."""
        plain = content if isinstance(content, bytes) else content.read()
        self._storage.put(key, self._seals.content(plain, place_of(key)))

    def get(self, key: str) -> bytes:
        """The content. Raises `ObjectNotFound`, `KeyRefused` or `SealBroken`."""
        return self._seals.opened_content(self._storage.get(key), place_of(key))

    def delete(self, key: str) -> None:
        """Forgets the key."""
        self._storage.delete(key)


def place_of(key: str) -> Place:
    """The place of a file: its key."""
    return Place(COLUMN, key)

"""What every object store promises, whatever lies behind it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Protocol

from app.values.errors import NotFound, Unavailable

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}/[a-z0-9][a-z0-9._-]{0,127}")

PIECE_BYTES = 256 * 1024
"""What is held at once of a file that is read in pieces."""


class ObjectNotFound(NotFound, LookupError):
    """Nothing lies under this key any more."""

    code = "file_not_found"
    message = "This file is no longer kept. Please send it again."


class StorageAway(Unavailable):
    """The store of files does not answer, or does not let us in."""

    code = "storage_unavailable"
    message = "File storage cannot be reached for the moment. Please try again shortly."


@dataclass(frozen=True, slots=True)
class Stored:
    """One file as a listing shows it: its name below its kind, its size, and when it was put."""

    name: str
    size_bytes: int
    put_at: datetime


class ObjectStore(Protocol):
    """Whole files by key, `<kind>/<name>` in lower case. Each call is one operation and safe to repeat.

    What cannot be reached raises an `Unavailable`.
    """

    def put(self, key: str, content: bytes | BinaryIO) -> None:
        """Keeps `content`, or what is left to read of it, under `key`: whole or not at all."""

    def get(self, key: str) -> bytes:
        """The content. Raises `ObjectNotFound`."""

    def read(self, key: str) -> Iterator[bytes]:
        """The content in pieces, for what may be too large to hold. Raises `ObjectNotFound`, before the first piece."""

    def delete(self, key: str) -> None:
        """Forgets the key; one that is not there is no error."""

    def keys(self, kind: str) -> Iterable[Stored]:
        """Every file of `kind`; none when there was never one."""

    def delete_older(self, kind: str, moment: datetime) -> int:
        """Forgets every file of `kind` that was put before `moment`; returns how many."""

    def check(self) -> None:
        """Raises when the store cannot be used."""


def checked(key: str) -> str:
    """The key, when it is one. Raises `ValueError`."""
    if not KEY.fullmatch(key):
        raise ValueError(f"{key!r} is no storage key")
    return key


def checked_kind(kind: str) -> str:
    """The first half of a key, when it is one. Raises `ValueError`."""
    return checked(f"{kind}/x").removesuffix("/x")

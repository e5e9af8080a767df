"""Model files by their own SHA-256: immutable, the same content always under the same name, never half written.

The files lie in any store of whole files (`Blobs`: a folder, an S3-compatible bucket, Supabase Storage). Each machine
keeps what it has used in a folder beside it, so a process starts while the store is away. Whatever is read is hashed
before it is handed out; a damaged copy here is fetched again, a damaged one in the store is named and not served.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from ml_models.contracts import RefusedModel

KIND = "models"
SHA256 = re.compile(r"[0-9a-f]{64}")


class Kept(Protocol):
    """One file of a store, as a listing shows it."""

    @property
    def name(self) -> str: ...

    @property
    def size_bytes(self) -> int: ...

    @property
    def put_at(self) -> datetime: ...


class Blobs(Protocol):
    """Whole files by key, `<kind>/<name>`. `get` raises a `LookupError` for a key that is not there."""

    def put(self, key: str, content: bytes) -> None: ...

    def get(self, key: str) -> bytes: ...

    def delete(self, key: str) -> None: ...

    def keys(self, kind: str) -> Iterable[Kept]: ...


class Condition(StrEnum):
    """What `verify` found of one file."""

    SOUND = "sound"
    MISSING = "missing"
    DAMAGED = "damaged"
    UNREFERENCED = "unreferenced"


@dataclass(frozen=True, slots=True)
class Finding:
    """One file and its condition; `size_bytes` is None for one that is missing."""

    sha256: str
    condition: Condition
    size_bytes: int | None


class MissingModel(RefusedModel):
    """Nothing lies in the store under this hash."""

    def __init__(self, sha256: str) -> None:
        super().__init__("model_missing", f"The store holds no model file {sha256}.")


class DamagedModel(RefusedModel):
    """What lies in the store under this hash is not what was put there."""

    def __init__(self, sha256: str) -> None:
        super().__init__(
            "model_damaged",
            f"The store's copy of the model file {sha256} is damaged: its content has another hash. Put it there anew.",
        )


class ModelStore:
    """Model files over `blobs`, with copies of the used ones in `folder` on this machine."""

    def __init__(self, blobs: Blobs, folder: Path) -> None:
        self._blobs = blobs
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Keeps `content` and returns its SHA-256. Putting it again changes nothing, or mends a damaged copy."""
        sha256 = digest(content)
        self._blobs.put(_key(sha256), content)
        self._keep_here(sha256, content)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The content whose hash is `sha256`: this machine's copy, or the store's.

        Raises `MissingModel` or `DamagedModel`, and what the store raises when it cannot be reached.
        """
        here = self._kept_here(sha256)
        if here is not None:
            return here
        content = self._fetched(sha256)
        self._keep_here(sha256, content)
        return content

    def unreferenced(self, known: Iterable[str]) -> Iterator[Kept]:
        """What the store holds and nobody in `known` names."""
        named = set(known)
        return (kept for kept in self._blobs.keys(KIND) if kept.name not in named)

    def gc(self, known: Iterable[str], *, older_than: datetime) -> list[Finding]:
        """Deletes what was put before `older_than` and is not in `known`, here and in the store; what it was.

        The moment leaves time to a training or an upload that has put its file and not yet written its row.
        """
        named = set(known)
        gone = [kept for kept in self.unreferenced(named) if kept.put_at < older_than]
        for kept in gone:
            self._blobs.delete(_key(kept.name))
        for path in self._folder.glob("*"):
            if path.name not in named and path.stat().st_mtime < older_than.timestamp():
                path.unlink(missing_ok=True)
        return [Finding(kept.name, Condition.UNREFERENCED, kept.size_bytes) for kept in gone]

    def verify(self, known: Iterable[str]) -> list[Finding]:
        """The condition of every file in `known`, read from the store itself, and what nobody names.

        A damaged copy on this machine is dropped on the way.
        """
        named = sorted(set(known))
        found = [self._examined(sha256) for sha256 in named]
        rest = self.unreferenced(named)
        return found + [Finding(kept.name, Condition.UNREFERENCED, kept.size_bytes) for kept in rest]

    def _examined(self, sha256: str) -> Finding:
        self._kept_here(sha256)
        try:
            return Finding(sha256, Condition.SOUND, len(self._fetched(sha256)))
        except MissingModel:
            return Finding(sha256, Condition.MISSING, None)
        except DamagedModel:
            return Finding(sha256, Condition.DAMAGED, None)

    def _fetched(self, sha256: str) -> bytes:
        try:
            content = self._blobs.get(_key(sha256))
        except LookupError as error:
            raise MissingModel(sha256) from error
        if digest(content) != sha256:
            raise DamagedModel(sha256)
        return content

    def _kept_here(self, sha256: str) -> bytes | None:
        path = self._folder / _checked(sha256)
        with suppress(OSError):
            content = path.read_bytes()
            if digest(content) == sha256:
                return content
            path.unlink(missing_ok=True)
        return None

    def _keep_here(self, sha256: str, content: bytes) -> None:
        """Written beside its place and moved there, so a reader finds all of it or nothing; a full disk costs time."""
        unfinished = self._folder / f".{sha256}.{uuid4().hex}"
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                unfinished.write_bytes(content)
                unfinished.replace(self._folder / sha256)
            finally:
                unfinished.unlink(missing_ok=True)


def digest(content: bytes) -> str:
    """The SHA-256 of `content` in hexadecimal: its name."""
    return hashlib.sha256(content).hexdigest()


def _key(sha256: str) -> str:
    return f"{KIND}/{_checked(sha256)}"


def _checked(sha256: str) -> str:
    if not SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256")
    return sha256

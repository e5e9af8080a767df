"""What lies below the encryption: a gzipped tar, written and read as a stream, with the manifest as its last part.

Parts: `database/00000001.sql` and on, the dump cut into pieces since nobody knows its length before its end; `files/`,
the object store's files by their place; `manifest.json`.
"""

import gzip
import hashlib
import io
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from app.runtime.backups.chunks import SealedReader, SealedWriter
from app.runtime.backups.keys import KeyRing
from app.runtime.backups.manifest import Manifest, Piece
from app.runtime.backups.problems import Damaged

DATABASE, FILES, MANIFEST = "database/", "files/", "manifest.json"
PIECE_BYTES = 1024 * 1024
COMPRESSION = 3
"""Of gzip. Measured on the demo's dump (4.2 MB of SQL): 35 ms and 0.99 MB; level 1 31 ms and 1.02, 6 80 ms and 0.89."""
GZIP = 16 + zlib.MAX_WBITS
"""Tells zlib to write gzip's own head and end (zlib manual, deflateInit2)."""
READ_BYTES = 1024 * 1024


class ArchiveWriter:
    """Adds parts to a sealed stream, and knows what the manifest has to say of them."""

    def __init__(self, sealed: SealedWriter) -> None:
        self._sealed = sealed
        self._zip = _Zipped(sealed)
        self._tar = tarfile.open(fileobj=cast(BinaryIO, self._zip), mode="w")  # noqa: SIM115 -- closed by `finish`
        self._dumped, self._dumped_bytes, self._pieces = hashlib.sha256(), 0, 0
        self.files: dict[str, Piece] = {}

    def add_sql(self, content: bytes) -> None:
        """The next piece of the dump."""
        self._pieces += 1
        self._dumped.update(content)
        self._dumped_bytes += len(content)
        self._add(f"{DATABASE}{self._pieces:08}.sql", content)

    @property
    def database(self) -> Piece:
        """The dump so far."""
        return Piece(self._dumped_bytes, self._dumped.hexdigest())

    def add_file(self, key: str, content: bytes) -> None:
        """A file of the object store."""
        self.files[key] = piece_of(content)
        self._add(FILES + key, content)

    def finish(self, manifest: Manifest) -> None:
        """Writes the manifest and the end."""
        self._add(MANIFEST, manifest.as_json())
        self._tar.close()
        self._zip.finish()
        self._sealed.finish()

    def _add(self, name: str, content: bytes) -> None:
        part = tarfile.TarInfo(name)
        part.size = len(content)
        self._tar.addfile(part, io.BytesIO(content))


class _Zipped:
    """Compresses what is written. Unlike gzip's own file it writes nothing by itself when it is given up."""

    def __init__(self, sealed: SealedWriter) -> None:
        self._sealed = sealed
        self._zip = zlib.compressobj(COMPRESSION, zlib.DEFLATED, GZIP)
        self._taken = 0

    def write(self, content: bytes) -> int:
        self._taken += len(content)
        self._sealed.write(self._zip.compress(content))
        return len(content)

    def tell(self) -> int:
        return self._taken

    def finish(self) -> None:
        self._sealed.write(self._zip.flush())


@contextmanager
def opened(path: Path, ring: KeyRing) -> Iterator[Iterator[tuple[str, bytes]]]:
    """The parts of a backup in their order, `(name, content)`, each proven; the last is the manifest.

    Raises `Damaged`, `NoKey` or `NotABackup`.
    """
    with path.open("rb") as file:
        sealed = SealedReader(file, ring)
        with gzip.GzipFile(fileobj=cast(BinaryIO, sealed), mode="rb") as plain:
            yield _parts(plain)


def examined(path: Path, ring: KeyRing) -> Manifest:
    """The manifest, once every byte is proven and every part is what the manifest says. Raises as `opened` does."""
    files: dict[str, Piece] = {}
    dump, dumped, last = hashlib.sha256(), 0, b""
    with opened(path, ring) as parts:
        for name, content in parts:
            if name.startswith(DATABASE):
                dump.update(content)
                dumped += len(content)
            elif name.startswith(FILES):
                files[name.removeprefix(FILES)] = piece_of(content)
            last = content if name == MANIFEST else b""
    if not last:
        raise Damaged
    manifest = Manifest.from_json(last)
    if manifest.database != Piece(dumped, dump.hexdigest()) or manifest.files != files:
        raise Damaged
    return manifest


def piece_of(content: bytes) -> Piece:
    """Length and SHA-256 of `content`."""
    return Piece(len(content), hashlib.sha256(content).hexdigest())


def _parts(plain: gzip.GzipFile) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=plain, mode="r|") as tar:
        for part in tar:
            content = tar.extractfile(part)
            yield part.name, content.read() if content else b""
    while plain.read(READ_BYTES):  # to the end, where it shows whether the last chunk is there
        pass

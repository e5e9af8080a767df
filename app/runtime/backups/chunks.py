"""The outermost layer of a backup: AES-256-GCM in chunks, so that a stream of any length needs little memory.

The nonce of a chunk is its number and whether it is the last, as in STREAM (Hoang, Reyhanitabar, Rogaway, Vizar 2015)
and in age's format; the header is authenticated with each. So a chunk that was changed, moved, left out or added is
found, and so is an end that is missing. What is read is given out only once it has been proven.
"""

import json
import secrets
from collections.abc import Mapping
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.runtime.backups.keys import SALT_BYTES, KeyRing
from app.runtime.backups.problems import Damaged, NotABackup

MAGIC = b"FinEasy backup 1\n"
CHUNK_BYTES = 256 * 1024
TAG_BYTES = 16
NUMBER_BYTES, LENGTH_BYTES = 11, 4
LONGEST_HEADER = 64 * 1024


class SealedWriter:
    """Encrypts what is written and passes it on; nothing is held back but the last, unfilled chunk."""

    def __init__(self, out: BinaryIO, ring: KeyRing, about: Mapping[str, Any]) -> None:
        salt = secrets.token_bytes(SALT_BYTES)
        header = json.dumps({**about, "key": ring.first, "salt": salt.hex()}, sort_keys=True).encode()
        self._header = MAGIC + len(header).to_bytes(LENGTH_BYTES) + header
        self._cipher = AESGCM(ring.file_key(ring.first, salt))
        self._out, self._number, self._held = out, 0, bytearray()
        out.write(self._header)

    def write(self, content: bytes | memoryview) -> int:
        """Takes all of `content`; how much that was."""
        self._held += content
        while len(self._held) > CHUNK_BYTES:
            self._put(bytes(self._held[:CHUNK_BYTES]), is_last=False)
            del self._held[:CHUNK_BYTES]
        return len(content)

    def finish(self) -> None:
        """Writes the last chunk, without which the file counts as cut short."""
        self._put(bytes(self._held), is_last=True)

    def _put(self, content: bytes, *, is_last: bool) -> None:
        self._out.write(self._cipher.encrypt(nonce(self._number, is_last=is_last), content, self._header))
        self._number += 1


class SealedReader:
    """Decrypts a stream that `SealedWriter` wrote. Raises `NotABackup`, `NoKey` or `Damaged`."""

    def __init__(self, source: BinaryIO, ring: KeyRing) -> None:
        self._header, self.about = header(source)
        self._cipher = AESGCM(ring.file_key(str(self.about["key"]), bytes.fromhex(self.about["salt"])))
        self._source, self._number = source, 0
        self._next = source.read(CHUNK_BYTES + TAG_BYTES)
        self._held = memoryview(b"")
        self._is_over = False

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, some as long as there are any; nothing at the proven end."""
        while not self._held and not self._is_over:
            self._held = memoryview(self._opened())
        taken = self._held if size < 0 else self._held[:size]
        self._held = self._held[len(taken) :]
        return bytes(taken)

    def _opened(self) -> bytes:
        chunk, self._next = self._next, self._source.read(CHUNK_BYTES + TAG_BYTES)
        self._is_over = not self._next
        try:
            content = self._cipher.decrypt(nonce(self._number, is_last=self._is_over), chunk, self._header)
        except InvalidTag as error:
            raise Damaged from error
        self._number += 1
        return content


def header(source: BinaryIO) -> tuple[bytes, dict[str, Any]]:
    """The bytes of the header and what it says, which is proven only by what follows. Raises `NotABackup`."""
    start = source.read(len(MAGIC) + LENGTH_BYTES)
    length = int.from_bytes(start[len(MAGIC) :])
    if not start.startswith(MAGIC) or length > LONGEST_HEADER:
        raise NotABackup
    text = source.read(length)
    try:
        about = json.loads(text)
        bytes.fromhex(about["salt"])
        about["key"], about["created_at"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotABackup from error
    return start + text, about


def nonce(number: int, *, is_last: bool) -> bytes:
    """The nonce of a chunk: 11 bytes of its number, one that says whether it is the last."""
    return number.to_bytes(NUMBER_BYTES) + (b"\x01" if is_last else b"\x00")

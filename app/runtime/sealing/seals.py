"""Seals what is personal before it is written, and opens it after it was read.

What is sealed is bound to its place: the column, and whose row it is. Moved elsewhere it does not open, so nobody who
can write to the database has one business shown what is another's.
"""

import hmac
import json
import logging
import re
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.fernet import InvalidToken
from sqlalchemy import Connection

from app.runtime.sealing import envelope, keyring, proof
from app.runtime.sealing.envelope import Envelope
from app.runtime.sealing.problems import SealBroken
from app.runtime.settings import Settings

log = logging.getLogger("ai_backend.sealing")
CARRIED = "seals"
BINDING_BYTES = 16
PLAIN, PACKED = b"\0", b"\1"
WORTH_PACKING = 512
"""Bytes; deflating less gains nothing. What is sealed no longer shrinks, and PostgreSQL would have shrunk it."""
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
CLAIM_SECONDS = 60.0
"""How often a process that seals says by which key: another may have been told to rotate, and to retire this one."""
Ask = Callable[[str, Mapping[str, object]], str | None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something sealed belongs: `table.column`, and the id of what it is part of."""

    column: str
    owner: UUID | str

    @property
    def binding(self) -> bytes:
        """A digest of the place, sealed in with what stands there."""
        return sha256(f"{self.column}\n{self.owner}".encode()).digest()[:BINDING_BYTES]


class Seals:
    """The seals of a process. Reads its keys when first used, and proves them against the database before that.

    Each method raises `KeyRefused` where the keys are not those of the database; what opens raises `SealBroken` for
    what was changed or moved, or was sealed by a key that nobody knows.
    """

    def __init__(self, settings: Settings, ask: Ask, *, claim_seconds: float = CLAIM_SECONDS) -> None:
        self._settings = settings
        self._ask = ask
        self._is_proven = False
        self._claim_seconds = claim_seconds
        self._claimed_until = 0.0

    @cached_property
    def ring(self) -> keyring.Ring:
        """The keys."""
        return keyring.of(self._settings)

    def prove(self) -> None:
        """Raises `KeyRefused` unless the keys are those of the database; once proven, it is not asked again."""
        if not self._is_proven:
            proof.prove(self.ring, self._ask)
            self._is_proven = True

    def text(self, plain: str, place: Place) -> str:
        """A text, sealed."""
        return self._sealed(plain.encode(), place, is_packable=True).text()

    def opened(self, told: str, place: Place) -> str:
        """A text as it was before it was sealed; one that never was, as it is."""
        found = envelope.in_text(told)
        return self._opened(found, place).decode() if found else told

    def json(self, plain: Any, place: Place) -> dict[str, str]:
        """Any JSON, sealed in an object of one name. Raises `ValueError` for what PostgreSQL takes for no JSON."""
        written = json.dumps(plain, ensure_ascii=False, default=str, allow_nan=False)
        if NUL.search(written):
            raise ValueError("text with a NUL in it")
        return self._sealed(written.encode(), place, is_packable=True).json()

    def opened_json(self, told: Any, place: Place) -> Any:
        """JSON as it was before it was sealed; what never was, as it is."""
        found = envelope.in_json(told)
        return json.loads(self._opened(found, place)) if found else told

    def content(self, plain: bytes, place: Place, *, is_packable: bool = False) -> bytes:
        """Bytes, sealed. Files are packed already: `is_packable` is for answers."""
        return self._sealed(plain, place, is_packable=is_packable).content()

    def opened_content(self, told: bytes, place: Place) -> bytes:
        """Bytes as they were before they were sealed; what never were, as they are."""
        found = envelope.in_content(told)
        return self._opened(found, place) if found else told

    def blind(self, value: str, place: Place) -> str:
        """By what an equal value in the same place is found again, and from which nobody finds the value."""
        self.prove()
        return self._blind(self.ring.first_index, value, place)

    def blinds(self, value: str, place: Place) -> list[str]:
        """All forms in which the value may stand in rows: under each key, and as it was before there were keys."""
        self.prove()
        return [*(self._blind(id, value, place) for id in self.ring.index), value]

    def _blind(self, id: str, value: str, place: Place) -> str:
        digest = hmac.digest(self.ring.index[id], place.binding + value.encode(), "sha256")
        return f"{blind_head(id)}{digest[:16].hex()}"

    def _sealed(self, plain: bytes, place: Place, *, is_packable: bool) -> Envelope:
        self.prove()
        self._claim()
        packed = zlib.compress(plain, 1) if is_packable and len(plain) >= WORTH_PACKING else plain
        flag, body = (PACKED, packed) if len(packed) < len(plain) else (PLAIN, plain)
        return Envelope(self.ring.first, self.ring.sealing.encrypt(place.binding + flag + body))

    def _claim(self) -> None:
        if time.monotonic() >= self._claimed_until:
            proof.claim(self.ring, self._ask)
            self._claimed_until = time.monotonic() + self._claim_seconds

    def _opened(self, found: Envelope, place: Place) -> bytes:
        fernet = self.ring.fernet(found.key_id)
        if fernet is None:
            proof.prove(self.ring, self._ask)  # refuses where the database knows the key, and this process does not
            raise self._broken(place, found)
        try:
            inner = fernet.decrypt(found.token)
        except InvalidToken as error:
            raise self._broken(place, found) from error
        binding, flag, body = inner[:BINDING_BYTES], inner[BINDING_BYTES:][:1], inner[BINDING_BYTES + 1 :]
        if not hmac.compare_digest(binding, place.binding):
            raise self._broken(place, found)
        return zlib.decompress(body) if flag == PACKED else body

    def _broken(self, place: Place, found: Envelope) -> SealBroken:
        where = {"column": place.column, "owner": str(place.owner), "key_id": found.key_id}
        log.error("something sealed does not open", extra=where)
        return SealBroken()


def blind_head(index_id: str) -> str:
    """How a blind index begins that was made with this key."""
    return f"blind:1:{index_id}:"


def of(tx: Connection) -> Seals:
    """The seals that a transaction carries. Raises `LookupError` where its database was given none."""
    seals: Seals = tx.info[CARRIED]
    return seals

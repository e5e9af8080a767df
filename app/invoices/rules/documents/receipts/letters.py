"""What two printings of one name have in common, and hashes of it that do not tell the name."""

import hashlib
import re
import zlib
from collections.abc import Iterable

from ml_models.receipt_fields.records import HASHES, Ids

_CONFUSED = str.maketrans("OQDILSBZG", "000115826")
"""Letters that recognisers take for a digit, or for each other."""


def only(text: str) -> str:
    """Letters and digits alone, in capitals."""
    return "".join(character for character in text.upper() if character.isalnum())


def blurred(text: str) -> str:
    """The same with letters and digits that look alike folded into one."""
    return only(text).translate(_CONFUSED)


def key(text: str) -> int:
    """48 bits of a SHA-256: equal texts have equal keys, and a key does not tell its text."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


def places(seen: Iterable[str]) -> Ids:
    """Where each of the features is hashed to, each place once."""
    return tuple(sorted({zlib.crc32(one.encode()) % HASHES for one in seen}))


def pattern(text: str) -> str:
    """The look of a text: A for letters, 9 for digits, signs as they are, runs once."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^\W\d_]", "A", re.sub(r"\d", "9", text)))

"""What the two processes say to each other: a JSON object and bytes behind it, such as pixels."""

import json
import struct
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

HEAD = struct.Struct(">II")
"""Lengths of the object and of the bytes behind it."""
MOST_WORDS, MOST_BYTES = 32 << 20, 64 << 20


class Broken(ValueError):
    """What came is no frame."""


def write(stream: BinaryIO, said: Mapping[str, Any], content: bytes = b"") -> None:
    """One frame, at once."""
    words = json.dumps(said, allow_nan=False).encode()
    stream.write(HEAD.pack(len(words), len(content)))
    stream.write(words)
    stream.write(content)
    stream.flush()


def read(take: Callable[[int], bytes]) -> tuple[dict[str, Any], bytes] | None:
    """The next frame, from `take(count)`, which gives fewer bytes only at the end; None there. Raises `Broken`."""
    head = take(HEAD.size)
    if not head:
        return None
    if len(head) < HEAD.size:
        raise Broken
    words, content = HEAD.unpack(head)
    if words > MOST_WORDS or content > MOST_BYTES:
        raise Broken
    try:
        said = json.loads(_whole(take, words))
    except (ValueError, RecursionError):
        raise Broken from None
    if not isinstance(said, dict):
        raise Broken
    return said, _whole(take, content)


def _whole(take: Callable[[int], bytes], count: int) -> bytes:
    found = take(count) if count else b""
    if len(found) < count:
        raise Broken
    return found

"""numpy's own array files, read without numpy: no objects (they are pickles), and no more data promised than is there.

Format: numpy.lib.format, versions 1.0 to 3.0.
"""

import ast
import math
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ml_models.contracts import RefusedModel

MAGIC = b"\x93NUMPY"
MOST_HEADER = 10_000
PLAIN = re.compile(r"[<>|=]?([biufcSUV])(\d+)")


@dataclass(frozen=True, slots=True)
class Header:
    """An array's kind of number (`descr` as numpy writes it), its shape, and where its data begins."""

    descr: Any
    shape: tuple[int, ...]
    start: int


def header(content: bytes, name: str) -> Header:
    """The header of an array file whose size fits it. Raises `RefusedModel`."""
    try:
        found = _parsed(content)
        expected = _item_size(found.descr) * math.prod(found.shape)
    except RefusedModel:
        raise
    except (ValueError, SyntaxError, LookupError, TypeError, struct.error, MemoryError, RecursionError) as broken:
        raise RefusedModel("damaged", f"{name!r} inside the file is no numpy array that can be read.") from broken
    if expected != len(content) - found.start:
        raise RefusedModel("damaged", f"The array {name!r} inside the file promises another size than it has.")
    return found


def _parsed(content: bytes) -> Header:
    if not content.startswith(MAGIC):
        raise ValueError("no array")
    size, start = ("<H", 10) if content[6] == 1 else ("<I", 12)
    (length,) = struct.unpack_from(size, content, 8)
    if length > MOST_HEADER or content[6] not in (1, 2, 3):
        raise ValueError("no header")
    said = _said(content[start : start + length].decode("utf-8" if content[6] == 3 else "latin-1"))
    shape = tuple(said["shape"])
    if not all(type(size) is int and size >= 0 for size in shape) or set(said) != {"descr", "fortran_order", "shape"}:
        raise ValueError("odd header")
    return Header(said["descr"], shape, start + length)


@lru_cache(maxsize=256)
def _said(text: str) -> Mapping[str, Any]:
    """The header's words; the trees of a forest say the same ones hundreds of times."""
    said = ast.literal_eval(text.strip())
    if not isinstance(said, dict):
        raise ValueError("no header")
    return said


def _item_size(descr: Any) -> int:
    """Bytes of one item. Raises `RefusedModel` for objects, `ValueError` for what is unknown."""
    if isinstance(descr, list):
        return sum(_item_size(field[1]) * math.prod(field[2] if len(field) > 2 else ()) for field in descr)
    if "O" in str(descr):
        raise RefusedModel(
            "pickle",
            "An array in the file holds Python objects, which are stored as pickle and could run code. "
            "Write it with numbers or text only.",
        )
    matched = PLAIN.fullmatch(descr)
    if not matched:
        raise ValueError("unknown kind of number")
    return int(matched[2]) * (4 if matched[1] == "U" else 1)

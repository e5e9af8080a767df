"""What a pickle would import, read from its operations without carrying out a single one.

A listing helps an admin to decide whether to vouch for a file. It is no proof of harmlessness: joblib puts arrays in
the middle of its pickles, where reading along ends, and innocent names can be put to bad use.
"""

import bz2
import io
import lzma
import pickletools
import zlib
from dataclasses import dataclass

from ml_models.inspection import pickles

MOST_UNPACKED = 64 << 20
TEXTS = frozenset(
    {"SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8", "UNICODE", "STRING", "BINSTRING", "SHORT_BINSTRING"}
)


@dataclass(frozen=True, slots=True)
class Listing:
    """Names (`module name`) in the order met, and whether the end of the pickle was reached."""

    names: tuple[str, ...]
    is_whole: bool


def listed(content: bytes) -> Listing:
    """The imports of a pickle, packed or not."""
    names: dict[str, None] = {}
    texts: list[str] = []
    kept: dict[int, str] = {}
    try:
        for operation, argument, _ in pickletools.genops(io.BytesIO(_unpacked(content))):
            if operation.name in ("GLOBAL", "INST"):
                names[str(argument)] = None
            elif operation.name == "STACK_GLOBAL":
                names[" ".join(texts[-2:])] = None
            elif operation.name in TEXTS:
                texts.append(str(argument))
            elif operation.name == "MEMOIZE":
                kept[len(kept)] = texts[-1] if texts else ""
            elif operation.name in ("BINPUT", "LONG_BINPUT", "PUT"):
                kept[int(str(argument))] = texts[-1] if texts else ""
            elif operation.name in ("BINGET", "LONG_BINGET", "GET"):
                texts.append(kept.get(int(str(argument)), ""))
    except (ValueError, IndexError, OverflowError, KeyError, TypeError, MemoryError, EOFError):
        return Listing(tuple(names), is_whole=False)
    return Listing(tuple(names), is_whole=True)


def _unpacked(content: bytes) -> bytes:
    """At most 64 MB of what lies inside zlib, gzip, bzip2 or xz; nothing for what cannot be read."""
    packed_by = pickles.compression(content)
    if not packed_by:
        return content
    try:
        if packed_by in ("zlib", "gzip"):
            return zlib.decompressobj(wbits=47).decompress(content, MOST_UNPACKED)
        if packed_by == "bzip2":
            return bz2.BZ2Decompressor().decompress(content, MOST_UNPACKED)
        if packed_by in ("xz", "lzma"):
            return lzma.LZMADecompressor(memlimit=256 << 20).decompress(content, MOST_UNPACKED)
    except (zlib.error, OSError, lzma.LZMAError, EOFError, MemoryError):
        return b""
    return b""

"""Pickles, found by their first bytes and their grammar, whatever the file is called; never loaded.

joblib's files are pickles too, often compressed; a compressed file is refused as what it most likely is.
"""

import io
import pickletools

from ml_models.contracts import RefusedModel

PACKED_BY = (
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x5d\x00\x00", "lzma"),
    (b"\x04\x22\x4d\x18", "lz4"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    *((b"\x78" + level, "zlib") for level in (b"\x01", b"\x5e", b"\x9c", b"\xda")),
)
MAKES_THINGS = frozenset(
    {"GLOBAL", "STACK_GLOBAL", "INST", "OBJ", "NEWOBJ", "NEWOBJ_EX", "REDUCE", "BUILD", "EXT1", "EXT2", "EXT4"}
)
OPERATIONS = frozenset(operation.code for operation in pickletools.opcodes)
BEGINNINGS = frozenset(b"c(})]ISVUXKJMLFGN")
"""First bytes of pickles of the protocols 0 and 1, which have no header of their own."""
MOST_LOOKED_AT = 1 << 20
HOW_TO_CONVERT = (
    "If you know who made it: python scripts/validate_model.py FILE --convert MODEL.skops --i-vouch-for-this-file"
)


def compression(content: bytes) -> str:
    """The name of the compression that the bytes begin like, or nothing."""
    return next((name for magic, name in PACKED_BY if content.startswith(magic)), "")


def is_pickle(content: bytes) -> bool:
    """True for a pickle: of the protocols 2 to 5 by its header, of 0 and 1 when it would make or call anything."""
    if len(content) > 2 and content[0] == 0x80 and 2 <= content[1] <= 5:
        return chr(content[2]) in OPERATIONS
    if not content or content[0] not in BEGINNINGS:
        return False
    names = _operations(content)
    return "STOP" in names and bool(MAKES_THINGS.intersection(names))


def _operations(content: bytes) -> list[str]:
    """Names of the operations up to the first byte that is none."""
    found: list[str] = []
    try:
        for operation, _, _ in pickletools.genops(io.BytesIO(content[:MOST_LOOKED_AT])):
            found.append(operation.name)
            if len(found) > 5_000:
                break
    except (ValueError, IndexError, OverflowError, KeyError, MemoryError, EOFError):
        return found
    return found


def refuse(content: bytes, name: str) -> None:
    """Return when the bytes are neither a pickle nor compressed as joblib does. Raises `RefusedModel`."""
    if is_pickle(content):
        raise RefusedModel(
            "pickle",
            f"{name!r} is a pickle (as .pkl and .joblib files are). Opening a pickle runs whatever code is in it, "
            f"so it is never opened here. {HOW_TO_CONVERT}",
        )
    packed_by = compression(content)
    if packed_by:
        raise RefusedModel(
            "compressed",
            f"{name!r} is packed with {packed_by}, as joblib does with its pickles. It is not opened. {HOW_TO_CONVERT}",
        )

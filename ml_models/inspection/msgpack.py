"""MessagePack, walked without building anything: spaCy keeps weights and tables in it.

Ends as soon as the bytes promise more than is there, so a file of a few bytes cannot ask for gigabytes.
"""

import struct

from ml_models.contracts import RefusedModel

MOST_DEEP = 64
FIXED = {
    0xC0: 0,
    0xC2: 0,
    0xC3: 0,
    0xCA: 4,
    0xCB: 8,
    0xCC: 1,
    0xCD: 2,
    0xCE: 4,
    0xCF: 8,
    0xD0: 1,
    0xD1: 2,
    0xD2: 4,
    0xD3: 8,
}
BYTES = {0xC4: ">B", 0xC5: ">H", 0xC6: ">I", 0xD9: ">B", 0xDA: ">H", 0xDB: ">I"}
LISTS = {0xDC: (">H", 1), 0xDD: (">I", 1), 0xDE: (">H", 2), 0xDF: (">I", 2)}


def check(content: bytes, name: str) -> None:
    """Return when `content` is one whole MessagePack value without extension types. Raises `RefusedModel`."""
    try:
        end = _end(content, 0)
    except (struct.error, IndexError, ValueError) as broken:
        raise _damaged(name) from broken
    if end != len(content):
        raise _damaged(name)


def _end(content: bytes, place: int) -> int:
    """Where the value beginning at `place` ends. Raises `ValueError`, `IndexError` or `struct.error`."""
    open_values = [1]
    while open_values:
        if not open_values[-1]:
            open_values.pop()
            continue
        open_values[-1] -= 1
        place, inside = _step(content, place)
        if inside:
            open_values.append(inside)
        if place > len(content) or inside > len(content) or len(open_values) > MOST_DEEP:
            raise ValueError("more is promised than is there")
    return place


def _step(content: bytes, place: int) -> tuple[int, int]:
    """Where the value's own bytes end, and how many values it holds."""
    kind = content[place]
    place += 1
    if kind < 0x80 or kind >= 0xE0:
        return place, 0
    if kind < 0x90:
        return place, 2 * (kind & 0x0F)
    if kind < 0xA0:
        return place, kind & 0x0F
    if kind < 0xC0:
        return place + (kind & 0x1F), 0
    if kind in FIXED:
        return place + FIXED[kind], 0
    if kind in BYTES:
        (length,) = struct.unpack_from(BYTES[kind], content, place)
        return place + struct.calcsize(BYTES[kind]) + length, 0
    if kind in LISTS:
        (length,) = struct.unpack_from(LISTS[kind][0], content, place)
        return place + struct.calcsize(LISTS[kind][0]), length * LISTS[kind][1]
    raise ValueError("an extension type")


def _damaged(name: str) -> RefusedModel:
    return RefusedModel("damaged", f"{name!r} inside the pipeline is not as spaCy writes it. Save the pipeline again.")

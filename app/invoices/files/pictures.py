"""Whether bytes are a picture that may be decoded: kind and size are read from the header, before any decoder runs.

Formats: PNG (RFC 2083, IHDR), JPEG (ITU T.81, the frame header SOFn), WebP (RFC 9649: VP8, VP8L, VP8X). A picture of a
few bytes may claim a size that fills the memory; the limit is on what it claims.
"""

import base64
import binascii
import re
import struct

from app.invoices.records.images import ImageRefused

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 30_000
_DATA_URL = re.compile(r"data:(?:image/[a-z.+-]{1,30}|application/pdf);base64,", re.I)
_WEBP_HEAD = 30
_SOF = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def decoded(image: str, *, most_bytes: int) -> bytes:
    """The picture that a base64 text holds, with or without `data:image/...;base64,`. Raises `ImageRefused`."""
    prefix = _DATA_URL.match(image[:64])
    body = image[prefix.end() :] if prefix else image
    body = "".join(body.split())
    if len(body) * 3 // 4 > most_bytes + 2:
        raise too_large(most_bytes)
    try:
        content = base64.b64decode(body, validate=True)
    except (binascii.Error, ValueError):
        raise ImageRefused("The photo did not arrive whole. Please send it again.") from None
    if not content:
        raise ImageRefused("The photo is empty. Please take it again.")
    return content


def too_large(most_bytes: int) -> ImageRefused:
    """The refusal of a file with too many bytes."""
    return ImageRefused(f"This photo is too large. Please send one under {most_bytes // (1024 * 1024)} MB.")


def size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels. Raises `ImageRefused` for anything but a PNG, JPEG or WebP of bearable size."""
    try:
        found = _size(content)
    except (struct.error, IndexError):
        found = None
    if found is None or min(found) < 1:
        raise ImageRefused
    if found[0] * found[1] > MOST_PIXELS or max(found) > LONGEST_SIDE:
        raise ImageRefused("This photo has too many pixels. Please send a smaller one.")
    return found


def _size(content: bytes) -> tuple[int, int] | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg_size(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP" and len(content) >= _WEBP_HEAD:
        return _webp_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """From the first frame header; segments before it are stepped over by their length."""
    place = 2
    while place + 4 <= len(content):
        if content[place] != 0xFF:
            return None
        marker = content[place + 1]
        if marker == 0xFF or marker in _STANDALONE:
            place += 1 if marker == 0xFF else 2
        elif marker in _SOF:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return width, height
        else:
            place += 2 + max(int.from_bytes(content[place + 2 : place + 4]), 2)
    return None


def _webp_size(content: bytes) -> tuple[int, int] | None:
    kind, body = content[12:16], content[20:30]
    if kind == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    return None

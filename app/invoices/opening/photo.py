"""A photo: decoded, turned as it was held, laid on white, its codes read, and reduced to what the text reader takes."""

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

from app.invoices.opening import codes, drawing, rendering
from app.invoices.opening.refused import Refused

Said = tuple[dict[str, Any], bytes]
_DECODING_ERRORS = (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError)
_CODE_SIDE = 3000
"""Codes are looked for in a larger picture than text: theirs are the smallest squares on a bill."""


def pages(content: bytes, request: dict[str, Any]) -> Iterator[Said]:
    """One page of pixels. Raises `Refused`."""
    picture = _decoded(content, request)
    width, height = picture.size
    found = [
        (text, (left / width, top / height, right / width, bottom / height))
        for text, (left, top, right, bottom) in codes.codes(picture.convert("L"))
    ]
    page = drawing.smaller(picture, round(max(picture.size) * rendering.reading_scale(width, height, request)))
    yield {"size": page.size, "codes": found, "pixels": page.size}, page.tobytes("raw", "BGR")


def previews(content: bytes, request: dict[str, Any]) -> Iterator[Said]:
    """The photo as a JPEG picture."""
    picture = _decoded(content, request)
    small = drawing.smaller(picture, request["longest_side"])
    yield {}, drawing.as_jpeg(drawing.turned(small, next(iter(request["quarters"]), 0)))


def _decoded(content: bytes, request: dict[str, Any]) -> Image.Image:
    try:
        return _upright(content, request)
    except _DECODING_ERRORS:
        raise Refused("damaged") from None


def _upright(content: bytes, request: dict[str, Any]) -> Image.Image:
    """The picture in three colours, turned as its EXIF says, what is transparent white."""
    with Image.open(BytesIO(content), formats=drawing.FORMATS) as opened:
        if opened.width * opened.height > request["most_pixels"]:
            raise ValueError
        opened.draft("RGB", (_CODE_SIDE, _CODE_SIDE))
        opened.load()
        upright = drawing.smaller(_in_colour(ImageOps.exif_transpose(opened)), _CODE_SIDE)
    if upright.mode == "RGB":
        return upright
    page = Image.new("RGB", upright.size, "white")
    page.paste(upright, mask=upright.getchannel("A"))
    return page


def _in_colour(picture: Image.Image) -> Image.Image:
    """In three colours, or four where something is transparent; what has a palette cannot be made smaller well."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    return picture if picture.mode == mode else picture.convert(mode)

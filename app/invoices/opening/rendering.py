"""A PDF page, or a part of it, as pixels."""

import ctypes
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from app.invoices.opening.geometry import Rectangle, Sheet

_WHITE = 0xFFFFFFFF
_LOOKED_AT = 60


@dataclass(frozen=True, slots=True)
class Pixels:
    """Rows of pixels from the top, without padding; 1 byte each for gray, 3 (blue, green, red) otherwise."""

    content: Any
    width: int
    height: int
    channels: int

    @property
    def rows(self) -> memoryview:
        """As (height, width) or (height, width, 3)."""
        shape = (self.height, self.width) if self.channels == 1 else (self.height, self.width, self.channels)
        return memoryview(self.content).cast("B").cast("B", shape)


def reading_scale(width: float, height: float, request: Mapping[str, Any]) -> float:
    """By how much a picture is made smaller before its text is read: not at all (1), or less."""
    longest, shortest = max(width, height), min(width, height)
    wanted = max(request["longest_side"] / longest, request["shortest_side"] / shortest)
    return float(min(1.0, wanted, (request["most_read"] / (width * height)) ** 0.5))


def drawn(page: Any, sheet: Sheet, scale: float, *, part: Rectangle | None = None, channels: int = 1) -> Pixels:
    """The page at `scale` pixels a point on white, or what of it lies in `part` (points, as seen)."""
    left, top, right, bottom = part or (0.0, 0.0, *sheet.size)
    width, height = max(round((right - left) * scale), 1), max(round((bottom - top) * scale), 1)
    buffer = (ctypes.c_ubyte * (width * height * channels))()
    kind = pdfium.FPDFBitmap_Gray if channels == 1 else pdfium.FPDFBitmap_BGR
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, kind, buffer, width * channels)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, _WHITE)
        whole = [max(round(side * scale), 1) for side in sheet.size]
        at = -round(left * scale), -round(top * scale)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, *at, *whole, 0, pdfium.FPDF_ANNOT)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return Pixels(buffer, width, height, channels)


def draw_values(page: Any) -> None:
    """Lets PDFium draw the values of form fields that came without a picture of themselves, as it does on rendering."""
    bitmap = pdfium.FPDFBitmap_Create(1, 1, 0)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, 1, 1, 0, pdfium.FPDF_ANNOT)
    pdfium.FPDFBitmap_Destroy(bitmap)


def contrast(pixels: Pixels, box: Rectangle, scale: float) -> int:
    """Between the lightest and the darkest pixel of a box (points) of a gray page, 0..255.

    Of a large box every so many rows and pixels are looked at, `_LOOKED_AT` of each.
    """
    left, right = (min(max(round(side * scale), 0), pixels.width) for side in (box[0], box[2]))
    top, bottom = (min(max(round(side * scale), 0), pixels.height) for side in (box[1], box[3]))
    content = memoryview(pixels.content).cast("B")
    down, across = ((side // _LOOKED_AT) or 1 for side in (bottom - top, right - left))
    starts = (row * pixels.width for row in range(top, bottom, down))
    rows = [content[start + left : start + right : across] for start in starts]
    rows = [row for row in rows if row]
    return max(map(max, rows)) - min(map(min, rows)) if rows else 0

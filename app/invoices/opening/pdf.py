"""A PDF, page by page: its words with their places, its ruled lines, its codes, and pixels where it has no words.

Nothing in it is ever run: PDFium is built without JavaScript, and actions and attached files are never asked for.
"""

from collections.abc import Iterator
from typing import Any

import pypdfium2 as reading
import pypdfium2.raw as pdfium

from app.invoices.opening import codes, rendering, shapes, words
from app.invoices.opening.geometry import Rectangle, Sheet, sheet
from app.invoices.opening.refused import Refused

Said = tuple[dict[str, Any], bytes]
MOST_POINTS = 14_400.0
"""Of a side: 200 inches, the most that PDF allows without a scale of its own (ISO 32000-1, annex C.2)."""
_POINTS_AN_INCH = 72
_CODE_SCALE = 200 / _POINTS_AN_INCH
"""At 200 dots an inch a module of an e-invoice's code 35 mm wide takes 2.6 pixels; zxing needs 2."""
_LOW_SCALE = 1.0
_LEAST_CONTRAST = 40
_FEW_LETTERS = 40
_PAGE_FILLING = 0.4
_MOST_BROKEN = 0.2
_MANY_SQUARES = 120
_LEAST_CODE = 28.0
"""Points: a code narrower than a centimetre holds no invoice."""
_CODE_MARGIN = 6.0
_MOST_CODE_PLACES = 6


def pages(content: bytes, request: dict[str, Any]) -> Iterator[Said]:
    """What each page holds. Raises `Refused`."""
    for page, at, count in _opened(content, request):
        said, pixels = _page(page, at, request)
        yield said | {"of": count}, pixels


def previews(content: bytes, request: dict[str, Any]) -> Iterator[Said]:
    """A JPEG picture of each page."""
    from app.invoices.opening import drawing

    turns = [*request["quarters"], *[0] * request["most_pages"]]
    for (page, at, _), quarters in zip(_opened(content, request), turns, strict=False):
        scale = request["longest_side"] / max(at.size)
        pixels = rendering.drawn(page, at, scale, channels=3)
        yield {}, drawing.as_jpeg(drawing.turned(drawing.of_pixels(pixels), quarters))


def _opened(content: bytes, request: dict[str, Any]) -> Iterator[tuple[Any, Sheet, int]]:
    """Each open page, its sheet, and how many there are. Raises `Refused`."""
    try:
        document = reading.PdfDocument(content)
    except reading.PdfiumError as error:
        raise Refused("locked" if error.err_code == pdfium.FPDF_ERR_PASSWORD else "damaged") from None
    count = len(document)
    if not 0 < count <= request["most_pages"]:
        raise Refused("too_many_pages" if count else "damaged", count)
    for place in range(count):
        page = _loaded(document, place)
        at = sheet(page)
        if not all(1 <= side <= MOST_POINTS for side in at.size):
            raise Refused("page_too_large")
        yield page, at, count
        pdfium.FPDF_ClosePage(page)


def _loaded(document: Any, place: int) -> Any:
    """An open page, what was filled into its form or stamped on it made part of it. Raises `Refused`."""
    page = pdfium.FPDF_LoadPage(document, place)
    if page and pdfium.FPDFPage_GetAnnotCount(page) > 0:
        rendering.draw_values(page)
        if pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document, place)
    if not page:
        raise Refused("damaged")
    return page


def _page(page: Any, at: Sheet, request: dict[str, Any]) -> Said:
    layer, drawing = words.layer(page, at), shapes.shapes(page, at)
    _drop_unseen(layer, page, at)
    said: dict[str, Any] = {"size": at.size}
    said["rulings"] = [_shares(ruling, at) for ruling in drawing.rulings]
    if _needs_reading(layer, drawing, at):
        width, height = at.size
        scale = _CODE_SCALE * rendering.reading_scale(width * _CODE_SCALE, height * _CODE_SCALE, request)
        pixels = rendering.drawn(page, at, scale, channels=3)
        said["codes"] = [(text, _shares(_times(box, 1 / scale), at)) for text, box in codes.codes(pixels.rows)]
        return said | {"pixels": (pixels.width, pixels.height)}, bytes(pixels.content)
    said["words"] = [(word.text, word.piece, _shares(word.box, at)) for word in layer.words]
    said["codes"] = [
        (text, _shares(box, at)) for part in _code_places(drawing, at) for text, box in _codes(page, at, part)
    ]
    return said, b""


def _needs_reading(layer: words.Layer, drawing: shapes.Shapes, at: Sheet) -> bool:
    """Whether the letters must be read from the picture: there are none or hardly any, or they mean nothing."""
    kept = sum(len(word.text) for word in layer.words)
    if kept and layer.broken > kept * _MOST_BROKEN:
        return True
    is_drawn = bool(drawing.pictures or drawing.busy or drawing.small)
    if not kept:
        return is_drawn or layer.hidden > 0
    return kept < _FEW_LETTERS and _share_of_pictures(drawing, at) > _PAGE_FILLING


def _share_of_pictures(drawing: shapes.Shapes, at: Sheet) -> float:
    width, height = at.size
    return sum((right - left) * (bottom - top) for left, top, right, bottom in drawing.pictures) / (width * height)


def _drop_unseen(layer: words.Layer, page: Any, at: Sheet) -> None:
    """Takes out light words that the drawn page does not show: white on white, but not white on a dark band."""
    if not any(word.is_doubtful for word in layer.words):
        return
    scale = _LOW_SCALE * min(1.0, 2000 / max(at.size))
    pixels = rendering.drawn(page, at, scale)
    kept = [w for w in layer.words if not w.is_doubtful or rendering.contrast(pixels, w.box, scale) >= _LEAST_CONTRAST]
    layer.hidden += sum(len(word.text) for word in layer.words) - sum(len(word.text) for word in kept)
    layer.words = kept


def _code_places(drawing: shapes.Shapes, at: Sheet) -> list[Rectangle]:
    """Where a code may stand: pictures, paths of many steps, and clusters of little squares, taken together."""
    found = [box for box in (*drawing.pictures, *drawing.busy) if min(box[2] - box[0], box[3] - box[1]) >= _LEAST_CODE]
    if len(drawing.small) >= _MANY_SQUARES:
        lefts, tops, rights, bottoms = zip(*drawing.small, strict=True)
        found.append((min(lefts), min(tops), max(rights), max(bottoms)))
    wide = [_with_margin(box, at) for box in found]
    return [part for part in wide if part[0] < part[2] and part[1] < part[3]][:_MOST_CODE_PLACES]


def _with_margin(box: Rectangle, at: Sheet) -> Rectangle:
    """A code needs the white around it; nothing lies outside of the page."""
    width, height = at.size
    left, top, right, bottom = box
    return (
        max(left - _CODE_MARGIN, 0.0),
        max(top - _CODE_MARGIN, 0.0),
        min(right + _CODE_MARGIN, width),
        min(bottom + _CODE_MARGIN, height),
    )


def _codes(page: Any, at: Sheet, part: Rectangle) -> Iterator[tuple[str, Rectangle]]:
    scale = min(_CODE_SCALE, 2400 / max(part[2] - part[0], part[3] - part[1]))
    pixels = rendering.drawn(page, at, scale, part=part)
    for text, (left, top, right, bottom) in codes.codes(pixels.rows):
        x, y = part[0], part[1]
        yield text, (x + left / scale, y + top / scale, x + right / scale, y + bottom / scale)


def _times(box: Rectangle, factor: float) -> Rectangle:
    left, top, right, bottom = box
    return left * factor, top * factor, right * factor, bottom * factor


def _shares(box: Rectangle, at: Sheet) -> Rectangle:
    width, height = at.size
    return box[0] / width, box[1] / height, box[2] / width, box[3] / height

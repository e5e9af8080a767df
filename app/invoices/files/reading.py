"""A file of any kind becomes pages: typed by content, opened in a process apart, read as text or from pixels."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from app.invoices.files import boxes, confined, kinds, ocr, pictures, pieces, texts
from app.invoices.files.cleaning import cleaned
from app.invoices.records import files as refusals
from app.invoices.records.images import OCRMissing
from app.invoices.records.pages import Box, Code, Medium, Page, Pages, Source, Token

MOST_BYTES = 25 << 20
MOST_PAGES = 50
"""Of one PDF; a bill of a wholesaler rarely has ten."""
LONGEST_PREVIEW = 1400
_REFUSALS: Mapping[str, type[refusals.FileRefused]] = {
    "damaged": refusals.FileDamaged,
    "locked": refusals.FileLocked,
    "page_too_large": refusals.PageTooLarge,
    "too_much_work": refusals.TooMuchWork,
    "too_many_pages": refusals.TooManyPages,
}


def read(content: bytes, *, name: str = "", reader: ocr.TextReader | None = None) -> Pages:
    """The pages of a PDF, a photo, a text or a file of boxes.

    name : is not looked at to type the file; what it is stands in its bytes
    reader : reads pixels where there are no words; kept by the caller, since building it takes long

    Raises a `FileRefused` with its code and sentence for everything that is no readable document, and `OCRMissing`
    when pixels must be read and nothing reads them.
    """
    what = kind(content)
    pages = _text_pages(content) if what is kinds.Kind.TEXT else _opened_pages(content, what, reader)
    if not any(page.tokens or page.codes for page in pages.pages):
        raise refusals.NoText
    return pages


def previews(content: bytes) -> list[bytes]:
    """A JPEG picture of each page of a PDF or photo, at most `LONGEST_PREVIEW` pixels a side; none for texts.

    Raises as `read` does.
    """
    what = kind(content)
    if what is kinds.Kind.TEXT:
        return []
    return [picture for _, picture in _told(content, what, wants="previews", longest_side=LONGEST_PREVIEW)]


def kind(content: bytes) -> kinds.Kind:
    """What a file is; nothing of it is opened. Raises a `FileRefused` for what is never read."""
    if len(content) > MOST_BYTES:
        raise refusals.FileTooLarge(f"This file is too large. Please send one under {MOST_BYTES >> 20} MB.")
    found = kinds.kind(content)
    if found is kinds.Kind.PICTURE:
        pictures.size(content)
    return found


def _text_pages(content: bytes) -> Pages:
    text = texts.decoded(content)
    return boxes.of_boxes(text) if boxes.looks_like_boxes(text) else texts.of_text(text)


def _opened_pages(content: bytes, what: kinds.Kind, reader: ocr.TextReader | None) -> Pages:
    medium = Medium.PDF if what is kinds.Kind.PDF else Medium.IMAGE
    told = _told(content, what, wants="pages", longest_side=ocr.LONGEST_SIDE_READ)
    return Pages(medium, tuple(_page(number, said, pixels, reader) for number, (said, pixels) in enumerate(told, 1)))


def _told(content: bytes, what: kinds.Kind, *, wants: str, longest_side: int) -> Iterator[tuple[dict[str, Any], bytes]]:
    request = {
        "kind": what.value,
        "wants": wants,
        "longest_side": longest_side,
        "most_pages": MOST_PAGES,
        "most_pixels": pictures.MOST_PIXELS,
    }
    for said, blob in confined.told(request, content):
        if why := said.get("refused"):
            raise _refusal(why, said)
        yield said, blob


def _refusal(why: Any, said: Mapping[str, Any]) -> refusals.FileRefused:
    if why == "too_many_pages" and isinstance(said.get("pages"), int):
        return refusals.TooManyPages(
            f"This file has {said['pages']:,} pages. Please send only the pages of one bill, at most {MOST_PAGES}."
        )
    return _REFUSALS.get(why, refusals.FileDamaged)()


def _page(number: int, said: Mapping[str, Any], pixels: bytes, reader: ocr.TextReader | None) -> Page:
    """A page from what the process tells of it, which is believed only as far as its form goes."""
    try:
        width, height = (float(side) for side in said["size"])
        given = tuple(_given(said.get("words", ())))
        rulings = tuple(_box(ruling) for ruling in said.get("rulings", ()))
        codes = tuple(Code(str(text), _box(box)) for text, box in said.get("codes", ()))
        picture = _picture(said["pixels"], pixels) if "pixels" in said else None
    except (KeyError, TypeError, ValueError):
        raise refusals.FileDamaged from None
    tokens = given if picture is None else tuple(_seen(picture, reader))
    return Page(number, width, height, tokens, rulings, codes)


def _given(words: Any) -> Iterator[Token]:
    """The words of a text layer, each cleaned and split where a blank was in it."""
    for text, piece, box in words:
        yield from pieces.words(cleaned(str(text)), _box(box), piece=int(piece))


def _seen(picture: ocr.Picture, reader: ocr.TextReader | None) -> Iterator[Token]:
    if reader is None:
        raise OCRMissing
    for number, piece in enumerate(reader.read(picture)):
        yield from pieces.words(
            piece.text, piece.box, piece=number, source=Source.OCR, confidence=min(max(piece.confidence, 0.0), 1.0)
        )


def _picture(size: Any, content: bytes) -> ocr.Picture:
    width, height = (int(side) for side in size)
    if min(width, height) < 1 or width * height * 3 != len(content):
        raise ValueError
    return ocr.Picture(content, width, height)


def _box(sides: Any) -> Box:
    left, top, right, bottom = (min(max(float(side), 0.0), 1.0) for side in sides)
    if not all(map(math.isfinite, (left, top, right, bottom))):
        raise ValueError
    return Box(left, top, max(left, right), max(top, bottom))

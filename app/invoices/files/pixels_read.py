"""A page from its pixels: what the text reader sees on it, upright, as words."""

from collections.abc import Iterator
from dataclasses import replace

from app.invoices.files import devanagari, ocr, pieces
from app.invoices.records.images import OCRMissing
from app.invoices.records.pages import Box, Code, Page, Source, Token


def page(empty: Page, picture: ocr.Picture, reader: ocr.TextReader | None) -> Page:
    """The page with its words; turned, with all that is drawn on it, where it was not upright. Raises `OCRMissing`."""
    if reader is None:
        raise OCRMissing
    seen = reader.read(picture)
    if devanagari.is_likely(seen):
        seen = devanagari.merged(seen, devanagari.found(picture.turned(seen.quarters)))
    upright = _turned(empty, seen.quarters)
    return replace(upright, tokens=tuple(_tokens(seen)))


def _tokens(seen: ocr.Seen) -> Iterator[Token]:
    size = float(seen.width), float(seen.height)
    for number, piece in enumerate(seen.pieces):
        for word in pieces.words_along(piece.text, piece.corners, size, piece=number, places=piece.places):
            yield replace(word, source=Source.OCR, confidence=piece.confidence)


def _turned(page: Page, quarters: int) -> Page:
    """The page turned clockwise, with its rulings and codes."""
    if not quarters:
        return page
    width, height = (page.height, page.width) if quarters % 2 else (page.width, page.height)
    rulings = tuple(_turned_box(ruling, quarters) for ruling in page.rulings)
    codes = tuple(Code(code.text, _turned_box(code.box, quarters)) for code in page.codes)
    return replace(page, width=width, height=height, rulings=rulings, codes=codes, quarters=quarters)


def _turned_box(box: Box, quarters: int) -> Box:
    for _ in range(quarters % 4):
        box = Box(1 - box.bottom, box.left, 1 - box.top, box.right)
    return box

"""What the process that opened a file tells of a page, believed only as far as its form and its size go."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from app.invoices.files import cleaning, pieces
from app.invoices.files.ocr import Picture
from app.invoices.records import files as refusals
from app.invoices.records.pages import Box, Code, Page, Token


def page(number: int, said: Mapping[str, Any], pixels: bytes) -> tuple[Page, Picture | None]:
    """A page, and its pixels where its words must be read from them.

    Raises `FileDamaged` for what is no page, `TooMuchWork` for one with more than `pieces.MOST_WORDS` words.
    """
    try:
        width, height = (_finite(side) for side in said["size"])
        words = pieces.bounded(_words(said.get("words", ())))
        rulings = tuple(_box(ruling) for ruling in said.get("rulings", ()))
        codes = tuple(Code(str(text), _box(box)) for text, box in said.get("codes", ()))
        unseen = sum(cleaning.unseen(str(text)) for text, *_ in said.get("words", ()))
        picture = _picture(said["pixels"], pixels) if "pixels" in said else None
    except (KeyError, TypeError, ValueError):
        raise refusals.FileDamaged from None
    return Page(number, width, height, words, rulings, codes, unseen=unseen), picture


def count(said: Mapping[str, Any]) -> int:
    """How many pages there are; 1 where it does not say."""
    told = said.get("of")
    return told if isinstance(told, int) and told > 0 else 1


def _words(words: Any) -> Iterator[Token]:
    """The words of a text layer, each cleaned and parted where a blank was in it."""
    for text, piece, box in words:
        yield from pieces.words(str(text), _box(box), piece=int(piece))


def _picture(size: Any, content: bytes) -> Picture:
    width, height = (int(side) for side in size)
    if min(width, height) < 1 or width * height * 3 != len(content):
        raise ValueError
    return Picture(content, width, height)


def _box(sides: Any) -> Box:
    left, top, right, bottom = (min(max(_finite(side), 0.0), 1.0) for side in sides)
    return Box(left, top, max(left, right), max(top, bottom))


def _finite(number: Any) -> float:
    found = float(number)
    if not math.isfinite(found):
        raise ValueError
    return found

"""Text from a picture, behind a small interface: `rapidocr` where it is installed (an extra, in the worker alone).

The engine is built once a process and kept by the caller; building it takes seconds. Pictures are turned as their EXIF
says and reduced before reading: beyond this side the engine reads no better and only slower.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Protocol

from app.invoices.records import ImageRefused, ImageText, OCRMissing
from app.invoices.rules import images

VERSION = "rapidocr-3.10"
LONGEST_SIDE_READ = 2000
_FORMATS = ("PNG", "JPEG", "WEBP")
_DECODING_ERRORS = (OSError, SyntaxError, ValueError, EOFError, struct.error)


class TextReader(Protocol):
    """Reads the text of one picture."""

    def read(self, content: bytes) -> ImageText:
        """The text of an encoded picture. Raises `ImageRefused` for bytes that are none."""


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text and where it stands, in pixels."""

    text: str
    confidence: float
    left: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height at which its line runs."""
        return (self.top + self.bottom) / 2


class RapidReader:
    """`rapidocr` on onnxruntime, with the models of its wheel: no network."""

    def __init__(self) -> None:
        try:
            from rapidocr import RapidOCR
        except ImportError as error:
            raise OCRMissing from error
        self._engine: Any = RapidOCR(params={"Global.log_level": "error", "Global.max_side_len": LONGEST_SIDE_READ})

    def read(self, content: bytes) -> ImageText:
        """The text, line by line."""
        found = self._engine(_pixels(content))
        if found.txts is None or found.boxes is None:
            return ImageText("", 0.0)
        pieces = zip(found.txts, found.scores, found.boxes, strict=True)
        words = [_word(text, float(score), box) for text, score, box in pieces]
        return ImageText("\n".join(lines(words)), mean_confidence(words))


def lines(words: Sequence[Word]) -> Iterator[str]:
    """The lines of a page from its pieces: those whose middles lie within each other's height share a line."""
    row: list[Word] = []
    for word in sorted(words, key=lambda each: each.middle):
        if row and not _shares_line(row[-1], word):
            yield _joined(row)
            row = []
        row.append(word)
    if row:
        yield _joined(row)


def mean_confidence(words: Sequence[Word]) -> float:
    """The engine's own confidence, weighed by characters."""
    characters = sum(len(word.text) for word in words)
    total = sum(word.confidence * len(word.text) for word in words)
    return round(min(max(total / characters, 0.0), 1.0), 4) if characters else 0.0


def _shares_line(first: Word, second: Word) -> bool:
    height = min(first.bottom - first.top, second.bottom - second.top)
    return abs(second.middle - first.middle) <= height / 2


def _joined(row: list[Word]) -> str:
    return " ".join(word.text for word in sorted(row, key=lambda each: each.left))


def _word(text: str, confidence: float, box: Sequence[Sequence[float]]) -> Word:
    heights = [float(point[1]) for point in box]
    return Word(text, confidence, min(float(point[0]) for point in box), min(heights), max(heights))


def _pixels(content: bytes) -> Any:
    """The picture as the engine takes it: upright, blue-green-red, no side beyond the limit."""
    import numpy as np
    from PIL import Image, ImageOps

    images.size(content)
    try:
        with Image.open(BytesIO(content), formats=_FORMATS) as opened:
            opened.draft("RGB", (LONGEST_SIDE_READ, LONGEST_SIDE_READ))
            opened.load()
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except _DECODING_ERRORS as error:
        raise ImageRefused("This photo is damaged. Please take it again.") from error
    upright.thumbnail((LONGEST_SIDE_READ, LONGEST_SIDE_READ))
    page = Image.new("RGB", upright.size, "white")
    page.paste(upright, mask=upright.getchannel("A"))
    return np.ascontiguousarray(np.asarray(page)[:, :, ::-1])

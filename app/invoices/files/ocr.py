"""Text from pixels, behind a small interface: `rapidocr` where it is installed (an extra, in the worker alone).

The engine is built once a process, when it is first needed, and kept by the caller; building it takes half a second.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from app.invoices.files.pieces import Corners
from app.invoices.records.images import OCRMissing

VERSION = "rapidocr-3.10"
LEAST_CONFIDENCE = 0.5
"""Pieces below it are left unread, as by the engine's own default."""
THREADS = 2
_LEAST_LIKELY = 0.3
"""Over the rectangle around a stretch. The engine's own 0.5 leaves out digits that stand alone, since most of so small
a rectangle is edge: at 0.3 the quantity "1" of 3 photographed bills is seen, with 5 stretches in 100 more to read."""
_LINES_AT_ONCE = 2
"""Six, the engine's default, take 0.2 GB more and no less time."""
_LONGEST_SIDE = 10_000
"""Pictures come bounded; the engine is not to reduce them again."""
_THINNEST, _LONGEST_RATIO = 12, 50
"""Pixels across, below which no line of letters can be read, and length over width of the longest roll of a till: the
engine makes a thin strip larger without bound."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels in rows from the top: blue, green and red, a byte each, without padding."""

    content: bytes
    width: int
    height: int

    def turned(self, quarters: int) -> "Picture":
        """The same, turned clockwise."""
        if not quarters % 4:
            return self
        import numpy as np

        pixels = np.frombuffer(self.content, np.uint8).reshape(self.height, self.width, 3)
        upright = np.rot90(pixels, -quarters)
        return Picture(upright.tobytes(), upright.shape[1], upright.shape[0])


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as the engine sees it, its corners in pixels, and how sure it is (0..1).

    places : the middles of its characters but blanks, as shares of its length; empty where they are not known
    """

    text: str
    corners: Corners
    confidence: float
    places: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands on a picture.

    unread : where text was seen that could not be read
    width, height : of the picture once it is upright
    quarters : by which it was turned for that, clockwise
    """

    pieces: tuple[Piece, ...]
    unread: tuple[Corners, ...]
    width: int
    height: int
    quarters: int = 0


class TextReader(Protocol):
    """Reads the text of one picture."""

    def read(self, picture: Picture) -> Seen:
        """What stands on it. Raises `OCRMissing`."""


class RapidReader:
    """`rapidocr` on onnxruntime, with the models of its wheel: no network."""

    def read(self, picture: Picture) -> Seen:
        """The pieces of text, from the top."""
        import numpy as np

        if _is_strip(picture):
            return Seen((), (), picture.width, picture.height)
        pixels = np.frombuffer(picture.content, np.uint8).reshape(picture.height, picture.width, 3)
        found, quarters = self._engine.read(pixels)
        pieces = tuple(_pieces(found))
        width, height = (picture.height, picture.width) if quarters % 2 else (picture.width, picture.height)
        return Seen(
            tuple(piece for piece in pieces if piece.confidence >= LEAST_CONFIDENCE),
            tuple(piece.corners for piece in pieces if piece.confidence < LEAST_CONFIDENCE),
            width,
            height,
            quarters,
        )

    @cached_property
    def _engine(self) -> Any:
        try:
            from app.invoices.files.rapid import PageReader
        except ImportError as error:
            raise OCRMissing from error
        return PageReader(
            params={
                "Global.log_level": "error",
                "Global.max_side_len": _LONGEST_SIDE,
                "Global.text_score": 0.0,
                "Det.box_thresh": _LEAST_LIKELY,
                "Rec.rec_batch_num": _LINES_AT_ONCE,
                "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            }
        )


def _is_strip(picture: Picture) -> bool:
    """Whether no page of paper has this shape."""
    short, long = sorted((picture.width, picture.height))
    return short < _THINNEST or long > _LONGEST_RATIO * short


def _pieces(found: Any) -> Iterator[Piece]:
    if found.txts is not None and found.boxes is not None:
        every = zip(found.txts, found.scores, found.boxes, found.word_results, strict=True)
        for text, score, corners, places in every:
            first, second, third, fourth = ((float(x), float(y)) for x, y in corners)
            yield Piece(text, (first, second, third, fourth), min(max(float(score), 0.0), 1.0), places.shares)

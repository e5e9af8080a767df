"""Text from pixels, behind a small interface: `rapidocr` where it is installed (an extra, in the worker alone).

The engine is built once a process, when it is first needed, and kept by the caller; building it takes half a second.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol

from app.invoices.records.images import OCRMissing
from app.invoices.records.pages import Box

VERSION = "rapidocr-3.10"
LONGEST_SIDE_READ = 2000
"""Pixels; beyond it the engine reads no better and only slower."""
THREADS = 2


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels in rows from the top: blue, green and red, a byte each, without padding."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as the engine sees it, with its place in shares of the picture, and how sure it is (0..1)."""

    text: str
    box: Box
    confidence: float


class TextReader(Protocol):
    """Reads the text of one picture."""

    def read(self, picture: Picture) -> list[Piece]:
        """Its pieces, from the top; none where there is no text. Raises `OCRMissing`."""


class RapidReader:
    """`rapidocr` on onnxruntime, with the models of its wheel: no network."""

    def read(self, picture: Picture) -> list[Piece]:
        """The pieces of text."""
        import numpy as np

        pixels = np.frombuffer(picture.content, np.uint8).reshape(picture.height, picture.width, 3)
        found = self._engine(pixels)
        if found.txts is None or found.boxes is None:
            return []
        return list(_pieces(found, picture))

    @cached_property
    def _engine(self) -> Any:
        try:
            from rapidocr import RapidOCR
        except ImportError as error:
            raise OCRMissing from error
        return RapidOCR(
            params={
                "Global.log_level": "error",
                "Global.max_side_len": LONGEST_SIDE_READ,
                "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
            }
        )


def _pieces(found: Any, picture: Picture) -> Iterator[Piece]:
    for text, score, corners in zip(found.txts, found.scores, found.boxes, strict=True):
        across = [min(max(float(x) / picture.width, 0.0), 1.0) for x, _ in corners]
        down = [min(max(float(y) / picture.height, 0.0), 1.0) for _, y in corners]
        yield Piece(text, Box(min(across), min(down), max(across), max(down)), float(score))

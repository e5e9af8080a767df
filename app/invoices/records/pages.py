"""What every file becomes before it is understood: pages of words, each with its place and where it was read.

Places are shares of the page (0..1, from its upper left corner), so a photo, a PDF and a text speak of the same places.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Source(StrEnum):
    """Where a word or a value was read."""

    TEXT = "text"
    """The text of the file itself: a PDF's text layer, a text file, boxes that were given."""
    OCR = "ocr"
    QR = "qr"
    DERIVED = "derived"
    """Printed nowhere: it follows from values that are, by a sum or by law."""


class Medium(StrEnum):
    """What kind of file it was."""

    PDF = "pdf"
    IMAGE = "image"
    TEXT = "text"
    BOXES = "boxes"
    """Lines of text with their corners, as another engine read them."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle, in shares of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height at which a line of text runs."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half-way between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Token:
    """One word. Words with the same `piece` were read as one stretch of text, side by side, in this order.

    confidence : 0..1, what the reader says of itself; 1 for text that was not recognised but given
    """

    text: str
    box: Box
    piece: int
    source: Source = Source.TEXT
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Code:
    """What a QR or bar code holds, and where it stands."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page, upright. Tokens in reading order as far as the reader knows it.

    number : from 1
    width, height : in points or pixels; only their ratio and the size of letters matter
    rulings : drawn lines, as boxes without height or width
    quarters : by which the page of the file was turned, clockwise, until its text stood upright
    unseen : characters that show nothing and stood within words, where they were left out
    """

    number: int
    width: float
    height: float
    tokens: tuple[Token, ...] = ()
    rulings: tuple[Box, ...] = ()
    codes: tuple[Code, ...] = ()
    quarters: int = 0
    unseen: int = 0


@dataclass(frozen=True, slots=True)
class Pages:
    """A file as it was read."""

    medium: Medium
    pages: tuple[Page, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """All words, page by page."""
        return tuple(token for page in self.pages for token in page.tokens)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around others; at least one."""
    every = list(boxes)
    return Box(
        min(box.left for box in every),
        min(box.top for box in every),
        max(box.right for box in every),
        max(box.bottom for box in every),
    )

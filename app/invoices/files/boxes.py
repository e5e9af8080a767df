"""Lines of text with their corners, as another engine read them: eight numbers, then text that may hold commas."""

import math
import re

from app.invoices.files import cleaning, pieces
from app.invoices.records import files as refusals
from app.invoices.records.pages import Medium, Page, Pages

_NUMBER = r"[ \t]*-?[0-9]{1,7}(?:\.[0-9]{1,6})?[ \t]*"
_ROW = re.compile(rf"{_NUMBER}(?:,{_NUMBER}){{7}},")
_CORNERS = 8
_FIRST_ROWS = 20
MOST_CHARACTERS = 1_000_000
"""Forty of a row are its corners; a page of the smallest print has a twentieth of it."""


def looks_like_boxes(text: str) -> bool:
    """Whether nine in ten of the first rows begin with eight numbers."""
    rows = [row for row in text[:20_000].splitlines() if row.strip()][:_FIRST_ROWS]
    return bool(rows) and sum(bool(_ROW.match(row)) for row in rows) >= len(rows) * 0.9


def of_boxes(text: str) -> Pages:
    """One page as large as its boxes reach. Raises `FileRefused` where no row has corners and text, `TooMuchWork` for
    more than `MOST_CHARACTERS` or `pieces.MOST_WORDS` words.
    """
    if len(text) > MOST_CHARACTERS:
        raise refusals.TooMuchWork
    rows = [found for row in text.splitlines() if (found := _row(row))]
    width = max((max(numbers[0::2]) for numbers, _ in rows), default=0.0)
    height = max((max(numbers[1::2]) for numbers, _ in rows), default=0.0)
    if width <= 0 or height <= 0:
        raise refusals.FileRefused("No line of this file has the corners of a box and a text.")
    tokens = (
        token
        for piece, (numbers, words) in enumerate(rows)
        for token in pieces.words_along(words, _corners(numbers), (width, height), piece=piece)
    )
    unseen = sum(cleaning.unseen(words) for _, words in rows)
    return Pages(Medium.BOXES, (Page(1, width, height, pieces.bounded(tokens), unseen=unseen),))


def _row(row: str) -> tuple[list[float], str] | None:
    if not _ROW.match(row):
        return None
    *numbers, words = row.split(",", _CORNERS)
    found = [float(number) for number in numbers]
    return (found, words) if all(map(math.isfinite, found)) and words.strip() else None


def _corners(numbers: list[float]) -> pieces.Corners:
    """The corners in their order: upper left, upper right, lower right, lower left, as every such file has them."""
    first, second, third, fourth = zip(numbers[0::2], numbers[1::2], strict=True)
    return first, second, third, fourth

"""The lines of a receipt: what its reader gave as one stretch of text, from top to bottom and from left to right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.invoices.records.pages import Box, Page, Token, around
from app.invoices.rules.sentences import normalise

MOST_LINES = 400
"""More lines than any receipt has (the longest of 320 had 163): what is behind them is not looked at."""


@dataclass(frozen=True)
class Line:
    """One stretch of text. `row` counts the rows of the whole document: lines side by side share one."""

    tokens: tuple[Token, ...]
    page: int
    row: int
    shape: float
    """Height of its page by its width."""

    @cached_property
    def box(self) -> Box:
        return around(token.box for token in self.tokens)

    @cached_property
    def text(self) -> str:
        """Its words in capitals with one blank between."""
        return " ".join(self.words).upper()

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(normalise.plain(token.text) for token in self.tokens)

    def within(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that hold the characters `start` to `end` of the text."""
        at, found = 0, []
        for token, word in zip(self.tokens, self.words, strict=True):
            if at < end and at + len(word) > start:
                found.append(token)
            at += len(word) + 1
        return tuple(found)


def lines(pages: Iterable[Page]) -> tuple[Line, ...]:
    """Every line that holds a letter or a digit."""
    found: list[Line] = []
    for page in pages:
        pieces = [piece for piece in _pieces(page) if any(c.isalnum() for token in piece for c in token.text)]
        first = found[-1].row + 1 if found else 0
        for row, across in enumerate(_rows(pieces), first):
            found.extend(Line(piece, page.number, row, _shape(page)) for piece in across)
    return tuple(found[:MOST_LINES])


def _shape(page: Page) -> float:
    return page.height / page.width if page.width > 0 and page.height > 0 else 1.0


def _pieces(page: Page) -> Iterable[tuple[Token, ...]]:
    pieces: dict[int, list[Token]] = {}
    for token in page.tokens:
        if token.text.strip():
            pieces.setdefault(token.piece, []).append(token)
    return [tuple(piece) for piece in pieces.values()]


def _rows(pieces: Sequence[tuple[Token, ...]]) -> Iterator[list[tuple[Token, ...]]]:
    """Pieces whose middles lie within half a height of the last one's share a row."""
    placed = sorted(((around(token.box for token in piece), piece) for piece in pieces), key=lambda one: one[0].middle)
    row: list[tuple[Box, tuple[Token, ...]]] = []
    for box, piece in placed:
        if row and box.middle - row[-1][0].middle > 0.4 * min(box.height, row[-1][0].height):
            yield _across(row)
            row = []
        row.append((box, piece))
    if row:
        yield _across(row)


def _across(row: Iterable[tuple[Box, tuple[Token, ...]]]) -> list[tuple[Token, ...]]:
    return [piece for _, piece in sorted(row, key=lambda one: one[0].left)]

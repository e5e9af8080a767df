"""How the words of a page stand to each other: rows across the page, segments within a row, blocks down a column.

Everything that reads a document reads these: a label and its value share a row or a block, a table is made of rows, an
address of a block.
"""

from dataclasses import dataclass
from functools import cached_property

from app.invoices.records.pages import Box, Medium, Page, Pages, Token, around
from app.invoices.rules.documents.page import rowing, stacking


@dataclass(frozen=True)
class Segment:
    """Words that stand side by side without a wide gap or a drawn line between them: a cell, a label, a sentence."""

    tokens: tuple[Token, ...]
    page: int

    @cached_property
    def box(self) -> Box:
        return around(token.box for token in self.tokens)

    @cached_property
    def text(self) -> str:
        """Its words with one blank between."""
        return " ".join(token.text for token in self.tokens)


@dataclass(frozen=True)
class Row:
    """What stands side by side on one line across the whole page; segments from left to right."""

    segments: tuple[Segment, ...]
    page: int

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(token for segment in self.segments for token in segment.tokens)

    @cached_property
    def box(self) -> Box:
        return around(segment.box for segment in self.segments)

    @cached_property
    def text(self) -> str:
        return " ".join(segment.text for segment in self.segments)


@dataclass(frozen=True)
class Block:
    """Segments below each other without a wide gap: an address, a list of terms; from top to bottom."""

    segments: tuple[Segment, ...]
    page: int

    @cached_property
    def box(self) -> Box:
        return around(segment.box for segment in self.segments)


@dataclass(frozen=True)
class Sheet:
    """One page with its rows from top to bottom and its blocks in the order of their first lines."""

    page: Page
    rows: tuple[Row, ...]
    blocks: tuple[Block, ...]

    @property
    def number(self) -> int:
        return self.page.number

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(segment for row in self.rows for segment in row.segments)

    @cached_property
    def lean(self) -> float:
        """How far columns lean to the left for each height of the page: a page turned so that its lines fall to the
        right has columns that lean by the same angle."""
        return rowing.slope(self.page.tokens) * (self.page.height / self.page.width) ** 2


@dataclass(frozen=True)
class Document:
    """A whole file, page by page."""

    medium: Medium
    sheets: tuple[Sheet, ...]

    def sheet(self, number: int) -> Sheet:
        """The page of a number."""
        return next(sheet for sheet in self.sheets if sheet.number == number)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for sheet in self.sheets for row in sheet.rows)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        return tuple(segment for sheet in self.sheets for segment in sheet.segments)

    @cached_property
    def text(self) -> str:
        """Its rows, one a line."""
        return "\n".join(row.text for row in self.rows)


def laid_out(pages: Pages) -> Document:
    """The rows, segments and blocks of every page."""
    return Document(pages.medium, tuple(_sheet(page) for page in pages.pages))


def _sheet(page: Page) -> Sheet:
    words = [token for token in page.tokens if token.text.strip()]
    rulings = rowing.uprights(page)
    rows = tuple(
        Row(tuple(Segment(tuple(cell), page.number) for cell in rowing.cells(line, page, rulings)), page.number)
        for line in rowing.lines(words)
    )
    places = stacking.stacked([[segment.box for segment in row.segments] for row in rows], page)
    blocks = (Block(tuple(rows[row].segments[place] for row, place in block), page.number) for block in places)
    return Sheet(page, rows, tuple(blocks))

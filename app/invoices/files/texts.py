"""A text as a page: every character has its place in a grid, so that columns of blanks stay columns."""

import re
from collections.abc import Iterator

from app.invoices.files import cleaning, pieces
from app.invoices.records import files as refusals
from app.invoices.records.pages import Box, Medium, Page, Pages, Token

MOST_CHARACTERS = 200_000
"""Some 60 full pages; a bill has a twentieth of it."""
MOST_PAGES = 50
_TOO_LONG = "This text is too long. Please send only the text of one bill."
_TAB = 8
_CELL = (6.0, 12.0)
"""Width and height of a character in points, as a typewriter has them."""
_WORD = re.compile(r"\S+")
_WIDE_GAP = 2
"""Blanks that part two stretches of text on a line."""


def decoded(content: bytes) -> str:
    """The characters of a text file: UTF-16 with its mark, UTF-8, or else the Windows code page."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def of_text(text: str) -> Pages:
    """The pages of a text, parted by form feeds. Raises `TooMuchWork` for more than a bill holds."""
    if len(text) > MOST_CHARACTERS:
        raise refusals.TooMuchWork(_TOO_LONG)
    found = [page for page in text.split("\f") if page.strip()]
    if len(found) > MOST_PAGES:
        raise refusals.TooMuchWork(_TOO_LONG)
    return Pages(Medium.TEXT, pieces.bounded_pages(_page(number, page) for number, page in enumerate(found, 1)))


def _page(number: int, text: str) -> Page:
    lines = [cleaning.cleaned(line.expandtabs(_TAB)).rstrip() for line in text.splitlines()]
    columns, rows = max(1, *map(len, lines)), len(lines)
    tokens = pieces.bounded(_tokens(lines, columns))
    return Page(number, columns * _CELL[0], rows * _CELL[1], tokens, unseen=cleaning.unseen(text))


def _tokens(lines: list[str], columns: int) -> Iterator[Token]:
    piece = -1
    for row, line in enumerate(lines):
        end = -_WIDE_GAP
        for word in _WORD.finditer(line):
            piece += word.start() - end >= _WIDE_GAP
            end = word.end()
            if len(word[0]) <= cleaning.LONGEST_WORD:
                box = Box(word.start() / columns, row / len(lines), end / columns, (row + 1) / len(lines))
                yield Token(word[0], box, piece)

"""Pages drawn with letters: what stands where in a text stands there on the page."""

import re
from dataclasses import replace
from datetime import date

from app.invoices.records.extractions import Extraction
from app.invoices.records.pages import Box, Code, Medium, Page, Pages, Source, Token
from app.invoices.rules.documents import reading

READ_ON = date(2026, 11, 22)
WORD_WIDTH, LINE_HEIGHT = 6.0, 10.0
_RUN = re.compile(r"\S+(?: \S+)*")


def pages(text: str, *, slope: float = 0.0, source: Source = Source.TEXT, codes: tuple[Code, ...] = ()) -> Pages:
    """A page of the text's characters; two blanks or more part pieces.

    slope : how far a line falls over the width of the page, in heights of the page
    """
    lines = text.strip("\n").split("\n")
    width, height = max(map(len, lines)), len(lines)
    tokens = []
    for row, line in enumerate(lines):
        for piece, run in enumerate(_RUN.finditer(line)):
            for word in re.finditer(r"\S+", run[0]):
                left, right = (run.start() + at for at in word.span())
                fall = slope * left / width
                box = Box(left / width, (row + 0.1) / height + fall, right / width, (row + 0.9) / height + fall)
                tokens.append(Token(word[0], box, row * 100 + piece, source))
    return Pages(Medium.TEXT, (Page(1, width * WORD_WIDTH, height * LINE_HEIGHT, tuple(tokens), codes=codes),))


def read(text: str, *, source: Source = Source.TEXT, codes: tuple[Code, ...] = ()) -> Extraction:
    """What a drawn page says."""
    return reading.read(pages(text, source=source, codes=codes), on=READ_ON)


def values(text: str, *paths: str, source: Source = Source.TEXT) -> list[object]:
    """The values of paths, None where nothing was found."""
    extraction = read(text, source=source)
    return [extraction.value(path) for path in paths]


def with_codes(given: Pages, *texts: str) -> Pages:
    """The pages with codes in a corner."""
    codes = tuple(Code(text, Box(0.8, 0.0, 1.0, 0.1)) for text in texts)
    return replace(given, pages=(replace(given.pages[0], codes=codes), *given.pages[1:]))

"""Rows of the foot whose neighbours stand too close: "53.01 Round off" is an amount and, behind it, the name of a sum.

A table of taxes, or the amount in words, stands beside the sums on many papers, without a line between them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.invoices.records.pages import Token
from app.invoices.rules.documents.foot import labels
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.page.layout import Row, Segment
from app.invoices.rules.documents.values import amounts, words

_MOST_WORDS = 40
"""A stretch of more words is a sentence."""
_MOST_NAMING = 6
"""The name of a sum has at most so many words here."""


def rows(given: Sequence[Row]) -> list[Row]:
    """The rows, their segments cut where the name of a sum follows an amount in figures or in words."""
    return [replace(row, segments=tuple(_segments(row))) for row in given]


def _segments(row: Row) -> Iterator[Segment]:
    for segment in row.segments:
        begin = 0
        for place in range(1, len(segment.tokens)) if len(segment.tokens) <= _MOST_WORDS else ():
            if _is_cut(segment.tokens[begin:], place - begin):
                yield replace(segment, tokens=segment.tokens[begin:place])
                begin = place
        yield replace(segment, tokens=segment.tokens[begin:]) if begin else segment


def _is_cut(tokens: Sequence[Token], place: int) -> bool:
    """Whether the words before a place are, or end in, an amount, and those behind it begin with the name of a sum."""
    is_name = tokens[place].text[:1].isalpha() and is_named(tokens[place:])
    return is_name and (is_sum(tokens[place - 1].text) or words.is_amount(placing.text(tokens[:place])))


def is_sum(text: str) -> bool:
    """Whether a word is an amount as sums are printed: with decimals or groups."""
    return amounts.is_plain(text) and any(mark in text for mark in ".,") and "%" not in text


def is_named(tokens: Sequence[Token]) -> bool:
    """Whether words begin with the name of a sum, with nothing or amounts behind it."""
    last = next((at for at, token in enumerate(tokens) if is_sum(token.text)), len(tokens))
    return 0 < last <= _MOST_NAMING and labels.meaning(placing.text(tokens[:last])) is not None

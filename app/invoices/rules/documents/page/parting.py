"""The words of a segment, with a label, its colon and a value that were written without a blank taken apart."""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.invoices.records.pages import Token
from app.invoices.rules.documents.page.layout import Segment

_SEPARATOR = re.compile(r"[:=：\-–—.|]+")
_CUT = re.compile(r"(?P<label>.*?[^\W\d_].*?)(?P<mark>[:=：]+-?)(?P<rest>.*)|(?P<lead>[:=：#]+)(?P<tail>.+)")
_STUCK = re.compile(r"(?P<label>(?i:.*?(?:no|nos|dt|dated?|gstin|pan|tel|ph|mob)))(?P<mark>[.\-]+)(?P<rest>\S*\d\S*)")


def parts(segment: Segment) -> list[Token]:
    """The words of a segment, with a label, its colon and a value that were written without a blank taken apart."""
    return [part for token in segment.tokens for part in _cut(token)]


def is_separator(token: Token) -> bool:
    """Whether a word is only a colon, a dash or the like."""
    return _SEPARATOR.fullmatch(token.text) is not None


def _cut(token: Token) -> Iterator[Token]:
    match = _CUT.fullmatch(token.text) or _STUCK.fullmatch(token.text)
    if match is None or "://" in token.text:
        yield token
        return
    begin = 0
    for text in (part for part in match.groups() if part):
        yield _share(token, begin, begin + len(text))
        begin += len(text)


def _share(token: Token, begin: int, end: int) -> Token:
    """Some characters of a word as a word of its own, with their share of its place."""
    box, count = token.box, len(token.text)
    left, right = box.left + box.width * begin / count, box.left + box.width * end / count
    return replace(token, text=token.text[begin:end], box=replace(box, left=left, right=right))

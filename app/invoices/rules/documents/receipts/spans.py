"""Runs of lines at the top of a receipt that may be the shop's name or its address, as they would be written down."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from app.invoices.records.pages import Token
from app.invoices.rules.documents.receipts.lines import Line
from app.invoices.rules.documents.receipts.looks import HEAD

NAME_LINES, ADDRESS_LINES = 3, 8
"""The most lines that a name or an address had in 320 receipts."""

_NUMBERED = re.compile(
    r"[\s,]*(?:[(\[{]\s*(?:CO\w*\W*(?:REG\w*)?\W*(?:NO)?\W*|REG\w*\W*(?:NO)?\W*|ROC\W*)?"
    r"[A-Z]{0,3}\d[\dOIl]{2,11}\s*[-–.]?\s*[A-Z0-9]{0,2}\s*[)\]}]?.{0,6}|\b\d{4,9}\s?-\s?[A-Z]\b.{0,8})$"
)
_LEADING = re.compile(r"^(?:#?\d{4,}\s+|(?:OWN(?:ED)?|OPERATED|MANAGED)\s+BY\W*)")
_ADDRESSED = re.compile(r"^(?:HQ\W*)?ADD(?:RESS)?\W+|^HQ\s*:\s*")
_CALLED = re.compile(r"[\s,(]*\b(?:TEL|PHONE|FAX|H/P|HP|GST|CO REG|EMAIL)\b.*$")


@dataclass(frozen=True, slots=True)
class Span:
    """Lines `start` to `end` (behind the last), without what is cut off before and behind.

    is_cut_before : without words such as "owned by"; is_cut_behind : without a registration or telephone number
    """

    start: int
    end: int
    is_cut_before: bool
    is_cut_behind: bool
    texts: tuple[str, ...]
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """What it says, on one line."""
        return " ".join(self.texts)


def names(lines: Sequence[Line]) -> Iterator[Span]:
    """What may be the name: up to three lines."""
    return _spans(lines[:HEAD], NAME_LINES, _LEADING, _NUMBERED)


def addresses(lines: Sequence[Line]) -> Iterator[Span]:
    """What may be the address: up to eight lines."""
    return _spans(lines[:HEAD], ADDRESS_LINES, _ADDRESSED, _CALLED)


def _spans(head: Sequence[Line], most: int, before: re.Pattern[str], behind: re.Pattern[str]) -> Iterator[Span]:
    begins = [_after(before.match(line.text), line.text) for line in head]
    stops = [_until(behind.search(line.text), line.text) for line in head]
    for start in range(len(head)):
        for end in range(start + 1, min(start + most, len(head)) + 1):
            for begin, stop in product(sorted({0, begins[start]}), sorted({len(head[end - 1].text), stops[end - 1]})):
                if end > start + 1 or begin < stop:
                    yield _span(head, start, end, begin, stop)


def _span(head: Sequence[Line], start: int, end: int, begin: int, stop: int) -> Span:
    """Lines `start` to `end`, the first from its character `begin`, the last up to `stop`."""
    texts: list[str] = []
    tokens: list[Token] = []
    for place in range(start, end):
        line = head[place]
        first = begin if place == start else 0
        last = stop if place == end - 1 else len(line.text)
        texts.append(line.text[first:last].strip())
        tokens.extend(line.within(first, last))
    return Span(start, end, begin > 0, stop < len(head[end - 1].text), tuple(texts), tuple(tokens))


def _after(match: re.Match[str] | None, text: str) -> int:
    return match.end() if match and match.end() < len(text) - 2 else 0


def _until(match: re.Match[str] | None, text: str) -> int:
    return match.start() if match and match.start() > 2 else len(text)

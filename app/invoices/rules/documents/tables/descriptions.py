"""What is sold, from the lines of its cell: without serial number, code, batch and other notes under the name.

A name is broken only where its next word would not fit any more; a line that begins earlier is a note of its own, and
so is one in smaller letters.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from app.invoices.records.pages import Source, Token
from app.invoices.rules.documents.page import placing

_SERIAL = re.compile(r"^\(?\d{1,3}[.)]$")
_DATE = re.compile(r"\d{1,2}([-/.])(?:\d{1,2}|[A-Za-z]{3})\1(?:\d{4}|\d{2})")
_LETTER = re.compile(r"^\(?([a-z])[.)]+$", re.I)
_CODE_LABEL = re.compile(r"^[(\[]?(?:hsn|sac|hs|hsncode|itc)\b.*$", re.I)
_NOTE = re.compile(
    r"^\W*(?:batch|b\.? ?no|lot|exp(?:iry)?\b|mfg|mfd|s/?n\b|serial|sr\.? no|imei|asin|sku|fsn|warranty|ean|barcode"
    r"|part no|model no|note|notes|remarks?|mrp|huid|vehicle|lr no|gr no|period|disc(?:ount)? |less\b|parts:|tax:"
    r"|description:|shipping charges|serienummer|seriennummer|(?:c|s|i|ut)gst\b|delivered|ref"
    r"|(?:gst|tax|vat) ?(?:rate)?\W*\d{1,2}(?:\.\d{1,3})? ?%)",
    re.I,
)
_INDENT = 4
"""Lines of one column begin within so many letters of each other."""
_SMALLER = 0.93
"""Letters below this share of those above are smaller on purpose; words without long letters keep it, since the boxes
of printed text are as high as the font."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the names of one table run before they are broken: to which place, and over how many characters.

    has_notes : whether the second lines of this table are notes: most begin where the name had room left
    """

    right: float
    letters: int
    has_notes: bool = False

    def is_broken(self, line: Sequence[Token], word: Token) -> bool:
        """Whether a line had no room for the first word of the next."""
        has_room = line[-1].box.right + _letter(line[-1]) + word.box.width <= self.right
        return not self.has_notes and (not has_room or len(placing.text(line)) + 1 + len(word.text) > self.letters)


def reach(names: Sequence[Sequence[Sequence[Token]]]) -> Reach:
    """How far the lines of all names of a table run; those that begin elsewhere stand in a cell of their own."""
    begin = median(name[0][0].box.left for name in names if name) if any(names) else 0.0
    every = [line for name in names for line in name if abs(line[0].box.left - begin) < _INDENT * _letter(line[0])]
    most = max(map(len, map(placing.text, every)), default=0)
    found = Reach(max((line[-1].box.right for line in every), default=1.0), most)
    seconds = [found.is_broken(name[0], name[1][0]) for name in names if len(name) > 1]
    return replace(found, has_notes=seconds.count(False) > max(seconds.count(True), 1))


def _letter(token: Token) -> float:
    return token.box.width / max(len(token.text), 1)


@dataclass(frozen=True, slots=True)
class Described:
    """The name, the words that hold it, and those behind "HSN" in the same cell."""

    text: str
    tokens: tuple[Token, ...]
    code: tuple[Token, ...] = ()


def read(lines: Sequence[Sequence[Token]], position: int | None = None, within: Reach | None = None) -> Described:
    """The name over all its lines; notes under it are left out, a first line never.

    position : which line of goods it is, from 1: a number that stands before the name and is this one is no part of it
    within : how far the names of this table run; None where nothing tells a note from a name of several lines
    """
    kept: list[Token] = []
    code: list[Token] = []
    has_ended = False
    for place, line in enumerate(lines):
        words, behind = _divided(line, lines[place - 1] if place else ())
        code.extend(behind)
        has_ended = has_ended or (bool(kept) and _is_note(line, lines[place - 1], within))
        kept.extend([] if has_ended else words)
    kept = list(_named(kept, position))
    return Described(placing.text(kept).strip(" -,|:"), tuple(kept), tuple(code))


def _is_note(line: Sequence[Token], above: Sequence[Token], within: Reach | None) -> bool:
    """Whether a line under a name is none of it."""
    if _NOTE.match(placing.text(line)):
        return True
    is_drawn = line[0].source is Source.TEXT and above[0].source is Source.TEXT
    is_smaller = is_drawn and _height(line) < _SMALLER * _height(above)
    return is_smaller or (within is not None and not within.is_broken(above, line[0]))


def _height(line: Sequence[Token]) -> float:
    return max(token.box.height for token in line)


def _divided(line: Sequence[Token], above: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The words before "HSN" and the few behind it; where the line above ends with it, the first word is the code."""
    if line and above and _CODE_LABEL.match(above[-1].text) and not _digits(above[-1:]) and _digits(line[:1]):
        return list(line[1:]), list(line[:1])
    place = next((at for at, token in enumerate(line) if _CODE_LABEL.match(token.text)), None)
    return (list(line), []) if place is None else (list(line[:place]), _digits(line[place : place + 4]))


def _digits(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if any(character.isdigit() for character in token.text)]


def _named(tokens: Sequence[Token], position: int | None) -> Iterator[Token]:
    """Without the serial number, and the date, that stand before the name where they have no columns of their own."""
    first = tokens[0].text if len(tokens) > 1 else ""
    letter = _LETTER.match(first)
    is_numbered = bool(_SERIAL.match(first)) or first == str(position)
    is_numbered = is_numbered or (letter is not None and ord(letter[1].casefold()) - ord("a") + 1 == position)
    named = tokens[1:] if is_numbered else tokens
    yield from named[1:] if len(named) > 1 and _DATE.fullmatch(named[0].text) else named

"""What is sold, from the lines of its cell: without serial number, code, batch and other notes under the name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.invoices.records.pages import Token

_SERIAL = re.compile(r"^\(?\d{1,3}[.)]$")
_CODE_LABEL = re.compile(r"^[(\[]?(?:hsn|sac|hs|hsncode|itc)\b.*$", re.I)
_NOTE = re.compile(
    r"^\W*(?:batch|b\.? ?no|lot|exp(?:iry)?\b|mfg|mfd|s/?n\b|serial|sr\.? no|imei|asin|sku|fsn|warranty|ean|barcode"
    r"|part no|model no|note|notes|remarks?|mrp|huid|vehicle|lr no|gr no|period|disc(?:ount)? |less\b|parts:|tax:"
    r"|description:|shipping charges|serienummer|seriennummer|(?:c|s|i|ut)gst\b|delivered|ref)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Described:
    """The name, the words that hold it, and those behind "HSN" in the same cell."""

    text: str
    tokens: tuple[Token, ...]
    code: tuple[Token, ...] = ()


def read(lines: Sequence[Sequence[Token]], position: int | None = None) -> Described:
    """The name over all its lines; notes under it are left out, a first line never.

    position : which line of goods it is, from 1: a number that stands before the name and is this one is no part of it
    """
    kept: list[Token] = []
    code: list[Token] = []
    for place, line in enumerate(lines):
        words, behind = _divided(line)
        code.extend(behind)
        if kept and place and _NOTE.match(" ".join(token.text for token in line)):
            break
        kept.extend(words)
    kept = list(_named(kept, position))
    return Described(" ".join(token.text for token in kept).strip(" -,|:"), tuple(kept), tuple(code))


def _divided(line: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The words before "HSN" and the few behind it."""
    place = next((at for at, token in enumerate(line) if _CODE_LABEL.match(token.text)), None)
    return (list(line), []) if place is None else (list(line[:place]), _digits(line[place : place + 4]))


def _digits(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if any(character.isdigit() for character in token.text)]


def _named(tokens: Sequence[Token], position: int | None) -> Iterator[Token]:
    """Without the serial number that stands before the name where it has no column of its own."""
    first = tokens[0].text if len(tokens) > 1 else ""
    is_numbered = bool(_SERIAL.match(first)) or first == str(position)
    yield from tokens[1:] if is_numbered else tokens

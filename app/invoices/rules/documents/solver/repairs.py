"""Readings that a sum asks for, where recognition may have bent what is printed: one digit, or a lost decimal point.

Only for what was recognised on a picture: the text of a file is as its writer wrote it. A value that looks nothing like
what was read is never proposed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from app.invoices.records.extractions import Found
from app.invoices.records.pages import Source
from app.invoices.rules.documents.solver.search import Sum, Values

_ALIKE = frozenset(map(frozenset, ("08", "38", "56", "58", "17", "27", "06", "35", "49", "68", "14", "39", "89", "23")))
"""Digits that PP-OCRv6 takes for each other on photographs."""
_LIKELY, _POSSIBLE = 0.12, 0.04
"""Scores of a repair with a digit that is often confused, and with any other."""


def wanted(sums: Sequence[Sum], read: Mapping[str, Found], fixed: Values) -> dict[str, list[Found]]:
    """For each name the readings that would close a sum that is open, where they look like what was read."""
    values = {**fixed, **{name: found.value for name, found in read.items() if isinstance(found.value, Decimal)}}
    found: dict[str, list[Found]] = {}
    for one in sums:
        verdict = one.tried(values)
        if verdict is None or verdict.is_ok:
            continue
        for name in verdict.names:
            if name in read and read[name].source is Source.OCR:
                found.setdefault(name, []).extend(_closing(one, name, read[name], values))
    return found


def _closing(one: Sum, name: str, read: Found, values: Values) -> list[Found]:
    """What the value would have to be: one changed digit at a time, as far as that closes the sum."""
    closing = []
    for value, score in alike(read.raw):
        verdict = one.tried({**values, name: value})
        if verdict is not None and verdict.is_ok:
            closing.append(replace(read, value=value, confidence=score * read.confidence))
    return closing


def alike(raw: str) -> list[tuple[Decimal, float]]:
    """Every number that differs from the printed one by one digit, or by a decimal point that was lost or moved."""
    text = "".join(character for character in raw if character.isdigit() or character in ".,-")
    text = text.replace(",", "")
    found = []
    for place, digit in enumerate(text):
        if digit.isdigit():
            found += [
                (text[:place] + other + text[place + 1 :], _LIKELY if frozenset(digit + other) in _ALIKE else _POSSIBLE)
                for other in "0123456789"
                if other != digit
            ]
    digits = text.replace(".", "")
    found += [(f"{digits[:place]}.{digits[place:]}", _LIKELY) for place in range(1, len(digits))]
    return [(value, score) for number, score in found if (value := _decimal(number)) is not None]


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None

"""The numbers of one cell: one or several, each with everything it may be read as and the words that hold it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.invoices.records.pages import Token
from app.invoices.rules.documents.values import amounts
from app.invoices.rules.documents.values.amounts import Amount, Mark

WHOLE = 0.9
"""From this score on, all words of a cell together are one number: "₹ 1,250.00", "1 250,00", "10 Nos"."""


@dataclass(frozen=True, slots=True)
class Number:
    """One printed number."""

    readings: tuple[Amount, ...]
    tokens: tuple[Token, ...]

    @property
    def value(self) -> Decimal:
        """As it is most likely read."""
        return self.readings[0].value

    @property
    def is_percent(self) -> bool:
        return self.readings[0].is_percent

    @property
    def unit(self) -> str:
        return self.readings[0].unit


def numbers(tokens: Sequence[Token], mark: Mark) -> tuple[Number, ...]:
    """The numbers of a cell from left to right and line to line."""
    whole = amounts.readings(_text(tokens), mark) if tokens else ()
    if whole and whole[0].score >= WHOLE:
        return (Number(whole, tuple(tokens)),)
    parts = tuple(_each(tokens, mark))
    if len(parts) == 1 or not whole:
        return parts
    return parts if parts else (Number(whole, tuple(tokens)),)


def _each(tokens: Sequence[Token], mark: Mark) -> Iterator[Number]:
    """Word by word; a percent sign, a unit or `Cr` that stands apart belongs to the number before it."""
    place = 0
    while place < len(tokens):
        pair = tokens[place : place + 2]
        joined = amounts.readings(_text(pair), mark) if len(pair) == 2 else ()
        if joined and joined[0].score >= WHOLE and _is_one(pair):
            yield Number(joined, tuple(pair))
            place += 2
            continue
        single = amounts.readings(tokens[place].text, mark)
        if single:
            yield Number(single, (tokens[place],))
        place += 1


def _is_one(pair: Sequence[Token]) -> bool:
    """Whether two words are one number: one of them holds no digits, or they are groups of thousands."""
    has_digits = [any(character.isdigit() for character in token.text) for token in pair]
    return not all(has_digits) or re.fullmatch(r"\d{3}(?:[.,]\d{1,3})?", pair[1].text) is not None


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)

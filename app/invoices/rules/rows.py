"""The lines of a bill's table: a row of text is a line when two of its numbers multiply to a third."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from app.invoices.records import DraftLine
from app.invoices.rules.sentences import lexicon, normalise
from app.values import money

_NUMBER = re.compile(
    r"(?<![\w.,/-])(?P<value>(?:\d{1,3}(?:,\d{2,3}){1,4}|\d{1,12})(?:\.\d{1,4})?)"
    r" ?(?P<mark>%|[A-Za-z]{1,8}\b)?(?![./-]\d)"
)
_SERIAL = re.compile(r"^\s*\d{1,3}[.)]?\s+(?=\D)")
_FOOT = re.compile(r"\b(?:sub[ -]?total|total|cgst|sgst|igst|round|balance|invoice|date)\b", re.I)
_HSN_LENGTHS = (4, 6, 8)
_MOST_NUMBERS = 12
_HALF_PAISA = Decimal("0.005")


@dataclass(frozen=True, slots=True)
class _Figure:
    value: Decimal
    start: int
    unit: str | None
    is_percent: bool
    looks_like_code: bool


def read(lines: Sequence[str]) -> tuple[DraftLine, ...]:
    """The rows in reading order, each without tax."""
    return tuple(row for line in lines if not _FOOT.search(line) and (row := _row(line)) is not None)


def _row(line: str) -> DraftLine | None:
    text = _SERIAL.sub("", line)
    figures = [_figure(match) for match in _NUMBER.finditer(text)][-_MOST_NUMBERS:]
    plain = [figure for figure in figures if not figure.is_percent]
    for codes_count in (False, True):
        chosen = [figure for figure in plain if codes_count or not figure.looks_like_code]
        if product := _product(chosen):
            return _line(text, figures, *product)
    return None


def _figure(match: re.Match[str]) -> _Figure:
    digits, mark = match["value"], match["mark"] or ""
    unit = lexicon.UNITS.get(normalise.key(mark))
    is_code = digits.isdigit() and len(digits) in _HSN_LENGTHS and unit is None
    return _Figure(Decimal(digits.replace(",", "")), match.start(), unit, mark == "%", is_code)


def _product(figures: Sequence[_Figure]) -> tuple[_Figure, _Figure, _Figure] | None:
    """The first quantity, rate and amount, in this order, of which the first two multiply to the third."""
    for quantity, rate, amount in combinations(figures, 3):
        exact = quantity.value * rate.value
        if exact > 0 and abs(exact - amount.value) <= _HALF_PAISA * max(quantity.value, Decimal(1)):
            return quantity, rate, amount
    return None


def _line(text: str, figures: Sequence[_Figure], quantity: _Figure, rate: _Figure, amount: _Figure) -> DraftLine | None:
    first = min((figure.start for figure in figures if figure.looks_like_code or figure is quantity), default=0)
    description = text[: min(first, quantity.start)].strip(" |:-\t")
    percent = next((figure.value for figure in figures if figure.is_percent), None)
    if not any(character.isalpha() for character in description) or amount.value > money.LARGEST:
        return None
    unit_price, total = money.rounded(rate.value), money.rounded(amount.value)
    return DraftLine(description[:200], quantity.value, unit_price, total, quantity.unit, percent)

"""The typed readings of one line of goods from its cells, by the paths of `records.extractions.LINE`."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from app.gst import hsn
from app.invoices.records.pages import Token
from app.invoices.rules.documents.tables import coded_lines, columns, descriptions, named_taxes
from app.invoices.rules.documents.tables.bodies import Item
from app.invoices.rules.documents.tables.cells import Number, numbers
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.readings import Reading, readings_of
from app.invoices.rules.documents.values.amounts import Mark

_CODE = re.compile(r"\d{8}|\d{6}|\d{4}|\d{2}")
_CODE_LABEL = re.compile(r"^\W*(?:hsn|sac|hs)?\W*(?:sac|code)?\W*(?:code)?\W*", re.I)
_MISREAD = str.maketrans("OoQDIl|SsBZzG", "0000111558226")
_FREE = re.compile(r"(?<=\d)\s*\+\s*\d+(?:\.\d+)?$")
_UNLISTED = 0.8
"""A code that GSTN's list does not hold is believed a little less; the list lags behind the tariff."""
_HIGHEST_RATE = Decimal(40)
"""The highest slab since 22.9.2025 (9/2025-CT(R)); cess apart."""


@dataclass
class Line:
    """One line of goods: its readings by what the column holds, the best first. A percent discount stands apart."""

    page: int
    row: int
    readings: dict[Kind, list[Reading]] = field(default_factory=dict)

    def best(self, kind: Kind) -> Decimal | None:
        """The likeliest number of a column."""
        found = self.readings.get(kind)
        return found[0].value if found and isinstance(found[0].value, Decimal) else None


def lines(of: Sequence[Item], mark: Mark, of_all: Mapping[Kind, Reading], *, first: int = 1) -> list[Line]:
    """The readings of the items of one table.

    of_all : what the heads say for all of them (`head_values`)
    first : the place of the first item among all of the document, from 1
    """
    within = descriptions.reach([item.texts for item in of])
    found = [line(item, mark, (place, within)) for place, item in enumerate(of, first)]
    for each in found:
        for kind, reading in of_all.items():
            if kind is not Kind.UNIT or Kind.QUANTITY in each.readings:
                each.readings.setdefault(kind, [reading])
    return found


def line(item: Item, mark: Mark, among: tuple[int, descriptions.Reach] | None = None) -> Line:
    """The readings of an item; `among` others its place, from 1, and how far their names run."""
    found = Line(item.page, item.row)
    _part_quantity(item.cells)
    coded = [words for words in item.texts if coded_lines.is_coded(words)]
    described = descriptions.read([words for words in item.texts if words not in coded], *(among or ()))
    if own := coded_lines.code(coded):
        item.cells.setdefault(Kind.HSN, [own])
    if described.tokens:
        found.readings[Kind.DESCRIPTION] = [Reading(described.text, 1.0, described.tokens, described.text)]
    code = codes(item.cells.get(Kind.HSN, ())) or codes(described.code)
    if code:
        found.readings[Kind.HSN] = code
    for kind, words in item.cells.items():
        if kind in columns.NUMERIC - {Kind.HSN, Kind.SERIAL}:
            _add(found.readings, kind, numbers(_charged(kind, words), mark))
    if told := coded_lines.rate(coded):
        value, score, word = told
        found.readings.setdefault(Kind.GST_RATE, [Reading(value, score, (word,), word.text)])
    _units(found, item)
    found.readings |= named_taxes.in_columns(item.cells, mark)
    for kind, reading in named_taxes.in_notes(item.texts, mark).items():
        found.readings.setdefault(kind, reading)
    return found


def _part_quantity(cells: dict[Kind, list[Token]]) -> None:
    """Gives a quantity back that stands so near to its unit that it fell into the unit's column: "368 EA"."""
    near = cells.get(Kind.UNIT, [])
    counted = [token for token in near if token.text[:1].isdigit()]
    if counted and not cells.get(Kind.QUANTITY):
        cells[Kind.QUANTITY] = counted
        cells[Kind.UNIT] = [token for token in near if token not in counted]


def _charged(kind: Kind, words: Sequence[Token]) -> Sequence[Token]:
    """The words of a quantity without what is given free on top: 12 of "12+1"."""
    if kind is not Kind.QUANTITY:
        return words
    return [replace(token, text=_FREE.sub("", token.text)) for token in words]


def _add(readings: dict[Kind, list[Reading]], kind: Kind, found: Sequence[Number]) -> None:
    """Files the numbers of a cell: rates and amounts of a tax apart, a percentage of a discount as its rate."""
    if not found:
        return
    percents = [number for number in found if number.is_percent]
    plain = [number for number in found if not number.is_percent]
    if kind in (*columns.HEADS, Kind.TAX, Kind.DISCOUNT):
        rate = {Kind.TAX: Kind.GST_RATE, Kind.DISCOUNT: Kind.DISCOUNT_RATE}.get(kind) or columns.RATES[kind]
        if not percents and len(plain) == 2 and plain[0].value <= _HIGHEST_RATE:
            percents, plain = plain[:1], plain[1:]
        if percents:
            readings.setdefault(rate, readings_of(percents[0]))
        if plain:
            readings.setdefault(kind, readings_of(plain[-1]))
    elif kind is Kind.GST_RATE or kind in columns.RATES.values():
        readings.setdefault(kind, readings_of((percents or plain)[0]))
        if percents and plain:
            readings.setdefault(_amount_of(kind), readings_of(plain[-1]))
    else:
        readings.setdefault(kind, readings_of((plain or percents)[0]))
        if percents and plain and kind in (Kind.QUANTITY, *columns.SUMS):
            readings.setdefault(Kind.GST_RATE, readings_of(percents[0]))


def _amount_of(rate: Kind) -> Kind:
    return next((head for head, its in columns.RATES.items() if its is rate), Kind.TAX)


def codes(tokens: Sequence[Token]) -> list[Reading]:
    """The codes of goods that words may be: digits, letters repaired, a point inside dropped; listed ones first."""
    found = []
    for token in tokens:
        plain = re.sub(r"[.\s:()]", "", _CODE_LABEL.sub("", token.text))
        text = plain if plain.isdigit() else plain.translate(_MISREAD)
        if _CODE.fullmatch(text) or (text.isdigit() and len(text) == 5 and text.startswith("99")):
            score = (1.0 if text == plain else 0.6) * (1.0 if hsn.is_listed(text) else _UNLISTED)
            found.append(Reading(text, score, (token,), token.text))
    return sorted(found, key=lambda reading: -reading.score)[:1]


def _units(found: Line, item: Item) -> None:
    """The unit from its own column, or from behind the quantity or the price."""
    own = [token for token in item.cells.get(Kind.UNIT, ()) if any(letter.isalpha() for letter in token.text)]
    if own:
        text = " ".join(token.text for token in own[:2]).strip("/ ")
        found.readings[Kind.UNIT] = [Reading(text, 1.0, tuple(own[:2]), text)]
        return
    for kind in (Kind.QUANTITY, Kind.PRICE):
        for token, unit in _behind(item.cells.get(kind, ())):
            found.readings[Kind.UNIT] = [Reading(unit, 0.9, (token,), unit)]
            return


def _behind(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Letters behind digits, in the same word or the next: "10Nos", "10 Nos.", "350/Bag"."""
    for token in tokens:
        match = re.fullmatch(r"(?:[\d.,]+\s*/?|/)?\s*([^\W\d_][^\W\d_.]*\.?)", token.text.strip("()"))
        if match and match[1].casefold().rstrip(".") not in {"rs", "inr", "x", "only"}:
            yield token, match[1]

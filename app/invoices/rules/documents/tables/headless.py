"""Goods on papers whose table has no head: rows in which quantity by price, less a discount, is an amount.

What else stands in such a row follows from what it does: a percentage is the rate, what the amount and it give together
is the tax, and the last of all the total. A row of numbers alone takes its name from the row above ("2 x 45.00 90.00").
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from app.gst import hsn
from app.invoices.records.pages import Token
from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables import descriptions, dividing
from app.invoices.rules.documents.tables.cells import Number, numbers
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.items import Line
from app.invoices.rules.documents.tables.readings import Reading
from app.invoices.rules.documents.values import amounts
from app.invoices.rules.documents.values.amounts import Mark
from app.values import money

_MOST_NUMBERS = 10
_TOLERANCE = Decimal("0.011")
_SIGNS = frozenset({"x", "X", "*", "@", "=", "×", "rs", "Rs", "Rs.", "₹", "-", "|"})


def lines(rows: Sequence[Row], mark: Mark) -> Iterator[tuple[int, Line]]:
    """The goods, each with the number of its row in the document."""
    position = 1
    for number, row in enumerate(rows):
        if dividing.is_foot(row, {}):
            continue
        before = rows[number - 1] if number and rows[number - 1].page == row.page else None
        found = _line(number, row, (position, before), mark)
        if found is not None:
            yield number, found
            position += 1


def _line(number: int, row: Row, behind: tuple[int, Row | None], mark: Mark) -> Line | None:
    """A row of goods; None for any other. `behind` tells which line it is, from 1, and the row above it."""
    position, before = behind
    words, rest = _divided(row.tokens)
    figures = [figure for token in rest for figure in numbers((token,), mark)][-_MOST_NUMBERS:]
    plain = [figure for figure in figures if not figure.is_percent and not _is_code(figure)]
    product = _product(plain)
    if not words and before is not None and not any(amounts.is_plain(token.text, mark) for token in before.tokens):
        words = () if dividing.label_of(before.tokens) else before.tokens
    described = descriptions.read([words], position)
    if product is None or not any(letter.isalpha() for letter in described.text):
        return None
    line = Line(row.page, number, {Kind.DESCRIPTION: [Reading(described.text, 1.0, described.tokens, described.text)]})
    for kind, figure in zip((Kind.QUANTITY, Kind.PRICE, Kind.AMOUNT), product, strict=True):
        line.readings[kind] = [_reading(figure)]
    _add_code(line, figures, described.code)
    _add_unit(line, product[0], rest)
    _add_taxes(line, figures, product[2])
    return line


def _divided(tokens: Sequence[Token]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """The words of the name, and the rest of the row from its first number that is no part of the name."""
    plain = [amounts.is_plain(token.text) for token in tokens]
    last_word = max(
        (at for at, token in enumerate(tokens) if not plain[at] and _is_name(token.text)),
        default=-1,
    )
    first = next((at for at in range(len(tokens)) if plain[at] and (at or last_word < 0)), len(tokens))
    return tuple(tokens[:first]), tuple(tokens[first:])


def _is_name(text: str) -> bool:
    return text not in _SIGNS and sum(letter.isalpha() for letter in text) > 1 and not amounts.is_unit(text)


def _product(figures: Sequence[Number]) -> tuple[Number, Number, Number] | None:
    """The first quantity, price and amount in this order of which the first two give the third."""
    for quantity, price, amount in combinations(figures, 3):
        exact = money.rounded(quantity.value * price.value)
        if exact > 0 and abs(exact - amount.value) <= _TOLERANCE:
            return quantity, price, amount
    return None


def _is_code(figure: Number) -> bool:
    text = figure.tokens[0].text
    return text.isdigit() and len(text) in (4, 6, 8) and hsn.is_listed(text)


def _reading(figure: Number) -> Reading:
    raw = " ".join(token.text for token in figure.tokens)
    return Reading(figure.value, 0.8 * figure.readings[0].score, figure.tokens, raw)


def _add_code(line: Line, figures: Sequence[Number], named: Sequence[Token]) -> None:
    tokens = [*named, *(figure.tokens[0] for figure in figures if _is_code(figure))]
    code = next((token for token in tokens if token.text.isdigit()), None)
    if code is not None:
        line.readings[Kind.HSN] = [Reading(code.text, 0.8, (code,), code.text)]


def _add_unit(line: Line, quantity: Number, rest: Sequence[Token]) -> None:
    """The unit in the word of the quantity or in the next."""
    place = rest.index(quantity.tokens[-1])
    following = rest[place + 1 : place + 2]
    if quantity.unit and amounts.is_unit(quantity.unit):
        line.readings[Kind.UNIT] = [Reading(quantity.unit, 0.8, quantity.tokens, quantity.unit)]
    elif following and amounts.is_unit(following[0].text.strip(".")):
        line.readings[Kind.UNIT] = [Reading(following[0].text, 0.8, tuple(following), following[0].text)]


def _add_taxes(line: Line, figures: Sequence[Number], amount: Number) -> None:
    """The rate, and behind the amount a tax and a total that it gives."""
    rate = next((figure for figure in figures if figure.is_percent), None)
    behind = [figure for figure in figures[figures.index(amount) + 1 :] if not figure.is_percent]
    if rate is not None:
        line.readings[Kind.GST_RATE] = [_reading(rate)]
    for tax, total in combinations(behind, 2):
        if abs(amount.value + tax.value - total.value) <= _TOLERANCE:
            line.readings |= {Kind.TAX: [_reading(tax)], Kind.TOTAL: [_reading(total)]}
            return

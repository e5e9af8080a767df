"""What columns hold whose heads do not say, by what stands under them.

A head may be a word that no list has, or one that a camera damaged. Text under no other name is the description, listed
codes are the HSN, and of numbers the role counts under which the sums of most rows close.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from app.gst import hsn
from app.invoices.records.pages import Token
from app.invoices.rules.documents.page.layout import Row, Sheet
from app.invoices.rules.documents.tables import columns, dividing, spans
from app.invoices.rules.documents.tables.cells import numbers
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.head_cells import Head
from app.invoices.rules.documents.tables.roles import Figures
from app.invoices.rules.documents.values import amounts
from app.invoices.rules.documents.values.amounts import Mark

_MOST_ROWS = 24
"""So many rows tell as well as all of them, and bound the time."""
_MOST_PROVEN = 8
"""So many rows are tried under every choice of roles."""
_MOST_UNKNOWN = 3
_PRODUCT = (Kind.QUANTITY, Kind.PRICE, Kind.TAXABLE)
_ROLES = (*_PRODUCT, Kind.DISCOUNT, Kind.CHARGE, Kind.TAX, Kind.TOTAL)
"""What a column of numbers may be, as far as no head says it already."""
_PLAIN = {Kind.AMOUNT: Kind.TAXABLE, Kind.PRICE_WITH_TAX: Kind.PRICE}
_SHORT = frozenset({Kind.SERIAL, Kind.HSN, Kind.UNIT, Kind.TAX_NAME, Kind.QUANTITY})
_OF_GOODS = frozenset({Kind.DESCRIPTION, Kind.QUANTITY, Kind.PRICE, Kind.PRICE_WITH_TAX})
_LEAST_LETTERS = 4
"""A column of text has so many in a cell, on the average."""
Grid = Sequence[Sequence[Sequence[Token]]]
"""Rows, columns, words."""


def told(heads: Sequence[Head], rows: Sequence[Row], sheet: Sheet, mark: Mark) -> tuple[Head, ...]:
    """The heads with what their columns hold, where the words of one say nothing or are contradicted by its cells."""
    if not _is_doubtful(heads):
        return tuple(heads)
    of = spans.measured(heads, rows[:_MOST_ROWS], sheet)
    grid = [cells for row in rows[:_MOST_ROWS] if _has_numbers(cells := _cells(row, of), mark)]
    if not grid:
        return tuple(heads)
    found = _without_false_codes(heads, grid)
    found = _with_codes(found, grid)
    found = _with_description(found, grid)
    return tuple(_with_numbers(found, grid, mark))


def _is_doubtful(heads: Sequence[Head]) -> bool:
    """Whether a table of goods has a head that may mislead; tables of rates have neither description nor price."""
    kinds = {head.kind for head in heads}
    if kinds & {*columns.HEADS, Kind.TAX} and not kinds & _OF_GOODS:
        return False
    return Kind.DESCRIPTION not in kinds or Kind.HSN in kinds or any(_is_open(head) for head in heads)


def _is_open(head: Head) -> bool:
    return head.kind is Kind.OTHER and not head.is_known


def _cells(row: Row, of: spans.Columns) -> list[list[Token]]:
    cells: list[list[Token]] = [[] for _ in of.heads]
    for token in row.tokens:
        cells[of.of(token)].append(token)
    return cells


def _has_numbers(cells: Sequence[Sequence[Token]], mark: Mark) -> bool:
    """Whether a row fills at least two columns with numbers, as rows of goods do."""
    return sum(bool(words) and dividing.has_amount(words, mark) for words in cells) > 1


def _without_false_codes(heads: Sequence[Head], grid: Grid) -> list[Head]:
    """A column of codes whose cells are sums is none: "Tariff" is a price on the bill of a hotel."""
    kept = []
    for place, head in enumerate(heads):
        texts = [words[0].text for cells in grid if (words := cells[place])]
        is_false = head.kind is Kind.HSN and texts and sum(map(_is_sum, texts)) * 2 > len(texts)
        kept.append(replace(head, kind=Kind.OTHER, is_known=False) if is_false else head)
    return kept


def _is_sum(text: str) -> bool:
    return "," in text or (amounts.is_plain(text) and "." in text)


def _with_codes(heads: Sequence[Head], grid: Grid) -> list[Head]:
    """Listed codes of goods, where no column is called by their name."""
    if any(head.kind is Kind.HSN for head in heads):
        return list(heads)
    codes = [sum(bool(words) and _is_code(words) for words in column) for column in zip(*grid, strict=True)]
    is_free = [head.kind is Kind.OTHER and 2 * count > len(grid) for head, count in zip(heads, codes, strict=True)]
    return _named(heads, [count if free else 0 for count, free in zip(codes, is_free, strict=True)], Kind.HSN)


def _is_code(words: Sequence[Token]) -> bool:
    text = words[0].text
    return text.isdigit() and len(text) in (4, 6, 8) and hsn.is_listed(text)


def _with_description(heads: Sequence[Head], grid: Grid) -> list[Head]:
    """The column of most letters, where none is called the description, whatever its head may say: "Charges"."""
    if any(head.kind is Kind.DESCRIPTION for head in heads):
        return list(heads)
    letters = [
        0 if heads[place].kind in _SHORT else sum(map(_letters, column))
        for place, column in enumerate(zip(*grid, strict=True))
    ]
    return _named(heads, [count if count >= _LEAST_LETTERS * len(grid) else 0 for count in letters], Kind.DESCRIPTION)


def _letters(words: Sequence[Token]) -> int:
    return sum(letter.isalpha() for token in words for letter in token.text)


def _named(heads: Sequence[Head], worth: Sequence[int], kind: Kind) -> list[Head]:
    """The heads, the one of most worth called `kind`; none where all are worth nothing."""
    best = max(range(len(heads)), key=lambda place: worth[place])
    named = list(heads)
    if worth[best] > 0:
        named[best] = replace(heads[best], kind=kind, is_known=True)
    return named


def _with_numbers(heads: Sequence[Head], grid: Grid, mark: Mark) -> list[Head]:
    """Columns of numbers without a name in the roles under which the sums of most rows close, if half of them do."""
    rows = [[_value(words, mark) for words in cells] for cells in grid[:_MOST_PROVEN]]
    open_places = [place for place, head in enumerate(heads) if _is_open(head) and 2 * _filled(rows, place) > len(rows)]
    plain = _PLAIN | ({Kind.AMOUNT: Kind.TOTAL} if any(head.kind is Kind.TAXABLE for head in heads) else {})
    kinds = [plain.get(head.kind, head.kind) for head in heads]
    lacking = [role for role in _ROLES if role not in kinds]
    if not open_places or len(open_places) > _MOST_UNKNOWN:
        return list(heads)
    several = lacking if len(open_places) < _MOST_UNKNOWN else [role for role in lacking if role in _PRODUCT]
    choices = permutations([*several, *[Kind.OTHER] * len(open_places)], len(open_places))
    best, choice = max(
        ((_closed(rows, kinds, open_places, choice), choice) for choice in dict.fromkeys(choices)),
        key=lambda each: (each[0], each[1].count(Kind.OTHER)),
    )
    if best - _closed(rows, kinds, (), ()) < Decimal(len(rows)) / 2:
        return list(heads)
    roles = dict(zip(open_places, choice, strict=True))
    return [replace(head, kind=roles.get(place, head.kind)) for place, head in enumerate(heads)]


def _value(words: Sequence[Token], mark: Mark) -> Decimal | None:
    found = numbers(words, mark) if words else ()
    return found[0].value if found else None


def _filled(rows: Sequence[Sequence[Decimal | None]], place: int) -> int:
    return sum(row[place] is not None for row in rows)


def _closed(
    rows: Sequence[Sequence[Decimal | None]], kinds: Sequence[Kind], places: Sequence[int], choice: Sequence[Kind]
) -> Decimal:
    """Sums that close over all rows, less half of those that do not, with a choice of kinds for some places; a table
    without quantities is of one piece a row."""
    chosen = [*kinds]
    for place, kind in zip(places, choice, strict=True):
        chosen[place] = kind
    of_one = {} if Kind.QUANTITY in chosen else {Kind.QUANTITY: Decimal(1)}
    tried = [
        is_closed
        for row in rows
        for is_closed in Figures(
            of_one | {kind: value for kind, value in zip(chosen, row, strict=True) if value is not None}
        ).closed()
    ]
    return sum(tried) - Decimal(len(tried) - sum(tried)) / 2

"""Which rows under a head are goods, which only carry on the text of one, and which are sums at the foot.

A row of goods fills a column of sums, or quantity and price; what fills none of them carries on a neighbour. Rows whose
first words are the name of a sum are none; after one only rows that look whole begin another line of goods.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from app.invoices.records.pages import Token
from app.invoices.rules.documents import amounts, labels
from app.invoices.rules.documents.amounts import Mark
from app.invoices.rules.documents.layout import Row
from app.invoices.rules.documents.tables import columns
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.spans import Columns

Cells = Mapping[Kind, Sequence[Token]]
_FAR = 2.2
"""A text further below than this many usual steps between lines does not carry on what stands above."""


@dataclass
class Item:
    """One line of goods: the cells of its own row, and of the rows that carry it on, in reading order.

    row : the number of its own row in the document
    texts : the lines of its description, its own row's first unless others stood above it
    """

    page: int
    row: int
    cells: dict[Kind, list[Token]]
    texts: list[list[Token]] = field(default_factory=list)

    def join(self, cells: Cells, *, before: bool) -> None:
        """Takes the cells of a row that carries it on."""
        for kind, words in cells.items():
            own = self.cells.get(kind, [])
            if kind is Kind.DESCRIPTION:
                self.texts.insert(0, list(words)) if before else self.texts.append(list(words))
            else:
                self.cells[kind] = [*words, *own] if before else [*own, *words]


@dataclass(frozen=True, slots=True)
class _Line:
    """One row under a head, and what it is."""

    number: int
    row: Row
    cells: Cells
    is_item: bool


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of one table on one page: its items, and which rows of the document were read as part of it."""

    items: tuple[Item, ...]
    taken: frozenset[int]


def read(rows: Sequence[tuple[int, Row]], of: Columns, mark: Mark) -> Body:
    """The items of the rows (with their numbers in the document) under one head."""
    lines = list(_lines(rows, of, mark))
    anchors = [place for place, line in enumerate(lines) if line.is_item]
    items = {place: _item(lines[place]) for place in anchors}
    taken = {lines[place].number for place in anchors}
    for place, owner in _owners(lines, anchors):
        items[owner].join(lines[place].cells, before=place < owner)
        taken.add(lines[place].number)
    return Body(tuple(items.values()), frozenset(taken))


def _item(line: _Line) -> Item:
    cells = {kind: list(words) for kind, words in line.cells.items()}
    own = cells.pop(Kind.DESCRIPTION, [])
    return Item(line.row.page, line.number, cells, [own] if own else [])


def _lines(rows: Sequence[tuple[int, Row]], of: Columns, mark: Mark) -> Iterator[_Line]:
    """The rows that may be goods, up to the foot; between and after sums only those that look whole."""
    has_ended = False
    for number, row in rows:
        cells = divided(row, of)
        if is_foot(row, cells):
            has_ended = True
            continue
        is_item = _is_item(cells, mark, strict=has_ended)
        has_ended = has_ended and not is_item
        if not has_ended and not set(cells) <= {Kind.OTHER}:
            yield _Line(number, row, cells, is_item)


def _owners(lines: Sequence[_Line], anchors: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Which item each other row carries on: the one above it, unless items stand in the middle of their rows."""
    if not anchors:
        return
    stands_below = anchors[0] > 0 and bool(lines[0].cells.get(Kind.DESCRIPTION))
    step = _step(lines)
    for place, line in enumerate(lines):
        if line.is_item:
            continue
        above = max((anchor for anchor in anchors if anchor < place), default=None)
        below = min((anchor for anchor in anchors if anchor > place), default=None)
        if above is None or (below is not None and _begins(line.cells, lines[below].cells)):
            owner = below
        elif below is not None and stands_below:
            near = _gap(lines, above, place) <= _gap(lines, place, below)
            owner = above if near else below
        else:
            owner = above if _is_connected(lines, above, place, step) else None
        if owner is not None:
            yield place, owner


def _begins(cells: Cells, of_next: Cells) -> bool:
    """Whether a row without amounts is the first of the item below: it has the serial number that one lacks."""
    serial = "".join(token.text for token in cells.get(Kind.SERIAL, ()))
    return serial.strip(".)").isdigit() and Kind.SERIAL not in of_next


def _step(lines: Sequence[_Line]) -> float:
    """The usual height of a line and the blank under it: 1.3 heights of its letters."""
    return 1.3 * median(token.box.height for line in lines for token in line.row.tokens)


def _gap(lines: Sequence[_Line], upper: int, lower: int) -> float:
    return lines[lower].row.box.middle - lines[upper].row.box.middle


def _is_connected(lines: Sequence[_Line], above: int, place: int, step: float) -> bool:
    """Whether no wide blank stands between an item and a row below it."""
    return all(_gap(lines, before, before + 1) < _FAR * step for before in range(above, place))


def divided(row: Row, of: Columns) -> dict[Kind, list[Token]]:
    """The words of a row by column; words of a text that runs over into a column of numbers stay with the text."""
    cells: dict[Kind, list[Token]] = {}
    for segment in row.segments:
        last: Kind | None = None
        for token in segment.tokens:
            kind = of.heads[of.of(token)].kind
            if last is Kind.DESCRIPTION and kind is not last and not _fits(token.text, kind):
                kind = last
            cells.setdefault(kind, []).append(token)
            last = kind
    return cells


def _fits(text: str, kind: Kind) -> bool:
    """Whether a word may stand in a column; what is no number stands in no column of numbers."""
    has_digits = any(character.isdigit() for character in text)
    return has_digits or kind not in columns.NUMERIC


def is_foot(row: Row, cells: Cells) -> bool:
    """Whether a row is a sum: its first words are the name of one, and it has no code of goods."""
    if any(_is_code(token.text) for token in cells.get(Kind.HSN, ())):
        return False
    return any(label_of(segment.tokens) for segment in row.segments[:2])


def label_of(tokens: Sequence[Token]) -> str | None:
    """What the words before the first amount of a segment call it."""
    words: list[str] = []
    for token in tokens:
        found = amounts.amount(token.text)
        if words and found is not None and not found.is_percent and "%" not in token.text and token.text[0] not in "@(":
            break
        words.append(token.text)
    return labels.meaning(" ".join(words))


def _is_code(text: str) -> bool:
    return text.isdigit() and len(text) in (4, 6, 8)


def _is_item(cells: Cells, mark: Mark, *, strict: bool) -> bool:
    """Whether a row of cells begins a line of goods."""
    filled = {kind for kind, words in cells.items() if _has_amount(words, mark)}
    has_sum = bool(filled & columns.SUMS)
    has_price = Kind.QUANTITY in filled and bool(filled & {Kind.PRICE, Kind.PRICE_WITH_TAX})
    if strict:
        return has_price and (has_sum or Kind.SERIAL in filled) and Kind.DESCRIPTION in cells
    has_text = bool({Kind.DESCRIPTION, Kind.SERIAL, Kind.HSN} & set(cells))
    return has_price or (has_sum and (has_text or len(filled & columns.NUMERIC) > 1))


def _has_amount(words: Sequence[Token], mark: Mark) -> bool:
    text = " ".join(token.text for token in words)
    return amounts.amount(text, mark) is not None or any(amounts.is_plain(token.text, mark) for token in words)

"""Which rows under a head are goods, which only carry on the text of one, and which are sums at the foot.

A row of goods fills a column of sums, or quantity and price; what fills none of them carries on a neighbour. Rows whose
first words are the name of a sum are none; after one only rows that look whole begin another line of goods.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from app.invoices.records.pages import Token
from app.invoices.rules.documents.foot import labels
from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables import columns, dividing, owning
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.dividing import Cells
from app.invoices.rules.documents.tables.owning import Line
from app.invoices.rules.documents.tables.spans import Columns
from app.invoices.rules.documents.values.amounts import Mark

_CLOSED = columns.SUMS | {Kind.QUANTITY, Kind.TAX, *columns.HEADS}
_CLOSING = frozenset({labels.TOTAL, labels.SUBTOTAL})
_SHORTEST_DRAWN = 5
_PRICED = frozenset({Kind.QUANTITY, Kind.PRICE})


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
        for kind, words in self._read_on(cells).items():
            own = self.cells.get(kind, [])
            if kind is Kind.DESCRIPTION:
                self.texts.insert(0, list(words)) if before else self.texts.append(list(words))
            elif kind not in columns.SUMS or not own:
                self.cells[kind] = [*words, *own] if before else [*own, *words]

    def _read_on(self, cells: Cells) -> Cells:
        """The cells of such a row, numbers in it as words of the name where the item has its own already: the name of
        "Garlic pickle 500 g" runs on under the quantities."""
        stray = {
            kind for kind in _PRICED & set(cells) if _has_digits(self.cells.get(kind, ())) and _has_digits(cells[kind])
        }
        if not stray or Kind.DESCRIPTION not in cells:
            return cells
        text = [token for kind in (Kind.DESCRIPTION, *stray) for token in cells[kind]]
        kept = {kind: words for kind, words in cells.items() if kind not in stray}
        return {**kept, Kind.DESCRIPTION: sorted(text, key=lambda token: token.box.left)}


@dataclass(frozen=True, slots=True)
class Closing:
    """A row of sums under columns; `row` is its number in the document."""

    page: int
    row: int
    label: str | None
    cells: Cells


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of one table on one page.

    taken : the rows of the document that were read as goods
    closing : rows that close columns: those whose first words are the name of a sum, and sums without a name
    leading : the rows above the first item that carry on the last item of the page before
    """

    items: tuple[Item, ...]
    taken: frozenset[int]
    closing: tuple[Closing, ...] = ()
    leading: tuple[Cells, ...] = ()


def read(rows: Sequence[tuple[int, Row]], of: Columns, mark: Mark, *, goes_on: bool = False) -> Body:
    """The items of the rows (with their numbers in the document) under one head.

    goes_on : whether the table began on the page before, so that its first rows may carry on an item there
    """
    closing = closings(rows, of, mark)
    lines = _without_halves(list(_lines(rows, of, mark)))
    anchors = [place for place, line in enumerate(lines) if line.is_item]
    items = {place: _item(lines[place]) for place in anchors}
    taken = {lines[place].number for place in anchors}
    owners = owning.owners(lines, anchors)
    led = owning.led(lines, anchors) if goes_on else 0
    leading = tuple(lines[place].cells for place in range(led) if owners.pop(place, None) is not None)
    for place in sorted(owners, key=lambda each: (each > owners[each], abs(each - owners[each]))):
        items[owners[place]].join(lines[place].cells, before=place < owners[place])
        taken.add(lines[place].number)
    return Body(tuple(items.values()), frozenset(taken), closing, leading)


def _has_digits(words: Sequence[Token]) -> bool:
    return any(character.isdigit() for token in words for character in token.text)


def closings(rows: Sequence[tuple[int, Row]], of: Columns, mark: Mark) -> tuple[Closing, ...]:
    """The rows of sums: "Total" under the goods, and amounts that stand alone under a column."""
    found = []
    for number, row in rows:
        cells = dividing.divided(row, of)
        label = next((name for segment in row.segments[:2] if (name := dividing.label_of(segment.tokens))), None)
        if label in _CLOSING or is_bare(cells, mark):
            found.append(Closing(row.page, number, label, cells))
    return tuple(found)


def is_bare(cells: Cells, mark: Mark) -> bool:
    """Whether a row is nothing but sums under columns; a percentage is none, but the second line of a cell."""
    return bool(cells) and set(cells) <= _CLOSED and all(dividing.has_sum(words, mark) for words in cells.values())


def _item(line: Line) -> Item:
    cells = {kind: list(words) for kind, words in line.cells.items()}
    own = cells.pop(Kind.DESCRIPTION, [])
    return Item(line.row.page, line.number, cells, [own] if own else [])


def _lines(rows: Sequence[tuple[int, Row]], of: Columns, mark: Mark) -> Iterator[Line]:
    """The rows that may be goods, up to the foot; between and after sums only those that look whole."""
    has_ended = has_serials = False
    for number, row in rows:
        cells = dividing.divided(row, of)
        if dividing.is_foot(row, cells) or is_bare(cells, mark):
            has_ended = True
            continue
        is_item = _is_item(cells, mark, strict=has_ended) and not (
            has_ended and has_serials and Kind.SERIAL not in cells
        )
        has_serials = has_serials or (is_item and Kind.SERIAL in cells)
        has_ended = has_ended and not is_item
        if not has_ended and not set(cells) <= {Kind.OTHER} and not _is_drawn(row):
            yield Line(number, row, cells, is_item)


def _is_drawn(row: Row) -> bool:
    """Whether a row is a line drawn with characters."""
    return len(row.text) >= _SHORTEST_DRAWN and not any(letter.isalnum() for letter in row.text)


def _without_halves(lines: Sequence[Line]) -> list[Line]:
    """Rows whose only sum is that of the item right beside them, which has none there: two lines of one cell, or a row
    that a slanted photo tore apart, are no items of their own."""
    return [
        replace(line, is_item=False) if line.is_item and _is_half(line, lines[max(place - 1, 0) : place + 2]) else line
        for place, line in enumerate(lines)
    ]


def _is_half(line: Line, near: Sequence[Line]) -> bool:
    own = set(line.cells) & (columns.SUMS | _PRICED)
    others = [other for other in near if other is not line and other.is_item and set(other.cells) >= _PRICED]
    height = 1.2 * line.row.tokens[0].box.height
    return not own & _PRICED and any(
        not own & set(other.cells) and abs(other.row.tokens[0].box.middle - line.row.tokens[0].box.middle) < height
        for other in others
    )


def _is_item(cells: Cells, mark: Mark, *, strict: bool) -> bool:
    """Whether a row of cells begins a line of goods."""
    filled = {kind for kind, words in cells.items() if dividing.has_amount(words, mark)}
    has_sum = bool(filled & columns.SUMS)
    has_price = Kind.QUANTITY in filled and bool(filled & {Kind.PRICE, Kind.PRICE_WITH_TAX})
    if strict:
        is_coded = has_sum and any(dividing.is_code(token.text) for token in cells.get(Kind.HSN, ()))
        is_whole = is_coded or (has_price and (has_sum or Kind.SERIAL in filled))
        return is_whole and Kind.DESCRIPTION in cells
    has_text = bool({Kind.DESCRIPTION, Kind.SERIAL, Kind.HSN} & set(cells))
    return has_price or (has_sum and (has_text or len(filled & columns.NUMERIC) > 1))

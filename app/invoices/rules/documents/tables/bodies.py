"""Which rows under a head are goods, which only carry on the text of one, and which are sums at the foot.

A row of goods fills a column of sums, or quantity and price; what fills none of them carries on a neighbour. Rows whose
first words are the name of a sum are none; after one only rows that look whole begin another line of goods.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from app.invoices.records.pages import Token
from app.invoices.rules.documents import amounts, labels
from app.invoices.rules.documents.amounts import Mark
from app.invoices.rules.documents.layout import Row
from app.invoices.rules.documents.tables import columns, descriptions
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.spans import Columns

Cells = Mapping[Kind, Sequence[Token]]
_CLOSED = columns.SUMS | {Kind.QUANTITY, Kind.TAX, *columns.HEADS}
_WIDER = 1.25
"""A blank this much wider than others between the same two items divides them."""
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
            elif kind not in columns.SUMS or not own:
                self.cells[kind] = [*words, *own] if before else [*own, *words]


@dataclass(frozen=True, slots=True)
class _Line:
    """One row under a head, and what it is."""

    number: int
    row: Row
    cells: Cells
    is_item: bool


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
    owners = _owners(lines, anchors)
    led = _led(lines, anchors) if goes_on else 0
    leading = tuple(lines[place].cells for place in range(led) if owners.pop(place, None) is not None)
    for place in sorted(owners, key=lambda each: (each > owners[each], abs(each - owners[each]))):
        items[owners[place]].join(lines[place].cells, before=place < owners[place])
        taken.add(lines[place].number)
    return Body(tuple(items.values()), frozenset(taken), closing, leading)


def closings(rows: Sequence[tuple[int, Row]], of: Columns, mark: Mark) -> tuple[Closing, ...]:
    """The rows of sums: "Total" under the goods, and amounts that stand alone under a column."""
    found = []
    for number, row in rows:
        cells = divided(row, of)
        label = next((name for segment in row.segments[:2] if (name := label_of(segment.tokens))), None)
        if label in _CLOSING or is_bare(cells, mark):
            found.append(Closing(row.page, number, label, cells))
    return tuple(found)


_CLOSING = frozenset({labels.TOTAL, labels.SUBTOTAL})


def is_bare(cells: Cells, mark: Mark) -> bool:
    """Whether a row is nothing but sums under columns."""
    return bool(cells) and set(cells) <= _CLOSED and all(_has_amount(words, mark) for words in cells.values())


def _item(line: _Line) -> Item:
    cells = {kind: list(words) for kind, words in line.cells.items()}
    own = cells.pop(Kind.DESCRIPTION, [])
    return Item(line.row.page, line.number, cells, [own] if own else [])


def _lines(rows: Sequence[tuple[int, Row]], of: Columns, mark: Mark) -> Iterator[_Line]:
    """The rows that may be goods, up to the foot; between and after sums only those that look whole."""
    has_ended = False
    for number, row in rows:
        cells = divided(row, of)
        if is_foot(row, cells) or is_bare(cells, mark):
            has_ended = True
            continue
        is_item = _is_item(cells, mark, strict=has_ended)
        has_ended = has_ended and not is_item
        if not has_ended and not set(cells) <= {Kind.OTHER}:
            yield _Line(number, row, cells, is_item)


def _without_halves(lines: Sequence[_Line]) -> list[_Line]:
    """Rows whose only sum is that of the item right beside them, which has none there: two lines of one cell, or a row
    that a slanted photo tore apart, are no items of their own."""
    return [
        replace(line, is_item=False) if line.is_item and _is_half(line, lines[max(place - 1, 0) : place + 2]) else line
        for place, line in enumerate(lines)
    ]


def _is_half(line: _Line, near: Sequence[_Line]) -> bool:
    own = set(line.cells) & (columns.SUMS | _PRICED)
    others = [other for other in near if other is not line and other.is_item and set(other.cells) >= _PRICED]
    height = 1.2 * line.row.tokens[0].box.height
    return not own & _PRICED and any(
        not own & set(other.cells) and abs(other.row.tokens[0].box.middle - line.row.tokens[0].box.middle) < height
        for other in others
    )


_PRICED = frozenset({Kind.QUANTITY, Kind.PRICE})


def _owners(lines: Sequence[_Line], anchors: Sequence[int]) -> dict[int, int]:
    """Which item each other row carries on. Between two items the widest blank divides; where all are alike, the rows
    carry on the item above, or the nearest one on papers whose amounts stand in the middle of their rows."""
    if not anchors:
        return {}
    step = _step(lines)
    owners = dict.fromkeys(range(anchors[0]), anchors[0])
    is_centred = anchors[0] > 0 and bool(lines[0].cells.get(Kind.DESCRIPTION))
    has_more = anchors[-1] + 1 < len(lines) and _is_connected(lines, anchors[-1], anchors[-1] + 1, step)
    if is_centred and not has_more and all(_is_nameless(lines[anchor].cells) for anchor in anchors):
        return {place: min(anchor for anchor in anchors if anchor >= place) for place in range(anchors[-1])}
    for above, below in pairwise(anchors):
        first = _first_of_next(lines, above, below, is_centred=is_centred)
        owners |= dict.fromkeys(range(above + 1, first), above) | dict.fromkeys(range(first, below), below)
    after = range(anchors[-1] + 1, len(lines))
    owners |= {place: anchors[-1] for place in after if _is_connected(lines, anchors[-1], place, step)}
    return owners


def _is_nameless(cells: Cells) -> bool:
    """Whether an item's own row has no words but a code: the name stands above, as on narrow rolls."""
    words = [token.text for token in cells.get(Kind.DESCRIPTION, ())]
    return not descriptions.read([cells.get(Kind.DESCRIPTION, ())]).tokens or not any(map(_is_word, words))


def _first_of_next(lines: Sequence[_Line], above: int, below: int, *, is_centred: bool) -> int:
    """The first row between two items that belongs to the second of them; its own where none does."""
    begins = [place for place in range(above + 1, below) if _begins(lines[place].cells, lines[below].cells)]
    if begins:
        return begins[0]
    gaps = [_gap(lines, place, place + 1) for place in range(above, below)]
    if max(gaps) > _WIDER * min(gaps):
        return above + 1 + gaps.index(max(gaps))
    return above + 1 + (below - above) // 2 if is_centred else below


def _led(lines: Sequence[_Line], anchors: Sequence[int]) -> int:
    """How many rows above the first item belong to the page before: those above the widest blank, or all of them."""
    if not anchors or not anchors[0]:
        return 0
    gaps = [_gap(lines, place, place + 1) for place in range(anchors[0])]
    is_divided = len(gaps) > 1 and max(gaps) > _WIDER * min(gaps)
    return gaps.index(max(gaps)) + 1 if is_divided else anchors[0]


def _begins(cells: Cells, of_next: Cells) -> bool:
    """Whether a row without amounts is the first of the item below: it has the serial number that one lacks."""
    serial = "".join(token.text for token in cells.get(Kind.SERIAL, ()))
    return serial.strip(".)").isdigit() and Kind.SERIAL not in of_next


def _step(lines: Sequence[_Line]) -> float:
    """The usual height of a line and the blank under it: 1.3 heights of its letters."""
    return 1.3 * median(token.box.height for line in lines for token in line.row.tokens)


def _gap(lines: Sequence[_Line], upper: int, lower: int) -> float:
    """How far the texts of two rows are apart at their left ends, since photographed rows are not level."""
    return _level(lines[lower]) - _level(lines[upper])


def _level(line: _Line) -> float:
    return (line.cells.get(Kind.DESCRIPTION) or line.row.tokens)[0].box.middle


def _is_connected(lines: Sequence[_Line], above: int, place: int, step: float) -> bool:
    """Whether no wide blank stands between an item and a row below it."""
    return all(_gap(lines, before, before + 1) < _FAR * step for before in range(above, place))


def divided(row: Row, of: Columns) -> dict[Kind, list[Token]]:
    """The words of a row by column; words of a text that runs over into a column of numbers stay with the text."""
    cells: dict[Kind, list[Token]] = {}
    if _is_text(row, of):
        return {Kind.DESCRIPTION: list(row.tokens)}
    has_numbers = any(amounts.is_plain(token.text) for token in row.tokens)
    for segment in row.segments:
        last: Kind | None = None
        for token in segment.tokens:
            kind = of.heads[of.of(token)].kind
            if kind is Kind.SERIAL and (last is not None or not _is_serial(token.text)):
                kind = Kind.DESCRIPTION
            is_spread = last is Kind.DESCRIPTION or (has_numbers and _is_word(token.text))
            if kind in _AMOUNTS and is_spread and not _fits(token.text):
                kind = Kind.DESCRIPTION
            cells.setdefault(kind, []).append(token)
            last = kind
    return cells


_AMOUNTS = columns.NUMERIC - {Kind.SERIAL, Kind.HSN, Kind.GST_RATE, Kind.TAX}
_LEAST_LETTERS = 3


def _is_serial(text: str) -> bool:
    return text.strip(".()").isdigit() or len(text.strip(".()")) <= 1


def _is_text(row: Row, of: Columns) -> bool:
    """Whether a row is one stretch of text that begins under the description and holds no sum."""
    first = of.heads[of.of(row.tokens[0])].kind
    if len(row.segments) > 1 or first not in (Kind.DESCRIPTION, Kind.SERIAL):
        return False
    return not any(of.heads[of.of(token)].kind in columns.SUMS for token in row.tokens)


def _fits(text: str) -> bool:
    """Whether a word may stand in a column of numbers."""
    return any(character.isdigit() for character in text)


def _is_word(text: str) -> bool:
    """Whether a word is text that spreads over columns of numbers, and no unit or currency in one."""
    letters = sum(character.isalpha() for character in text)
    return (
        letters >= _LEAST_LETTERS and not amounts.is_unit(text.strip("()./-")) and amounts.amount(f"{text} 1") is None
    )


def is_foot(row: Row, cells: Cells) -> bool:
    """Whether a row is a sum: its first words are the name of one, and it has no code of goods."""
    if any(_is_code(token.text) for token in cells.get(Kind.HSN, ())):
        return False
    names = {name for segment in row.segments[:2] if (name := label_of(segment.tokens))}
    names -= _TAXES if Kind.TAX_NAME in cells else set()
    return labels.WORDS in names or (bool(names) and any(amounts.is_plain(token.text) for token in row.tokens))


_TAXES = {labels.CGST, labels.SGST, labels.IGST, labels.CESS, labels.TAX}


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

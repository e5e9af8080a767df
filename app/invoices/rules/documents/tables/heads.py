"""Which rows are the head of a table, and where its columns stand: heads of one line, of several, and heads over heads.

A head row names at least three different things that a column may hold, or two of which one is the description. Rows
above and below it that name further ones belong to it; a head that spans several ("CGST" over "Rate" and "Amount")
stands before each.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.invoices.records.pages import Box, around
from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables import column_words, columns, head_cells
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.head_cells import Head
from app.invoices.rules.documents.values import amounts

_MOST_ROWS = 4
_MOST_HALVES = 2
_MOST_GAP = 1.6
"""Lines of one head stand closer than this many heights of a line to each other."""
_GOODS = frozenset({Kind.QUANTITY, Kind.PRICE, Kind.PRICE_WITH_TAX, *columns.SUMS})


@dataclass(frozen=True, slots=True)
class TableHead:
    """The heads of one table from left to right, and the rows of the document (first, behind the last) they fill."""

    heads: tuple[Head, ...]
    first: int
    end: int
    page: int

    @property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(head.kind for head in self.heads)


def found(rows: Sequence[Row]) -> list[TableHead]:
    """Every table's head in the rows of a document, in reading order."""
    heads: list[TableHead] = []
    place = 0
    while place < len(rows):
        head = _from(rows, place)
        if head and (later := _better(rows, head)):
            head = later
        if head:
            heads.append(head)
        place = head.end if head else place + 1
    return heads


def is_head(row: Row) -> bool:
    """Whether one row by itself is the head of a table of goods."""
    head = _from((row,), 0)
    return head is not None and Kind.DESCRIPTION in head.kinds and bool(head.kinds & _GOODS)


def _better(rows: Sequence[Row], head: TableHead) -> TableHead | None:
    """The same head without first rows that add nothing to it."""
    later = (_from(rows, place) for place in range(head.first + 1, head.end))
    fitting = [one for one in later if one and one.end >= head.end and _known(one) >= _known(head)]
    return max(fitting, key=_known, default=None)


def _from(rows: Sequence[Row], place: int) -> TableHead | None:
    """The head that begins with this row: of the rows that may belong to it, those that name most columns."""
    if not _names_some(rows[place]) or _is_title(rows[place : place + 2]):
        return None
    best: TableHead | None = None
    for end in range(place + 1, min(place + _MOST_ROWS, len(rows)) + 1):
        block = rows[place:end]
        if not _may_grow(block):
            break
        heads = _merged(block)
        candidate = TableHead(heads, place, end, block[0].page)
        if _is_table(candidate) and (best is None or _known(candidate) >= _known(best)):
            best = candidate
    return best


def _is_title(block: Sequence[Row]) -> bool:
    """Whether a row is one stretch of words over several heads, "B. LABOUR CHARGES", and not the name of a tax."""
    if len(block) < 2 or len(block[0].segments) > 1 or columns.kind_of(block[0].text) in columns.HEADS:
        return False
    title = block[0].box
    heads = [cell for cell in head_cells.cells(block[1]) if _common(cell.box, title) > 0]
    return len(heads) > 1 and sum(head.is_known for head in heads) > 1


def _names_some(row: Row) -> bool:
    cells = head_cells.cells(row)
    known = sum(cell.is_known or head_cells.is_part(cell.text) for cell in cells)
    return not _has_amounts(row) and any(cell.is_known for cell in cells) and known * 2 >= len(cells)


def _may_grow(block: Sequence[Row]) -> bool:
    """Whether the last row of a block is near to the one before, and most of its cells are heads or parts of heads."""
    if len(block) == 1:
        return True
    before, last = block[-2], block[-1]
    if last.page != before.page or _has_amounts(last):
        return False
    height = max(token.box.height for token in (*before.tokens, *last.tokens))
    cells = head_cells.cells(last)
    known = sum(columns.kind_of(cell.text) is not None or head_cells.is_part(cell.text) for cell in cells)
    return last.box.top - before.box.bottom < _MOST_GAP * height and known * 2 >= len(cells)


def _has_amounts(row: Row) -> bool:
    """Whether a row holds numbers as rows of goods do; a head has none, but for "(18%)" and "no. 1"."""
    plain = [token.text for token in row.tokens if amounts.is_plain(token.text) and "%" not in token.text]
    return any("." in text or "," in text for text in plain) or len(plain) > 2


def _is_table(head: TableHead) -> bool:
    kinds = head.kinds - {Kind.OTHER, Kind.SERIAL, Kind.UNIT}
    is_of_goods = Kind.DESCRIPTION in kinds and kinds & _GOODS
    is_wide = len(head.heads) >= 2 and len(kinds) >= (2 if is_of_goods else 3)
    return is_wide and bool(kinds & (columns.SUMS | _GOODS | set(columns.HEADS) | {Kind.TAX}))


def _known(head: TableHead) -> int:
    """How many different columns are known, less those that are not."""
    known = {each.kind for each in head.heads if each.kind is not Kind.OTHER}
    return len(known) - sum(not each.is_known for each in head.heads)


def _merged(block: Sequence[Row]) -> tuple[Head, ...]:
    """The columns of several lines of heads: from the lowest line upwards, each cell joins what stands under it."""
    merged: list[Head] = []
    for row in reversed(block):
        cells, lower = head_cells.cells(row), len(merged)
        for cell in cells:
            under = _under(cell, cells, merged[:lower])
            for place in under:
                merged[place] = _joined(merged[place], cell, keeps_box=len(under) > 1)
            if not under:
                merged.append(cell)
    return _distinct(sorted(merged, key=lambda head: head.box.centre))


def _under(cell: Head, level: Sequence[Head], merged: Sequence[Head]) -> list[int]:
    """Which columns a cell heads: those it stands over; a tax the "Rate" and "Amount" nearest to its middle."""
    if cell.kind in columns.HEADS and sum(other.kind is cell.kind for other in level) == 1:
        halves = [
            place
            for place, head in enumerate(merged)
            if _is_half(head) and min(level, key=lambda other: abs(other.box.centre - head.box.centre)) is cell
        ]
        if halves:
            return sorted(halves, key=lambda place: abs(merged[place].box.centre - cell.box.centre))[:_MOST_HALVES]
    under = [place for place, head in enumerate(merged) if _shares(cell.box, head.box)]
    within = [place for place in under if _common(cell.box, merged[place].box) > merged[place].box.width / 2]
    if len(under) > 1 and len(within) < 2:
        return [max(under, key=lambda place: _common(cell.box, merged[place].box))]
    return under


def _is_half(head: Head) -> bool:
    return columns.folded(head.text) in column_words.HALVES


_SECOND = {
    Kind.TOTAL: Kind.AMOUNT,
    Kind.AMOUNT: Kind.GROSS,
    Kind.TAXABLE: Kind.AMOUNT,
    Kind.DISCOUNT: Kind.DISCOUNT_RATE,
}
"""What the left one of two columns under the same name holds: sums go from left to right, a rate before its amount."""


def _distinct(heads: Sequence[Head]) -> tuple[Head, ...]:
    """Heads of which no two are the same kind of sum; a further column under a known name is unknown."""
    distinct: list[Head] = []
    is_unit_apart = sum(head.kind is Kind.QUANTITY for head in heads) > 1
    is_of_taxes = not {head.kind for head in heads} & {Kind.DESCRIPTION, Kind.QUANTITY}
    for head in reversed(heads):
        taken = {other.kind for other in distinct}
        kind: Kind | None = Kind.GST_RATE if is_of_taxes and head.kind is Kind.PRICE else head.kind
        if is_unit_apart and columns.folded(head.text) in column_words.ALSO_UNITS:
            kind = Kind.UNIT
        while kind is not None and kind in taken and kind is not Kind.OTHER:
            kind = _SECOND.get(kind)
        distinct.append(replace(head, kind=kind or Kind.OTHER))
    return tuple(reversed(distinct))


def _joined(head: Head, above: Head, *, keeps_box: bool) -> Head:
    text = f"{above.text} {head.text}"
    whole = columns.kind_of(text)
    kind = whole or (head.kind if head.kind is not Kind.OTHER else above.kind)
    box = head.box if keeps_box else around((head.box, above.box))
    is_known = whole is not None or (head.is_known and (above.is_known or head_cells.is_part(above.text)))
    return Head(text, box, kind, is_known or (above.is_known and head_cells.is_part(head.text)))


def _shares(one: Box, other: Box) -> bool:
    """Whether two heads stand over each other for a third of the narrower."""
    return _common(one, other) > min(one.width, other.width) / 3


def _common(one: Box, other: Box) -> float:
    return min(one.right, other.right) - max(one.left, other.left)

"""Which rows are the head of a table, and where its columns stand: heads of one line, of several, and heads over heads.

A head row names at least three different things that a column may hold, or two of which one is the description. Rows
above and below it that name further ones belong to it; a head that spans several ("CGST" over "Rate" and "Amount")
stands before each (`merging`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.invoices.rules.documents.foot import labels
from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables import columns, head_cells, merging
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.head_cells import Head
from app.invoices.rules.documents.values import amounts

_MOST_ROWS = 4
_FEWEST_BESIDE, _MOST_OF_A_SUM = 4, 2
"""A head has more pieces than the sum beside it, whose amount has a currency at most."""
_BESIDE = frozenset({labels.GRAND, labels.TOTAL, labels.SUBTOTAL, labels.ROUND_OFF, labels.TAXABLE})
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
    rows = [_without_sum(row) for row in rows]
    place = 0
    while place < len(rows):
        head = _from(rows, place)
        if head and (later := _better(rows, head)):
            head = later
        if head:
            heads.append(head)
        place = head.end if head else place + 1
    return heads


def _without_sum(row: Row) -> Row:
    """A row without the sum that stands beside it."""
    beside = sum_beside(row)
    return replace(row, segments=row.segments[: -len(beside.segments)]) if beside else row


def sum_beside(row: Row) -> Row | None:
    """The name and the amount of a sum of the bill beside the head of a table of taxes."""
    name, amount = row.segments[-2:] if len(row.segments) > _FEWEST_BESIDE else (row.segments[0], row.segments[0])
    is_amount = amounts.amount(amount.text) is not None and len(amount.tokens) <= _MOST_OF_A_SUM
    is_sum = name is not amount and is_amount and labels.meaning(name.text) in _BESIDE
    return replace(row, segments=(name, amount)) if is_sum else None


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
        heads = merging.merged(block)
        candidate = TableHead(heads, place, end, block[0].page)
        if _is_table(candidate) and (best is None or _known(candidate) >= _known(best)):
            best = candidate
    return best


def _is_title(block: Sequence[Row]) -> bool:
    """Whether a row is one stretch of words over several heads, "B. LABOUR CHARGES", and not the name of a tax."""
    if len(block) < 2 or len(block[0].segments) > 1 or columns.kind_of(block[0].text) in columns.HEADS:
        return False
    title = block[0].box
    heads = [cell for cell in head_cells.cells(block[1]) if merging.common(cell.box, title) > 0]
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

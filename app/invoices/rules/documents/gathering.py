"""The lines that stand under a heading in its own column: a party's name, address and numbers below "Bill to".

Two parties side by side, or a party beside the numbers of the invoice, share rows: a column ends where another one
begins, be it by a label that is no part of a party or by a drawn line. It ends below at a wide gap, at the next party
and at the head of the table.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.invoices.records.pages import Box
from app.invoices.rules.documents import labelling
from app.invoices.rules.documents.labelling import Labelled
from app.invoices.rules.documents.particulars import Kind

MOST_LINES = 14
_WIDEST_GAP = 2.6
"""In heights of letters, between two lines of one party; a blank line between them is 1.5 to 2."""
_SAME_EDGE = 0.012
"""Two left edges this near, in shares of the page, are one: a letter is 0.008 wide."""
_SAME_CENTRE = 0.02
PARTY_KINDS = (Kind.SUPPLIER, Kind.BUYER, Kind.SHIP_TO, Kind.CONSIGNEE)
OWN_KINDS = (Kind.NAME, Kind.ADDRESS, Kind.GSTIN, Kind.PAN, Kind.STATE, Kind.STATE_CODE, Kind.PHONE, Kind.EMAIL)
"""The labels within a party; any other label begins something else."""
_TABLE_WORDS = frozenset(
    ("description", "qty", "quantity", "rate", "amount", "hsn", "hsnsac", "hsncode", "particulars", "item", "items", "price")
    + ("unit", "total", "sno", "srno", "slno", "product", "productname", "goods", "taxable", "uom", "per", "mrp", "value")
    + ("descriptionofgoods", "itemdescription", "descriptionofservices", "hsnorsac", "unitprice", "sac", "netamount")
)  # fmt: skip

Place = tuple[int, int]
"""A row of the sheet and a segment of that row."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where a party's lines may stand: below `row`, beginning left of `limit`, aligned with `anchor`."""

    row: int
    anchor: Box
    limit: float


def lines(sheet: Labelled, column: Column) -> Iterator[list[Place]]:
    """The segments of each line below the heading, from top to bottom."""
    last, found = column.anchor, 0
    for row in range(column.row + 1, len(sheet.rows)):
        segments = sheet.rows[row].segments
        aligned = [at for at, segment in enumerate(segments) if _belongs(segment.box, last, column)]
        gap = sheet.rows[row].box.top - last.bottom
        if is_table_head(sheet, row) or found >= MOST_LINES or gap > 3 * _WIDEST_GAP * last.height:
            return
        if not aligned:
            continue
        box = segments[aligned[0]].box
        if box.top - last.bottom > _WIDEST_GAP * max(last.height, box.height) or _is_party(sheet, row, aligned[0]):
            return
        places = [(row, at) for at in range(aligned[0], len(segments)) if segments[at].box.left < column.limit]
        yield [place for place in places if not _is_party(sheet, *place)]
        last, found = box, found + 1


def _belongs(box: Box, last: Box, column: Column) -> bool:
    """Whether a segment is in line with the heading or the line above it."""
    if box.left >= column.limit - _SAME_EDGE / 2:
        return False
    for other in (column.anchor, last):
        shared = min(box.right, other.right) - max(box.left, other.left)
        if abs(box.left - other.left) < _SAME_EDGE or shared > 0.5 * min(box.width, other.width):
            return True
    return abs(box.centre - last.centre) < _SAME_CENTRE


def limit(sheet: Labelled, row: int, anchor: Box, *, depth: int = 8) -> float:
    """Where the next column to the right begins, by what stands beside the heading and below it."""
    starts = [1.01]
    for at in range(row, min(row + depth, len(sheet.rows))):
        if at > row and is_table_head(sheet, at):
            break
        for place, segment in enumerate(sheet.rows[at].segments):
            if segment.box.left > anchor.right - _SAME_EDGE and (at == row or _opens_another(sheet, at, place)):
                starts.append(segment.box.left)
    return min(starts)


def _opens_another(sheet: Labelled, row: int, place: int) -> bool:
    """Whether a segment begins with a label that is no part of a party."""
    return any(hit.is_first and hit.kind not in OWN_KINDS for hit in sheet.hits[row][place])


def _is_party(sheet: Labelled, row: int, place: int) -> bool:
    """Whether a segment is the heading of a party."""
    return any(hit.is_first and hit.kind in PARTY_KINDS for hit in sheet.hits[row][place])


def is_table_head(sheet: Labelled, row: int) -> bool:
    """Whether a row names the columns of the table of goods."""
    segments = sheet.rows[row].segments
    words = {labelling.folded(segment.text) for segment in segments}
    words |= {labelling.folded(token.text) for segment in segments for token in segment.tokens}
    return len(words & _TABLE_WORDS) >= 3 and len(segments) + len(words & _TABLE_WORDS) >= 5

"""The lines that stand under a heading in its own column: a party's name, address and numbers below "Bill to".

Two parties side by side, or a party beside the numbers of the invoice, share rows: a column ends where another one
begins, be it by a label that is no part of a party or by a drawn line. It ends below at a wide gap, at the next party
and at the head of the table.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.invoices.records.pages import Box
from app.invoices.rules.documents.head import kinds as titles
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.labels.labelling import Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.tables import heads

MOST_LINES = 14
_WIDEST_GAP = 2.6
"""In heights of letters, between two lines of one party; a blank line between them is 1.5 to 2."""
_SAME_EDGE = 0.012
"""Two left edges this near, in shares of the page, are one: a letter is 0.008 wide."""
_SAME_CENTRE = 0.012
_INDENT = 0.06
"""The lines under "To" may begin so much further right, as typewriters set them: five letters."""
_SOME = 2
"""A row of fewer words of heads is no head of a table, whatever it may mean."""
_DEPTH = 8
"""So many rows below a heading tell where the next column begins."""
PARTY_KINDS = (Kind.SUPPLIER, Kind.BUYER, Kind.SHIP_TO, Kind.CONSIGNEE)
OWN_KINDS = (Kind.NAME, Kind.ADDRESS, Kind.GSTIN, Kind.PAN, Kind.STATE, Kind.STATE_CODE, Kind.PHONE, Kind.EMAIL)
"""The labels within a party; any other label begins something else."""
_HEADS = (
    "description qty quantity rate amount hsn hsnsac hsncode particulars item items price unit total sno "
    "srno slno product productname goods taxable uom per mrp value descriptionofgoods itemdescription "
    "descriptionofservices hsnorsac weight freight lrno vehicleno batch exp mfg pack dis sgst cgst igst "
    "sl net tax disc discount unitprice sac netamount"
)
_TABLE_WORDS = frozenset(_HEADS.split())
_FIRST_COLUMNS = frozenset(("sno", "srno", "slno", "sn", "sr", "sl", "description", "particulars", "itemdescription"))
"""With one of these at its left, a row of three pieces is the head of a table by one more of its words."""
Place = tuple[int, int]
"""A row of the sheet and a segment of that row."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where a party's lines may stand: below `row`, beginning left of `limit`, aligned with `anchor`.

    others : the headings at its right, whose lines are theirs
    """

    row: int
    anchor: Box
    limit: float
    others: tuple[Box, ...] = ()


def below(sheet: Labelled, row: int, anchor: Box, *, limit: float | None = None) -> Column:
    """The column under a heading: it ends at the right where another one begins."""
    others = tuple(_others(sheet, row, anchor))
    edge = min((other.left for other in others), default=1.01)
    return Column(row, anchor, edge if limit is None else min(edge, limit), others)


def _others(sheet: Labelled, row: int, anchor: Box) -> Iterator[Box]:
    """What opens columns at the right, beside the heading and in the rows below it."""
    for at in range(row, min(row + _DEPTH, len(sheet.rows))):
        if at > row and is_table_head(sheet, at):
            return
        for place, segment in enumerate(sheet.rows[at].segments):
            if segment.box.left > anchor.right - _SAME_EDGE and (at == row or _opens_another(sheet, at, place)):
                yield segment.box


def lines(sheet: Labelled, column: Column) -> Iterator[list[Place]]:
    """The segments of each line below the heading, from top to bottom; a line drawn with characters ends them."""
    last, bottom, cells, found = column.anchor, column.anchor.bottom, list[Box](), 0
    for row in range(column.row + 1, len(sheet.rows)):
        segments = sheet.rows[row].segments
        gap = sheet.rows[row].box.top - bottom
        if _is_over(sheet, row, found, gap) or gap > 3 * _WIDEST_GAP * last.height:
            return
        aligned = _aligned(sheet, row, last, column)
        if aligned is None:
            bottom = max((segment.box.bottom for segment in segments if _goes_on(segment.box, cells)), default=bottom)
            continue
        box = segments[aligned].box
        if box.top - bottom > _WIDEST_GAP * max(last.height, box.height) or _ends(sheet, row, aligned):
            return
        if found and not sheet.hits[row][aligned] and titles.names_kind(segments[aligned]):
            return
        yield [(row, aligned), *along(sheet, row, aligned, column)]
        is_label = any(not hit.rest for hit in sheet.hits[row][aligned][-1:])
        cells = [segment.box for segment in segments[aligned + 1 : aligned + 2] if is_label]
        last, bottom, found = box, box.bottom, found + 1


def _is_over(sheet: Labelled, row: int, found: int, gap: float) -> bool:
    """Whether so many lines of a party end above a row: that of a table's head, its title, or a drawn one."""
    is_after = found > 0 and (_is_drawn(sheet, row) or _is_caption(sheet, row, gap))
    return is_table_head(sheet, row) or found >= MOST_LINES or is_after


def _is_drawn(sheet: Labelled, row: int) -> bool:
    return not any(map(str.isalnum, sheet.rows[row].text))


def _aligned(sheet: Labelled, row: int, last: Box, column: Column) -> int | None:
    """The segment of a row in line with the heading or the line above it."""
    if _is_drawn(sheet, row):
        return None
    segments = enumerate(sheet.rows[row].segments)
    aligned = next((at for at, segment in segments if _belongs(segment.box, last, column)), None)
    return _short_first(sheet, row, column) if aligned is None and last is column.anchor else aligned


def _short_first(sheet: Labelled, row: int, column: Column) -> int | None:
    """The short first line under a heading in the middle of its cell: it begins where the line below it does, which is
    long enough to stand under the heading."""
    anchor, below = column.anchor, sheet.rows[row + 1].segments if row + 1 < len(sheet.rows) else ()
    longer = [
        segment.box
        for segment in below
        if segment.box.left < anchor.left and segment.box.right > anchor.right and _belongs(segment.box, anchor, column)
    ]
    places = enumerate(sheet.rows[row].segments)
    return next((at for at, one in places if any(abs(one.box.left - box.left) < _SAME_EDGE for box in longer)), None)


def _goes_on(box: Box, cells: Sequence[Box]) -> bool:
    """Whether a piece is a further line of the cell beside the last label."""
    return any(abs(box.left - cell.left) < _SAME_EDGE for cell in cells)


def _is_caption(sheet: Labelled, row: int, gap: float) -> bool:
    """Whether a row is the title of a table: words nearer to the head below them than to what stands above."""
    if row + 1 >= len(sheet.rows) or sheet.opens(row, 0) or not is_table_head(sheet, row + 1):
        return False
    return sheet.rows[row + 1].box.top - sheet.rows[row].box.bottom < gap


def _ends(sheet: Labelled, row: int, place: int) -> bool:
    """Whether another party or the title of the document begins with a segment."""
    return _is_party(sheet, row, place) or titles.is_title(sheet.rows[row].segments[place])


def along(sheet: Labelled, row: int, place: int, column: Column) -> Iterator[Place]:
    """The segments that go on with a line at its right, up to what is in line with another heading."""
    segments = sheet.rows[row].segments
    for at in range(place + 1, len(segments)):
        box = segments[at].box
        if box.left >= column.limit or _ends(sheet, row, at) or any(_is_in_line(box, other) for other in column.others):
            return
        yield row, at


def _belongs(box: Box, last: Box, column: Column) -> bool:
    """Whether a segment is in line with the heading or the line above it."""
    if box.left >= column.limit - _SAME_EDGE / 2:
        return False
    if any(_is_in_line(box, other) and not _is_in_line(box, column.anchor) for other in column.others):
        return False
    for other in (column.anchor, last):
        shared = min(box.right, other.right) - max(box.left, other.left)
        if _is_in_line(box, other) or shared > 0.5 * min(box.width, other.width):
            return True
    return last is column.anchor and 0 < box.left - last.left < _INDENT


def _is_in_line(one: Box, other: Box) -> bool:
    """Whether two pieces share their left edge, their right edge or their middle."""
    edges = (one.left - other.left, one.right - other.right)
    return min(map(abs, edges)) < _SAME_EDGE or abs(one.centre - other.centre) < _SAME_CENTRE


def _opens_another(sheet: Labelled, row: int, place: int) -> bool:
    """Whether a segment begins with a label that is no part of a party."""
    return any(hit.is_first and hit.kind not in OWN_KINDS for hit in sheet.hits[row][place])


def _is_party(sheet: Labelled, row: int, place: int) -> bool:
    """Whether a segment is the heading of a party."""
    return any(hit.is_first and hit.kind in PARTY_KINDS for hit in sheet.hits[row][place])


def is_table_head(sheet: Labelled, row: int) -> bool:
    """Whether a row names the columns of the table of goods."""
    segments = sheet.rows[row].segments
    words = {known_labels.folded(segment.text) for segment in segments}
    words |= {known_labels.folded(token.text) for segment in segments for token in segment.tokens}
    known = len(words & _TABLE_WORDS)
    is_first_column = known_labels.folded(segments[0].text) in _FIRST_COLUMNS
    if (known >= 3 and len(segments) + known >= 5) or (is_first_column and known >= 2 and len(segments) >= 3):
        return True
    return known >= _SOME and len(segments) >= _SOME and heads.is_head(sheet.rows[row])

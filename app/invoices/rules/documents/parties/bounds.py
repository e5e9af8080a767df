"""Where the lines of a party end, and which of them are none of its own.

An address line tells a place, by a figure, a word of streets or a State, or goes on from one. What stands between the
name of an issuer and the first such line praises his trade; what stands below the postal code and tells no place is the
caption of the next box.
"""

from collections.abc import Sequence

from app.invoices.records.pages import Box
from app.invoices.rules.documents.labels.labelling import Hit, Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.parties import names
from app.invoices.rules.documents.parties.gathering import Place

Line = Sequence[Place]
_AS_LARGE, _LARGER = 0.88, 1.15
"""Two lines of one name differ in height by less, as recognisers draw their boxes, too; it stands out by so much."""


def own(sheet: Labelled, lines: Sequence[Line]) -> list[Line]:
    """The lines up to the name, or the caption, of another party that stands right below the first one's address; below
    the postal code none that tells no place."""
    found: list[Line] = []
    has_pin = False
    for at, line in enumerate(lines):
        is_other = has_pin and _is_plain(sheet, line) and not _is_placed(sheet, line)
        if has_pin and (_is_named(sheet, line) or (is_other and _is_address(sheet, lines[at + 1 :]))):
            break
        has_pin = has_pin or names.has_pin(_text(sheet, line))
        found.extend([] if is_other else [line])
    return found


def heads_column(sheet: Labelled, hit: Hit) -> bool:
    """Whether a label heads a column, "Name | Age | Seat": one of three without a value, in the row below as many
    cells, and a figure under one that is no label."""
    row = sheet.rows[hit.row]
    is_head = len(row.segments) > 2 and not any(map(str.isdigit, row.text)) and not hit.rest
    if not is_head or hit.row + 1 >= len(sheet.rows):
        return False
    below = sheet.rows[hit.row + 1].segments
    cells = zip(sheet.hits[hit.row], below, strict=False)
    return len(below) == len(row.segments) and any(not head and _is_figure(cell.text) for head, cell in cells)


def _is_figure(text: str) -> bool:
    return sum(map(str.isdigit, text)) > sum(map(str.isalpha, text))


def without_slogans(sheet: Labelled, lines: Sequence[Line], name: Box) -> list[Line]:
    """The lines without those above the first that tells a place, where there is one; lines in the letters of a name
    that is larger than the place go on with it."""
    first = next((at for at, line in enumerate(lines) if _is_plain(sheet, line) and _is_placed(sheet, line)), 0)
    usual = _box(sheet, lines[first]).height if lines else 0.0
    least = max(_AS_LARGE * name.height, _LARGER * usual)
    return [
        line
        for at, line in enumerate(lines)
        if at >= first or not _is_plain(sheet, line) or _box(sheet, line).height > least
    ]


def _box(sheet: Labelled, line: Line) -> Box:
    row, place = line[0]
    return sheet.rows[row].segments[place].box


def _is_named(sheet: Labelled, line: Line) -> bool:
    return any(hit.kind is Kind.NAME and hit.is_first for hit in _hits(sheet, line))


def _is_address(sheet: Labelled, lines: Sequence[Line]) -> bool:
    """Whether lines hold an address or a name of their own."""
    return any(_is_named(sheet, line) or names.has_pin(_text(sheet, line)) for line in lines)


def _is_plain(sheet: Labelled, line: Line) -> bool:
    """Whether a line begins with words and no label."""
    row, place = line[0]
    return not sheet.opens(row, place) and "@" not in _text(sheet, line)


def _is_placed(sheet: Labelled, line: Line) -> bool:
    return names.is_placed(_text(sheet, line))


def _hits(sheet: Labelled, line: Line) -> list[Hit]:
    return [hit for row, place in line for hit in sheet.hits[row][place]]


def _text(sheet: Labelled, line: Line) -> str:
    return " ".join(sheet.rows[row].segments[place].text for row, place in line)

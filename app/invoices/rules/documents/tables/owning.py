"""Which item a row without amounts carries on: a description of several lines, taxes below each other, a name above.

Between two items the widest blank divides; where all blanks are alike, the rows carry on the item above, or the nearest
one on papers whose amounts stand in the middle of their rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables import descriptions, dividing
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.dividing import Cells

_WIDER = 1.25
"""A blank this much wider than others between the same two items divides them."""
_FAR = 2.2
"""A text further below than this many usual steps between lines does not carry on what stands above."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row under a head, and what it is."""

    number: int
    row: Row
    cells: Cells
    is_item: bool


def owners(lines: Sequence[Line], anchors: Sequence[int]) -> dict[int, int]:
    """Which item each other row carries on. Between two items the widest blank divides; where all are alike, the rows
    carry on the item above, or the nearest one on papers whose amounts stand in the middle of their rows."""
    if not anchors:
        return {}
    step = _step(lines)
    found = dict.fromkeys(range(anchors[0]), anchors[0])
    is_centred = anchors[0] > 0 and bool(lines[0].cells.get(Kind.DESCRIPTION))
    if (
        is_centred
        and not _goes_on(lines, anchors, step)
        and all(_is_nameless(lines[anchor].cells) for anchor in anchors)
    ):
        between = (place for place in range(anchors[-1]) if place not in anchors)
        return {place: min(anchor for anchor in anchors if anchor > place) for place in between}
    is_numbered_first = Kind.SERIAL in lines[anchors[0]].cells or _serial_row(lines, -1, anchors[0]) is not None
    for above, below in pairwise(anchors):
        begins = _serial_row(lines, above, below) if is_numbered_first else None
        first = _first_of_next(lines, above, below, is_centred=is_centred) if begins is None else begins
        found |= dict.fromkeys(range(above + 1, first), above) | dict.fromkeys(range(first, below), below)
    after = range(anchors[-1] + 1, len(lines))
    found |= {place: anchors[-1] for place in after if _is_connected(lines, anchors[-1], place, step)}
    return found


def _goes_on(lines: Sequence[Line], anchors: Sequence[int], step: float) -> bool:
    """Whether the name of the last item goes on below it, as do all names that surround their amounts; where a single
    row stands between two items it cannot belong to both."""
    is_single = any(below - above == 2 for above, below in pairwise(anchors))
    last = anchors[-1]
    return not is_single and last + 1 < len(lines) and _is_connected(lines, last, last + 1, step)


def _is_nameless(cells: Cells) -> bool:
    """Whether an item's own row has no words but a code: the name stands above, as on narrow rolls."""
    words = [token.text for token in cells.get(Kind.DESCRIPTION, ())]
    return not descriptions.read([cells.get(Kind.DESCRIPTION, ())]).tokens or not any(map(dividing.is_word, words))


def _first_of_next(lines: Sequence[Line], above: int, below: int, *, is_centred: bool) -> int:
    """The first row between two items that belongs to the second of them; its own where none does."""
    gaps = [_gap(lines, place, place + 1) for place in range(above, below)]
    if max(gaps) > _WIDER * min(gaps):
        return above + 1 + gaps.index(max(gaps))
    return above + 1 + (below - above) // 2 if is_centred else below


def led(lines: Sequence[Line], anchors: Sequence[int]) -> int:
    """How many rows above the first item belong to the page before: those above the widest blank, or all of them."""
    if not anchors or not anchors[0]:
        return 0
    gaps = [_gap(lines, place, place + 1) for place in range(anchors[0])]
    is_divided = len(gaps) > 1 and max(gaps) > _WIDER * min(gaps)
    return gaps.index(max(gaps)) + 1 if is_divided else anchors[0]


def _serial_row(lines: Sequence[Line], above: int, below: int) -> int | None:
    """The first row between two items that has the serial number which the second lacks, on papers whose numbers stand
    in the first line of an item; None where none has."""
    between = range(above + 1, below)
    return next((place for place in between if _begins(lines[place].cells, lines[below].cells)), None)


def _begins(cells: Cells, of_next: Cells) -> bool:
    """Whether a row without amounts is the first of the item below: it has the serial number that one lacks."""
    serial = "".join(token.text for token in cells.get(Kind.SERIAL, ()))
    return serial.strip(".)").isdigit() and Kind.SERIAL not in of_next


def _step(lines: Sequence[Line]) -> float:
    """The usual height of a line and the blank under it: 1.3 heights of its letters."""
    return 1.3 * median(token.box.height for line in lines for token in line.row.tokens)


def _gap(lines: Sequence[Line], upper: int, lower: int) -> float:
    """How far the texts of two rows are apart at their left ends, since photographed rows are not level."""
    return _level(lines[lower]) - _level(lines[upper])


def _level(line: Line) -> float:
    return (line.cells.get(Kind.DESCRIPTION) or line.row.tokens)[0].box.middle


def _is_connected(lines: Sequence[Line], above: int, place: int, step: float) -> bool:
    """Whether no wide blank stands between an item and a row below it."""
    return all(_gap(lines, before, before + 1) < _FAR * step for before in range(above, place))

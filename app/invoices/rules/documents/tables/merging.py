"""Heads over heads: the columns of several lines of heads, and what each of two columns under one name holds."""

from collections.abc import Sequence
from dataclasses import replace

from app.invoices.records.pages import Box, around
from app.invoices.rules.documents.page.layout import Row
from app.invoices.rules.documents.tables import column_words, columns, head_cells
from app.invoices.rules.documents.tables.columns import Kind
from app.invoices.rules.documents.tables.head_cells import Head

_MOST_HALVES = 2


def merged(block: Sequence[Row]) -> tuple[Head, ...]:
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
    within = [place for place in under if common(cell.box, merged[place].box) > merged[place].box.width / 2]
    if len(under) > 1 and len(within) < 2:
        return [max(under, key=lambda place: common(cell.box, merged[place].box))]
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
    kinds = {head.kind for head in heads}
    is_of_taxes = not kinds & {Kind.DESCRIPTION, Kind.QUANTITY, Kind.GST_RATE, *columns.RATES.values()}
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
    return common(one, other) > min(one.width, other.width) / 3


def common(one: Box, other: Box) -> float:
    """How far two boxes stand over each other; negative for a gap between them."""
    return min(one.right, other.right) - max(one.left, other.left)

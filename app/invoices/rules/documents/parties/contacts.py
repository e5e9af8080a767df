"""Whose the phones and mail addresses are that stand outside of the parties' lines.

Those of the letterhead's rows, above every other party, are the supplier's, with a label or without; so are those
beside his GSTIN or his office, and, where he has none yet, those at the foot of the page, which is the issuer's.
"""

from collections.abc import Iterable, Sequence

from app.invoices.rules.documents.labels.labelling import Hit, Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.page import parting
from app.invoices.rules.documents.parties import gathering, party_lines, party_numbers
from app.invoices.rules.documents.parties.gathering import Place
from app.invoices.rules.documents.parties.party_lines import Party, Side

_PARTS = ("phone", "email")
_KINDS = (Kind.PHONE, Kind.EMAIL)
_HEAD_ROWS = 8
"""So far down a page without another party may the letterhead reach."""
_AT_FOOT = 0.8
"""What a number at the foot is worth."""


def give(sheets: Sequence[Labelled], sides: Sequence[Side]) -> None:
    """Gives the supplier what is his on the first page."""
    supplier = max((side for side in sides if side.role == "supplier"), key=lambda side: side.score, default=None)
    if supplier is None or not sheets:
        return
    sheet = sheets[0]
    outside = list(free(sheet, sides))
    others = [row for side in sides if side.role != "supplier" and side.page == sheet.number for row, _ in side.places]
    first = min(others, default=_HEAD_ROWS)
    for row, place in outside:
        if row < first:
            _take(supplier.party, sheet, row, place)
        elif _is_near(sheet, row, supplier.party):
            _take_labelled(supplier.party, sheet, row, place)
    goods = next((row for row in range(len(sheet.rows)) if gathering.is_table_head(sheet, row)), len(sheet.rows))
    for row, place in reversed(outside):
        if row > max(goods, *others, 0):
            _take(supplier.party, sheet, row, place, _AT_FOOT)


def free(sheet: Labelled, sides: Iterable[Side]) -> list[Place]:
    """The segments that belong to no party and begin with no label of something else."""
    taken = {place for side in sides if side.page == sheet.number for place in side.places}
    return [
        (row, place)
        for row, each in enumerate(sheet.rows)
        for place in range(len(each.segments))
        if (row, place) not in taken and not _is_other(sheet.hits[row][place])
    ]


def _is_other(hits: Iterable[Hit]) -> bool:
    return any(hit.kind is Kind.OTHER and hit.is_first for hit in hits)


def _take(party: Party, sheet: Labelled, row: int, place: int, score: float = 1.0) -> None:
    """The numbers of a segment behind their labels, and those that prove themselves."""
    _take_labelled(party, sheet, row, place)
    words = parting.parts(sheet.rows[row].segments[place])
    for name, value, used, worth in party_numbers.numbers(words, None):
        if name in _PARTS:
            party.take(name, value, used, worth * score)


def _take_labelled(party: Party, sheet: Labelled, row: int, place: int) -> None:
    for hit in sheet.hits[row][place]:
        if hit.kind in _KINDS:
            party_lines.labelled(party, hit, sheet)


def _is_near(sheet: Labelled, row: int, party: Party) -> bool:
    """Whether a row, or one next to it, holds a party's own GSTIN behind a label, or the words of its address."""
    own = {*party.words.get("gstin", ()), *(word for line in party.address for word in line)}
    near = (hit for line in sheet.hits[max(row - 1, 0) : row + 2] for segment in line for hit in segment)
    return any(not own.isdisjoint(hit.rest) for hit in near)

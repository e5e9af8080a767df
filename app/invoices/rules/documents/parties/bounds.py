"""Where the lines of a party end, and which of them are none of its own.

An address line tells a place, by a figure, a word of streets or a State, or goes on from one. What stands between the
name of an issuer and the first such line praises his trade; what stands below the postal code and tells no place is the
caption of the next box.
"""

from collections.abc import Sequence

from app.invoices.rules.documents.labels.labelling import Hit, Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.parties import names
from app.invoices.rules.documents.parties.gathering import Place

Line = Sequence[Place]


def own(sheet: Labelled, lines: Sequence[Line]) -> list[Line]:
    """The lines up to the name, or the caption, of another party that stands right below the first one's address."""
    has_pin = False
    for at, line in enumerate(lines):
        if has_pin and (_is_named(sheet, line) or _is_caption(sheet, line, lines[at + 1 :])):
            return list(lines[:at])
        has_pin = has_pin or names.has_pin(_text(sheet, line))
    return list(lines)


def without_slogans(sheet: Labelled, lines: Sequence[Line]) -> list[Line]:
    """The lines without those above the first that tells a place, where there is one."""
    first = next((at for at, line in enumerate(lines) if _is_plain(sheet, line) and _is_placed(sheet, line)), 0)
    return [line for at, line in enumerate(lines) if at >= first or not _is_plain(sheet, line)]


def _is_named(sheet: Labelled, line: Line) -> bool:
    return any(hit.kind is Kind.NAME and hit.is_first for hit in _hits(sheet, line))


def _is_caption(sheet: Labelled, line: Line, below: Sequence[Line]) -> bool:
    """Whether a line tells no place, and an address or a name of its own follows below it."""
    if not _is_plain(sheet, line) or _is_placed(sheet, line):
        return False
    return any(_is_named(sheet, other) or names.has_pin(_text(sheet, other)) for other in below)


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

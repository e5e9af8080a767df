"""A party announced by words that no table knows: "Organisation Name : ...", "Patient : ...", "Member" above a name.

Trades have their own words for who is billed, more than a table holds. What they share: the words stand before or above
a name, in the head of the page, first of their column, and are none of the letterhead's.
"""

from collections.abc import Collection, Iterator

from app.invoices.records.pages import Token
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.labels.labelling import Hit, Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.page import beside, placing
from app.invoices.rules.documents.parties import bounds, gathering, letterhead, names, party_lines
from app.invoices.rules.documents.parties.gathering import OWN_KINDS, Place
from app.invoices.rules.documents.parties.party_lines import Side

NAMED, CALLED = 0.7, 0.5
"""What a party is worth behind "... Name", and behind another word alone."""
_SAME_EDGE = 0.012
_OF_ANOTHER = frozenset(("by", "of", "from"))
"""Behind such a word stands who did something else: "Referred by"."""


def announced(sheet: Labelled, taken: Collection[Place]) -> Iterator[Side]:
    """The parties above the table whose heading is unknown, the surer kind first; all count as buyers.

    taken : segments that belong to parties with a heading
    """
    free = [hit for hit in _in_head(sheet) if (hit.row, hit.place) not in taken]
    yield from (_side(sheet, hit, NAMED) for hit in free if hit.kind is Kind.NAME and _value(sheet, hit))
    others = (_side(sheet, hit, CALLED) for hit in free if _is_of_another(hit) and _value(sheet, hit))
    yield from (side for side in others if "gstin" in side.party.values)
    yield from (_side(sheet, hit, CALLED) for hit in free if _is_called(sheet, hit, free))


def _in_head(sheet: Labelled) -> list[Hit]:
    rows = (row for row in range(len(sheet.rows)) if gathering.is_table_head(sheet, row))
    last = next(rows, len(sheet.rows))
    return [hit for hit in sheet.every if hit.row < last and hit.is_first and not bounds.heads_column(sheet, hit)]


def _is_of_another(hit: Hit) -> bool:
    """Whether a label names something that may have a name without being a party: "Account Name"."""
    last = known_labels.kinds().get(known_labels.folded(hit.tokens[-1].text))
    return hit.kind is Kind.OTHER and last is Kind.NAME


def _is_called(sheet: Labelled, hit: Hit, free: Collection[Hit]) -> bool:
    """Whether an unknown word, the first of its column, stands before a name."""
    if hit.kind is not Kind.UNKNOWN or known_labels.folded(hit.tokens[-1].text) in _OF_ANOTHER:
        return False
    above = [
        other
        for other in free
        if other.row < hit.row and other.kind not in OWN_KINDS and abs(other.box.left - hit.box.left) < _SAME_EDGE
    ]
    return not above and _is_whole_name(placing.text(_value(sheet, hit)))


def _is_whole_name(text: str) -> bool:
    return names.is_whole(text) and letterhead.is_issuer(text) and not names.is_placed(text)


def _value(sheet: Labelled, hit: Hit) -> tuple[Token, ...]:
    words = next((place.tokens for place in beside.places(hit, sheet)), ())
    return words if names.is_name(placing.text(words)) else ()


def _side(sheet: Labelled, hit: Hit, score: float) -> Side:
    """The party whose first line begins with a label."""
    segment = sheet.rows[hit.row].segments[hit.place]
    column = gathering.below(sheet, hit.row, segment.box)
    first = [(hit.row, hit.place), *gathering.along(sheet, hit.row, hit.place, column)]
    lines = bounds.own(sheet, [first, *gathering.lines(sheet, column)])
    places = frozenset(place for line in lines for place in line)
    if hit.kind is Kind.NAME:
        return Side("buyer", party_lines.read(sheet, lines), sheet.number, score, places)
    value = _value(sheet, hit)
    is_below = value[0].box.middle > hit.box.bottom
    return Side("buyer", party_lines.read(sheet, lines[1:], () if is_below else value), sheet.number, score, places)

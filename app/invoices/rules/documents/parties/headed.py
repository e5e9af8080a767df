"""The parties that a heading names, "Bill to", "Consignee", "Sold by", unless it heads a column or a signature."""

from collections.abc import Iterator

from app.invoices.records.pages import Token
from app.invoices.rules.documents.labels.labelling import Hit, Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.parties import bounds, gathering, names, party_lines
from app.invoices.rules.documents.parties.gathering import Place
from app.invoices.rules.documents.parties.party_lines import Party, Side

LABELLED = 0.9
"""What a party with a heading is worth."""
_LEAST_CELLS = 3
"""A row of so many pieces below the head of the table is one of goods, and "Restaurant" in it is what was sold."""
_ROLES = {Kind.SUPPLIER: "supplier", Kind.BUYER: "buyer", Kind.SHIP_TO: "ship_to", Kind.CONSIGNEE: "ship_to"}
_SIGNERS = frozenset(("receiver", "customer", "buyer", "consignee", "client", "party", "seller", "supplier", "to"))


def headed(sheet: Labelled) -> Iterator[Side]:
    """The parties of one page that have a heading."""
    head = next((row for row in range(len(sheet.rows)) if gathering.is_table_head(sheet, row)), len(sheet.rows))
    for hit in sheet.every:
        is_goods = hit.row > head and len(sheet.rows[hit.row].segments) >= _LEAST_CELLS
        if hit.kind in _ROLES and not is_goods:
            under, first = _under(hit, sheet)
            lines = bounds.own(sheet, under)
            party = party_lines.read(sheet, lines, first)
            is_none = _is_signature(hit, party, sheet) or _is_of_table(hit, party, sheet)
            if (party.values or party.address) and not is_none:
                places = frozenset(place for line in lines for place in line) | {(hit.row, hit.place)}
                score = LABELLED - 0.1 * (sheet.number > 1) - 0.1 * hit.box.middle - 0.2 * (not party.address)
                yield Side(_ROLES[hit.kind], party, sheet.number, score, places)


def _is_signature(hit: Hit, party: Party, sheet: Labelled) -> bool:
    """Whether a label stands where somebody signs: below the table, without a name behind it and a firm below it."""
    is_below = any(gathering.is_table_head(sheet, row) for row in range(hit.row))
    return is_below and not hit.rest and hit.key in _SIGNERS and not _is_firm(party)


def _is_firm(party: Party) -> bool:
    return "gstin" in party.values or names.has_pin(party_lines.address(party))


def _is_of_table(hit: Hit, party: Party, sheet: Labelled) -> bool:
    """Whether a heading is a column's, "From | To | Kms", and no firm stands below it."""
    return bounds.heads_column(sheet, hit) and not _is_firm(party)


def _under(hit: Hit, sheet: Labelled) -> tuple[list[list[Place]], tuple[Token, ...]]:
    """The lines of a party with its heading, and the words behind the heading."""
    segment = sheet.rows[hit.row].segments[hit.place]
    if not hit.rest and (beside := _at_right(hit, sheet)):
        anchor = sheet.rows[hit.row].segments[beside].box
        column = gathering.below(sheet, hit.row, anchor)
        return [[(hit.row, beside)], *gathering.lines(sheet, column)], ()
    column = gathering.below(sheet, hit.row, segment.box)
    return list(gathering.lines(sheet, column)), hit.rest


def _at_right(hit: Hit, sheet: Labelled) -> int | None:
    """The segment at the right where the party is printed beside its heading and nothing of it below."""
    place, segments = hit.place + 1, sheet.rows[hit.row].segments
    if place >= len(segments) or sheet.opens(hit.row, place) or not names.is_name(segments[place].text):
        return None
    column = gathering.below(sheet, hit.row, hit.box, limit=segments[place].box.left)
    below = next(gathering.lines(sheet, column), [])
    opening = {hit.kind for row, at in below for hit in sheet.hits[row][at] if hit.is_first}
    return None if below and (not opening or Kind.NAME in opening) else place

"""GSTINs and PANs outside of the parties: each goes to the side that its label names, or to one that has none."""

from collections.abc import Iterator, Sequence

from app.invoices.records.pages import Token
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.labels.labelling import Hit, Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.page import beside, parting, placing
from app.invoices.rules.documents.parties import contacts, names, party_lines
from app.invoices.rules.documents.parties.party_lines import Party, Side
from app.invoices.rules.documents.values import identity

_OURS = ("supplier", "seller", "our", "company", "exporter", "vendor", "hotel", "restaurant")
_ORDER = ("supplier", "buyer", "ship_to")
_THEIRS = ("buyer", "recipient", "party", "customer", "your", "client", "receiver")


def spread(sheets: Sequence[Labelled], sides: list[Side]) -> None:
    """Gives GSTINs that stand outside of the parties to the side that lacks one, and PANs to whose they are."""
    known = {side.party.values["gstin"] for side in sides if "gstin" in side.party.values}
    for sheet, row, place in _outside(sheets, sides):
        for hit, number, words in _gstins(sheet, row, place):
            if number.value not in known:
                known.add(number.value)
                _give(number, words, _role(hit), sheet.number, sides)
    for sheet, row, place in _outside(sheets, sides):
        for number, words in _pans(sheet, row, place):
            if side := _holder(number.value, sides):
                side.party.take("pan", number.value, words, number.score * 0.9)
    _give_offices(sheets, sides)
    contacts.give(sheets, sides)


def _give_offices(sheets: Sequence[Labelled], sides: Sequence[Side]) -> None:
    """ "Registered office: ..." outside of the parties is the address of a supplier who has no other."""
    supplier = max((side for side in sides if side.role == "supplier"), key=lambda side: side.score, default=None)
    if supplier is None or supplier.party.address:
        return
    for sheet, row, place in _outside(sheets, sides):
        own = [hit for hit in sheet.hits[row][place] if hit.kind is Kind.ADDRESS and hit.rest and _is_ours(hit)]
        if own and not supplier.party.address:
            party_lines.labelled(supplier.party, own[0], sheet)
            _take_next_line(supplier.party, sheet, own[0])
        elif not supplier.party.address:
            _take_behind_name(supplier.party, beside.until_label(sheet, row, place))


def _take_next_line(party: Party, sheet: Labelled, hit: Hit) -> None:
    """The line right below an office whose own line holds no postal code, where it holds one."""
    if names.has_pin(party_lines.address(party)) or hit.row + 1 >= len(sheet.rows):
        return
    for place, segment in enumerate(sheet.rows[hit.row + 1].segments):
        words = beside.until_label(sheet, hit.row + 1, place)
        if segment.box.left < hit.box.right and segment.box.right > hit.box.left and names.has_pin(placing.text(words)):
            party.address.append(words)


def _is_ours(hit: Hit) -> bool:
    return any(word in hit.key for word in ("office", *_OURS))


def _take_behind_name(party: Party, words: Sequence[Token]) -> None:
    """The address in a line of the foot that begins with the party's name: "Kaveri Traders, 4 Car Street"."""
    count = len(party.values.get("name", "").split())
    own = known_labels.folded(party.values.get("name", ""))
    if own and known_labels.folded(" ".join(word.text for word in words[:count])) == own:
        rest = tuple(words[count:])
        if names.has_pin(placing.text(rest)):
            party.address.append(rest)


def _give(number: identity.Reading, words: tuple[Token, ...], role: str | None, page: int, sides: list[Side]) -> None:
    """A GSTIN to the side of a role that lacks one; where no side has the role, it makes one."""
    lacking = [side for side in sides if "gstin" not in side.party.values and (role is None or side.role == role)]
    chosen = min(lacking, key=lambda side: (_ORDER.index(side.role), -side.score), default=None)
    if chosen is None and (role or not any(side.role == "supplier" for side in sides)):
        chosen = Side(role or "supplier", Party(), page, 0.6)
        sides.append(chosen)
    if chosen is not None:
        chosen.party.take("gstin", number.value, words, number.score * (0.9 if role else 0.75))


def _holder(pan: str, sides: Sequence[Side]) -> Side | None:
    """The side whose GSTIN holds a PAN; the supplier where nobody's does: he prints his own at the foot."""
    ranked = sorted(sides, key=lambda side: (_ORDER.index(side.role), -side.score))
    holding = [side for side in ranked if pan in side.party.values.get("gstin", "")]
    return next((side for side in (*holding, *ranked) if side in holding or side.role == "supplier"), None)


def _outside(sheets: Sequence[Labelled], sides: Sequence[Side]) -> Iterator[tuple[Labelled, int, int]]:
    """The segments of every page that belong to no party and begin with no label of something else."""
    for sheet in sheets:
        for row, place in contacts.free(sheet, sides):
            yield sheet, row, place


def _gstins(sheet: Labelled, row: int, place: int) -> Iterator[tuple[Hit | None, identity.Reading, tuple[Token, ...]]]:
    """The GSTINs of a segment with the label before them."""
    words = parting.parts(sheet.rows[row].segments[place])
    hit = next((hit for hit in sheet.hits[row][place] if hit.kind is Kind.GSTIN), None)
    for number in identity.gstins(placing.text(words), is_recognised=True):
        yield hit, number, placing.covered(words, number.start, number.end)


def _pans(sheet: Labelled, row: int, place: int) -> Iterator[tuple[identity.Reading, tuple[Token, ...]]]:
    """The PANs that a label of a segment announces."""
    for hit in sheet.hits[row][place]:
        if hit.kind is Kind.PAN:
            for at in beside.places(hit, sheet):
                for number in identity.pans(at.text)[:1]:
                    yield number, placing.covered(at.tokens, number.start, number.end)


def _role(hit: Hit | None) -> str | None:
    """Whose number a label says it is."""
    key = hit.key if hit else ""
    if any(word in key for word in _THEIRS):
        return "buyer"
    return "supplier" if any(word in key for word in _OURS) else None

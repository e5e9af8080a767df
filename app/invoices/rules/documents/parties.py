"""Readings of the parties: who supplied, who bought, and where the goods went.

A party is named by its heading ("Bill to"), or, the issuer of most papers, by nothing but the letterhead. GSTINs that
stand outside of any party are given by the words before them ("our GSTIN"), or to the side that has none, in the order
of the page. Where a consignee stands without a buyer, he bought (CGST Rules 2017, rule 46(d) and (e)).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.gst import gstin
from app.invoices.records.extractions import Proposal
from app.invoices.records.pages import Token
from app.invoices.rules.documents import (
    gathering,
    identity,
    known_labels,
    letterhead,
    names,
    parting,
    party_lines,
    placing,
)
from app.invoices.rules.documents.gathering import Place
from app.invoices.rules.documents.labelling import Hit, Labelled
from app.invoices.rules.documents.particulars import Kind
from app.invoices.rules.documents.party_lines import Party

LABELLED, HEADED, SIGNED = 0.9, 0.8, 0.6
"""What a name is worth by how it was found; refined by how much speaks for a letterhead."""
_ROLES = {Kind.SUPPLIER: "supplier", Kind.BUYER: "buyer", Kind.SHIP_TO: "ship_to", Kind.CONSIGNEE: "ship_to"}
_OURS = ("supplier", "seller", "our", "company", "exporter", "vendor", "hotel", "restaurant")
_THEIRS = ("buyer", "recipient", "party", "customer", "your", "client", "receiver")


@dataclass(slots=True)
class _Side:
    """One party of the document as it was read, and what it is worth."""

    role: str
    party: Party
    page: int
    score: float
    places: frozenset[Place] = field(default_factory=frozenset)


def proposals(sheets: Sequence[Labelled]) -> list[Proposal]:
    """Every reading of the paths of a party."""
    sides = [side for sheet in sheets for side in _headed(sheet)]
    if not any(side.role == "buyer" for side in sides):
        sides = [_as_buyer(side) for side in sides]
    sides.extend(_issuers(sheets, sides))
    _spread(sheets, sides)
    return [proposal for side in sides for proposal in _proposed(side)]


def _headed(sheet: Labelled) -> Iterator[_Side]:
    """The parties of one page that have a heading."""
    for hit in sheet.every:
        if hit.kind in _ROLES:
            lines, first = _under(hit, sheet)
            party = party_lines.read(sheet, lines, first)
            if party.values:
                places = frozenset(place for line in lines for place in line) | {(hit.row, hit.place)}
                score = LABELLED - 0.1 * (sheet.number > 1) - 0.1 * hit.box.middle - 0.2 * (not party.address)
                yield _Side(_ROLES[hit.kind], party, sheet.number, score, places)


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
    return None if below and not any(sheet.opens(*under) for under in below) else place


def _as_buyer(side: _Side) -> _Side:
    return _Side("buyer", side.party, side.page, side.score * 0.9, side.places) if side.role == "ship_to" else side


def _issuers(sheets: Sequence[Labelled], sides: Sequence[_Side]) -> Iterator[_Side]:
    """The issuers of the first page's letterhead or of a signature, unless the document names its supplier."""
    if any(side.role == "supplier" for side in sides):
        return
    for sheet in sheets[:1]:
        taken = {place for side in sides if side.page == sheet.number for place in side.places}
        others = {known_labels.folded(side.party.values.get("name", "")) for side in sides}
        found = [
            issuer
            for issuer in letterhead.issuers(sheet, taken)
            if known_labels.folded(_text(issuer.tokens)) not in others
        ]
        for rank, issuer in enumerate(found[:3]):
            margin = issuer.weight - (found[rank + 1].weight if rank + 1 < len(found) else 0.0)
            worth = SIGNED if issuer.is_signature else HEADED
            yield _issuer(
                sheet, issuer, max(min(worth + 0.05 * margin, 0.95) - 0.3 * rank, 0.05), taken, is_first=rank == 0
            )


def _issuer(sheet: Labelled, issuer: letterhead.Issuer, score: float, taken: set[Place], *, is_first: bool) -> _Side:
    party = Party()
    party.take("name", _text(issuer.tokens), issuer.tokens)
    lines: list[list[Place]] = []
    if is_first:
        row, place = issuer.place
        anchor = sheet.rows[row].segments[place].box
        column = gathering.below(sheet, row, anchor)
        lines = [[at for at in line if at not in taken] for line in gathering.lines(sheet, column)]
        lines = [line for line in lines if line]
        party = party_lines.read(sheet, lines, issuer.tokens)
    return _Side("supplier", party, sheet.number, score, frozenset(at for line in lines for at in line))


def _spread(sheets: Sequence[Labelled], sides: list[_Side]) -> None:
    """Gives GSTINs that stand outside of the parties to the side that lacks one."""
    known = {side.party.values["gstin"] for side in sides if "gstin" in side.party.values}
    for page, hit, number, words in _loose(sheets, sides):
        if number.value in known:
            continue
        role = _role(hit)
        lacking = [side for side in sides if "gstin" not in side.party.values and (role is None or side.role == role)]
        chosen = min(
            lacking, key=lambda side: (("supplier", "buyer", "ship_to").index(side.role), -side.score), default=None
        )
        if chosen is None and (role or not any(side.role == "supplier" for side in sides)):
            chosen = _Side(role or "supplier", Party(), page, 0.6)
            sides.append(chosen)
        if chosen is not None:
            chosen.party.take("gstin", number.value, words, number.score * (0.9 if role else 0.75))
            known.add(number.value)


def _loose(
    sheets: Sequence[Labelled], sides: Sequence[_Side]
) -> Iterator[tuple[int, Hit | None, identity.Reading, tuple[Token, ...]]]:
    """The GSTINs outside of the parties, with the label before each."""
    for sheet in sheets:
        taken = {place for side in sides if side.page == sheet.number for place in side.places}
        for row, each in enumerate(sheet.rows):
            for place, segment in enumerate(each.segments):
                if (row, place) in taken:
                    continue
                words = parting.parts(segment)
                text = _text(words)
                hit = next((hit for hit in sheet.hits[row][place] if hit.kind is Kind.GSTIN), None)
                if any(hit.kind is Kind.OTHER and hit.is_first for hit in sheet.hits[row][place]):
                    continue
                for number in identity.gstins(text, is_recognised=True):
                    yield sheet.number, hit, number, party_lines.covered(words, number.start, number.end)


def _role(hit: Hit | None) -> str | None:
    """Whose number a label says it is."""
    key = hit.key if hit else ""
    if any(word in key for word in _THEIRS):
        return "buyer"
    return "supplier" if any(word in key for word in _OURS) else None


def _proposed(side: _Side) -> Iterator[Proposal]:
    """A side's parts, with State and PAN from its GSTIN where they are not printed."""
    party, page = side.party, side.page
    for name, value in party.values.items():
        score = side.score * party.scores[name]
        yield placing.proposed(f"{side.role}.{name}", value, party.words[name], page=page, score=score)
    if party.address:
        value = ", ".join(_text(line).strip(" ,;") for line in party.address)
        words = [word for line in party.address for word in line]
        yield placing.proposed(f"{side.role}.address", value, words, page=page, score=side.score)
    number = gstin.read(party.values.get("gstin"))
    follows = {"state_code": number.state_code, "pan": number.pan} if number.is_valid else {}
    for name, follower in follows.items():
        if follower and name not in party.values:
            found = placing.derived(follower, score=side.score * party.scores["gstin"])
            yield Proposal(f"{side.role}.{name}", found)


def _text(words: Sequence[Token]) -> str:
    return " ".join(word.text for word in words)

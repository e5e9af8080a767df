"""Readings of the parties: who supplied, who bought, and where the goods went.

A party is named by its heading ("Bill to"), or, the issuer of most papers, by nothing but the letterhead. GSTINs that
stand outside of any party are given by the words before them ("our GSTIN"), or to the side that has none, in the order
of the page. Where a consignee stands without a buyer, he bought (CGST Rules 2017, rule 46(d) and (e)).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.gst import gstin
from app.invoices.records.extractions import Proposal
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.labels.labelling import Labelled
from app.invoices.rules.documents.page import placing
from app.invoices.rules.documents.parties import (
    announced,
    bounds,
    gathering,
    headed,
    letterhead,
    loose_gstins,
    names,
    party_lines,
    windows,
)
from app.invoices.rules.documents.parties.gathering import Place
from app.invoices.rules.documents.parties.party_lines import Party, Side

HEADED, SIGNED, ADDRESSED = 0.8, 0.6, 0.6
"""What a name is worth by how it was found; refined by how much speaks for a letterhead."""


def proposals(sheets: Sequence[Labelled]) -> list[Proposal]:
    """Every reading of the paths of a party."""
    sides = [side for sheet in sheets for side in headed.headed(sheet)]
    if not any(side.role == "buyer" for side in sides):
        sides.extend([_as_buyer(side) for side in sides if side.role == "ship_to"])
    has_buyer = any(side.role == "buyer" for side in sides)
    sides.extend([] if has_buyer else _announced(sheets, sides))
    has_buyer = any(side.role == "buyer" for side in sides)
    window = None if has_buyer else _window(sheets, sides)
    if window:
        sides.append(window)
    sides.extend(_issuers(sheets, sides))
    if not has_buyer and not window:
        sides.extend(_addressees(sheets, sides))
    loose_gstins.spread(sheets, sides)
    return [proposal for side in sides for proposal in _proposed(side)]


def _as_buyer(side: Side) -> Side:
    return Side("buyer", side.party, side.page, side.score * 0.9, side.places)


def _announced(sheets: Sequence[Labelled], sides: Sequence[Side]) -> Iterator[Side]:
    """The party of the first page behind a word that no table knows: the buyer, or who signs as the supplier."""
    for sheet in sheets[:1]:
        taken = {place for side in sides for place in side.places if side.page == sheet.number}
        signers = {
            known_labels.folded(placing.text(issuer.tokens))
            for issuer in letterhead.issuers(sheet, taken)
            if issuer.is_signature
        }
        for side in announced.announced(sheet, taken):
            is_signer = known_labels.folded(side.party.values.get("name", "")) in signers
            yield replace(side, role="supplier") if is_signer else side
            if not is_signer:
                return


def _window(sheets: Sequence[Labelled], sides: Sequence[Side]) -> Side | None:
    """The addressee of the first page who has no heading but stands as in the window of an envelope."""
    for sheet in sheets[:1]:
        taken = {place for side in sides for place in side.places if side.page == sheet.number}
        found = list(windows.windows(sheet, taken))
        captioned = {window.name for window in found if window.caption}
        issuers = letterhead.issuers(sheet, taken) if found else []
        issuer = next((one for one in issuers if one.place not in captioned), None)
        supplier = max((side for side in sides if side.role == "supplier"), key=lambda side: side.score, default=None)
        window = windows.addressee(sheet, found, issuer, taken, has_supplier=supplier is not None)
        if window:
            row, place = window.name
            lines = bounds.own(sheet, window.lines)
            party = party_lines.read(sheet, lines, sheet.rows[row].segments[place].tokens)
            return Side("buyer", party, sheet.number, ADDRESSED, window.places)
    return None


def _addressees(sheets: Sequence[Labelled], sides: Sequence[Side]) -> Iterator[Side]:
    """The other firm of the head with a GSTIN of its own, where no heading names a buyer."""
    suppliers = sorted((side for side in sides if side.role == "supplier"), key=lambda side: -side.score)
    for sheet in sheets[:1]:
        taken = {place for side in suppliers[:1] for place in side.places}
        others = {known_labels.folded(side.party.values.get("name", "")) for side in suppliers[:1]}
        for issuer in letterhead.issuers(sheet, taken):
            is_new = issuer.place not in taken and known_labels.folded(placing.text(issuer.tokens)) not in others
            is_new = is_new and not names.is_placed(placing.text(issuer.tokens))
            if is_new and not issuer.is_signature and issuer.follow_ups >= letterhead.WITH_NUMBER:
                yield replace(_issuer(sheet, issuer, ADDRESSED, taken, is_first=True), role="buyer")
                return


def _issuers(sheets: Sequence[Labelled], sides: Sequence[Side]) -> Iterator[Side]:
    """The issuers of the first page's letterhead or of a signature, unless the document names its supplier."""
    if any(side.role == "supplier" for side in sides):
        return
    for sheet in sheets[:1]:
        taken = {place for side in sides if side.page == sheet.number for place in side.places}
        others = {known_labels.folded(side.party.values.get("name", "")) for side in sides}
        found = [
            issuer
            for issuer in letterhead.issuers(sheet, taken)
            if known_labels.folded(placing.text(issuer.tokens)) not in others
        ]
        for rank, issuer in enumerate(found[:3]):
            margin = issuer.weight - (found[rank + 1].weight if rank + 1 < len(found) else 0.0)
            worth = SIGNED if issuer.is_signature else HEADED
            yield _issuer(
                sheet, issuer, max(min(worth + 0.05 * margin, 0.95) - 0.3 * rank, 0.05), taken, is_first=rank == 0
            )


def _issuer(sheet: Labelled, issuer: letterhead.Issuer, score: float, taken: set[Place], *, is_first: bool) -> Side:
    party, row, place = Party(), *issuer.place
    party.take("name", placing.text(issuer.tokens), issuer.tokens)
    if issuer.is_signature or not is_first:
        return Side("supplier", party, sheet.number, score, frozenset({issuer.place}))
    anchor = sheet.rows[row].segments[place].box
    below = gathering.lines(sheet, gathering.below(sheet, row, anchor))
    free = [line for line in ([at for at in line if at not in taken] for line in below) if line]
    own = bounds.own(sheet, bounds.without_slogans(sheet, free, anchor))
    party = party_lines.read(sheet, own, issuer.tokens)
    last = max((at for line in own for at in line), default=issuer.place)
    places = {at for line in free for at in line if at <= last}
    return Side("supplier", party, sheet.number, score, frozenset({issuer.place, *places}))


def _proposed(side: Side) -> Iterator[Proposal]:
    """A side's parts, with the State of its GSTIN where it is not printed. A PAN is given only where it is printed."""
    party, page = side.party, side.page
    for name, value in party.values.items():
        score = side.score * party.scores[name]
        yield placing.proposed(f"{side.role}.{name}", value, party.words[name], page=page, score=score)
    if party_lines.address(party):
        value = party_lines.address(party)
        words = [word for line in party.address for word in line]
        yield placing.proposed(f"{side.role}.address", value, words, page=page, score=side.score)
    number = gstin.read(party.values.get("gstin"))
    if number.is_valid and number.state_code and "state_code" not in party.values:
        score = side.score * party.scores["gstin"]
        yield Proposal(f"{side.role}.state_code", placing.derived(number.state_code, score=score))

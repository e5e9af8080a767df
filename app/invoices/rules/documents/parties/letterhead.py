"""Who issued a document that puts no label before him: the firm in the letterhead, or the one that signs at the foot.

A letterhead is set larger, higher and before an address; a signature is "For <firm>", mostly above "Authorised
signatory". A name that appears in both is the issuer's. Weights were set on generated papers of layouts that judge
nothing and looked right on papers of other hands.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from app.invoices.records.pages import Token
from app.invoices.rules.documents.foot import labels
from app.invoices.rules.documents.labels import known_labels
from app.invoices.rules.documents.labels.labelling import Labelled
from app.invoices.rules.documents.labels.particulars import Kind
from app.invoices.rules.documents.page.layout import Segment
from app.invoices.rules.documents.parties import gathering, names
from app.invoices.rules.documents.parties.gathering import Place
from app.invoices.rules.documents.values import identity

_SIGNED = re.compile(r"^(?:for|से|कृते|वास्ते)\b[\s,:-]*(?:and on behalf of\s+)?(?:m/s\.?\s*)?(?P<name>\S.{2,70})$", re.I)
_NOT_SIGNED_WORDS = (
    "recipient transporter supplier office self any the rs buyer your all more goods services customer "
    "further payment delivery queries use this our period month every job help details support invoice tax "
    "input each a an rs. inr"
)
_NOT_SIGNED = frozenset(_NOT_SIGNED_WORDS.split())
_TITLE = re.compile(
    r"invoice|\bbill\b|\breceipt\b|original|duplicate|triplicate|\bcopy\b|estimate|challan|\bmemo\b|credit note"
    r"|debit note|quotation|proforma|\bpage\b|statement|e-?way|authori[sz]ed|signat|thank|welcome|subject to"
    r"|jurisdiction|computer generated"
    r"|declaration|\bgst\b|\bterms\b|consignment note|at owner'?s? risk|श्री गणेशाय|॥|चालान|बिल|\bdetails\b|irn\b|qr code"
    r"|composition taxable|not eligible|factuur|facture|rechnung|faktura|supply meant|\blut\b|rupees",
    re.I,
)
_FIRM = re.compile(
    r"\b(?:private|pvt|limited|ltd|llp|traders?|trading|enterprises?|stores?|industries|agency|agencies|associates|sons"
    r"|bros|brothers|company|corporation|works|mart|bazaar|foods?|hotel|restaurant|caf[eé]|dhaba|sweets|medicals?|pharmacy"
    r"|electronics?|electricals?|hardware|textiles?|fabrics|solutions?|services|technologies|consult\w+|logistics|transport"
    r"|roadways|carriers|exports?|impex|retail|supermarket|kirana|provision|jewellers|motors|steels?|furniture|garments"
    r"|b\.?v\.?|gmbh|s\.?a\.?s?|inc|s\.?l\.?|sp\. z o\.?o|sdn bhd|bhd)\b",
    re.I,
)
_ADDRESS = re.compile(
    r"\b\d{6}\b|\b\d{3} \d{3}\b|\b(?:road|rd|street|st|nagar|marg|lane|plot|floor|sector|near|opp|dist|shop no|colony"
    r"|market|chowk|phase|block|house|building|tower|complex|estate|bazar|pin|p\.?o\.?|industrial area"
    r"|highway|main|cross)\b\.?",
    re.I,
)
WITH_NUMBER = 0.6
"""What a GSTIN below a name says for it."""
_LEAST_WEIGHT = 0.9
"""Below it nothing but its place near the top speaks for a name."""
_LOWEST_HEAD = 0.45


@dataclass(frozen=True, slots=True)
class Issuer:
    """A name that may be the issuer's, where it stands, and how much speaks for it."""

    tokens: tuple[Token, ...]
    place: Place
    weight: float
    is_signature: bool
    follow_ups: float = 0.0


def issuers(sheet: Labelled, taken: Collection[Place]) -> list[Issuer]:
    """Names that may be the issuer's, the likeliest first.

    taken : segments that belong to other parties
    """
    heights = [segment.box.height for row in sheet.rows for segment in row.segments]
    if not heights:
        return []
    usual, signed = median(heights), list(_signatures(sheet))
    signers = {known_labels.folded(" ".join(token.text for token in issuer.tokens)) for issuer in signed}
    head = list(_heads(sheet, taken, usual, signers))
    return sorted([*head, *signed], key=lambda issuer: -issuer.weight)


def _heads(sheet: Labelled, taken: Collection[Place], usual: float, signed: Collection[str]) -> Iterator[Issuer]:
    for row, place, segment in above_the_table(sheet):
        if (row, place) in taken or not is_issuer(segment.text) or sheet.opens(row, place):
            continue
        follow_ups = _follow_ups(sheet, row, segment)
        weight = _weight(row, segment, usual) + follow_ups
        name = known_labels.folded(segment.text)
        weight += 1.5 if name in signed else 1.0 * any(_is_same(name, other) for other in signed)
        if weight >= _LEAST_WEIGHT:
            yield Issuer(segment.tokens, (row, place), weight, is_signature=False, follow_ups=follow_ups)


def above_the_table(sheet: Labelled) -> Iterator[tuple[int, int, Segment]]:
    """The segments above the head of the table of goods, with their places."""
    for row, each in enumerate(sheet.rows):
        if gathering.is_table_head(sheet, row):
            return
        for place, segment in enumerate(each.segments):
            yield row, place, segment


def is_issuer(text: str) -> bool:
    """Whether a text can be the issuer's name and is not the title of the document or words of its form."""
    return names.is_name(text) and not _TITLE.search(text) and labels.meaning(text) is None


def is_firm(text: str) -> bool:
    """Whether a name says that a firm bears it."""
    return _FIRM.search(text) is not None


def _weight(row: int, segment: Segment, usual: float) -> float:
    """What the place, the size and the words of a name say for it."""
    size = min(segment.box.height / usual - 1, 1.5)
    words = 0.6 * bool(_FIRM.search(segment.text)) - 1.0 * bool(_ADDRESS.search(segment.text))
    words -= 0.6 * (segment.text[:1].islower() or names.is_person(segment.text))
    height = 0.8 * max(1 - segment.box.top / _LOWEST_HEAD, 0.0)
    return size + words + height + 0.3 * (row == 0)


def _follow_ups(sheet: Labelled, row: int, segment: Segment) -> float:
    """What stands below it: a GSTIN or a phone, a line of an address."""
    column = gathering.below(sheet, row, segment.box)
    below = list(gathering.lines(sheet, column))[:7]
    kinds = {hit.kind for line in below for at, place in line for hit in sheet.hits[at][place]}
    texts = " ".join(sheet.rows[at].segments[place].text for line in below for at, place in line)
    has_number = Kind.GSTIN in kinds or bool(identity.gstins(texts, is_recognised=True))
    return WITH_NUMBER * has_number + 0.2 * (Kind.PHONE in kinds) + 0.5 * bool(_ADDRESS.search(texts))


def _signatures(sheet: Labelled) -> Iterator[Issuer]:
    """The firms for which somebody signs."""
    for row, each in enumerate(sheet.rows):
        for place, segment in enumerate(each.segments):
            match = _SIGNED.match(segment.text)
            if match is None or each.box.middle < 0.3:
                continue
            name = match["name"].strip(" ,:.-")
            first = name.split()[0].lower()
            if first not in _NOT_SIGNED and name[:1].isupper() and is_issuer(name):
                tokens = _ending(segment.tokens, match["name"])
                yield Issuer(tokens, (row, place), 0.9 + 0.4 * bool(_FIRM.search(name)), is_signature=True)


def _ending(tokens: Sequence[Token], text: str) -> tuple[Token, ...]:
    """The last words of a segment, those of `text`."""
    return tuple(tokens[-len(text.split()) :])


def _is_same(one: str, other: str) -> bool:
    return bool(one and other) and (one == other or (min(len(one), len(other)) >= 6 and (one in other or other in one)))

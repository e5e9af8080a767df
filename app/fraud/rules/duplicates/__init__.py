"""One bill or invoice entered twice: candidate pairs are scored, and documents that hang together are one finding.

How likely a pair is one document says a scorer: the learned one that is handed in, or the hand-written `weights`.
One bill that was booked whole and again in parts is a matter of `sums`. `tests/fraud/` keeps precision and recall of
both from falling.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, DocumentKind
from app.fraud.records import AlertType, Finding, Rule, Sign
from app.fraud.rules.duplicates import grouping, pairing, signs, sums
from app.fraud.rules.duplicates.entries import Entry
from app.fraud.rules.duplicates.pairing import MOST_CERTAIN, Index, Judged, Pair, judged

__all__ = ["MOST_CERTAIN", "Index", "Judged", "Pair", "findings", "judged", "pairs", "pairs_with", "summed", "watched"]

JOINED_FROM = 0.5
"""Pairs from this probability on belong together; below it nothing is found."""

SURE_FROM = 0.9
"""Two documents that are one so surely are not looked for in sums."""

WATCHED_FROM = 0.2
"""Pairs below `JOINED_FROM` that came so near are worth remembering: what is never shown is never answered."""

TYPES: Mapping[DocumentKind, AlertType] = {
    DocumentKind.SUPPLIER_BILL: AlertType.DUPLICATE_SUPPLIER_BILL,
    DocumentKind.SALES_INVOICE: AlertType.DUPLICATE_INVOICE,
}


def pairs(books: Books) -> Sequence[Pair]:
    """Every pair of bills, and of invoices, that is worth scoring."""
    return pairing.index(books).pairs


def pairs_with(index: Index, document: Document) -> list[Pair]:
    """The pairs of one document, in the books or not yet, with those in `index`; in a time that does not grow."""
    return index.pairs_with(document)


def findings(found: Sequence[Judged]) -> list[Finding]:
    """The groups of documents that are probably one document each, bills and invoices apart."""
    return [_finding(group) for group in grouping.groups(found, joined_from=JOINED_FROM)]


def summed(books: Books, found: Sequence[Finding]) -> list[Finding]:
    """`found` and the documents that stand in the books whole and in parts.

    What is nearly sure stays as it is; a weaker finding about a part and its whole gives way to the sum.
    """
    told = {one for finding in found if finding.probability >= SURE_FROM for one in finding.documents}
    shelves = [blocks.shelf for blocks in pairing.index(books).blocks]
    added = [_of_sum(TYPES[one.kind], each) for one in shelves for each in sums.sums(one, besides=told)]
    parts = {document: finding.documents for finding in added for document in finding.documents}
    kept = [one for one in found if len({parts.get(document) for document in one.documents} - {None}) != 1]
    return [*kept, *added]


def watched(found: Sequence[Judged]) -> list[tuple[Finding, Judged]]:
    """What was found, and what nearly was, each with the pair that speaks loudest for it."""
    near = [[one] for one in found if WATCHED_FROM <= one.chance < JOINED_FROM]
    groups = [*grouping.groups(found, joined_from=JOINED_FROM), *near]
    return [(_finding(group), _loudest(group)) for group in groups]


def _loudest(group: Sequence[Judged]) -> Judged:
    return max(group, key=lambda one: (one.chance, one.pair.one.id, one.pair.other.id))


def _finding(group: Sequence[Judged]) -> Finding:
    loudest = _loudest(group)
    documents = {document.id: document for one in group for document in (one.pair.one, one.pair.other)}
    ordered = sorted(documents.values(), key=lambda one: (one.issued_on, one.id))
    parties = {one.party_id for one in ordered if one.party_id}
    return Finding(
        type=TYPES[loudest.pair.kind],
        rule=Rule.DUPLICATE,
        probability=loudest.chance,
        amount_at_risk=sum((one.total for one in ordered), Decimal(0)) - max(one.total for one in ordered),
        documents=tuple(one.id for one in ordered),
        parties=tuple(sorted(parties)),
        agree=signs.agreeing(loudest.pair.alike),
        differ=signs.differing(loudest.pair.alike),
    )


def _of_sum(kind: AlertType, found: sums.Sum) -> Finding:
    documents = [one.document for one in sorted((found.whole, *found.parts), key=_by_day)]
    return Finding(
        type=kind,
        rule=Rule.BOOKED_IN_PARTS,
        probability=found.probability,
        amount_at_risk=found.whole.document.total,
        documents=tuple(one.id for one in documents),
        parties=tuple(sorted({one.party_id for one in documents if one.party_id})),
        expected=found.whole.document.total,
        agree=(Sign.PARTY, *found.signs),
    )


def _by_day(entry: Entry) -> tuple[int, UUID]:
    return entry.day, entry.document.id

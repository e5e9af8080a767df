"""One bill or invoice entered twice: candidate pairs are scored, and pairs that hang together become one finding.

How likely a pair is one document says a scorer: the learned one that is handed in, or the hand-written `weights`.
`tests/fraud/` keeps precision and recall of both from falling.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, DocumentKind
from app.fraud.records import AlertType, Finding, Rule, Sign
from app.fraud.rules import identity
from app.fraud.rules.duplicates import candidates, likeness, pair_features
from app.fraud.rules.duplicates.candidates import Shelf
from app.fraud.rules.duplicates.likeness import AmountRelation, DateRelation, Fact, Likeness, PartyRelation
from app.fraud.rules.duplicates.numbers import NumberRelation
from app.fraud.rules.duplicates.pair_features import Row
from ml_models.contracts import Scorer

JOINED_FROM = 0.5
"""Pairs from this probability on belong together; below it nothing is found."""

WATCHED_FROM = 0.2
"""Pairs below `JOINED_FROM` that came so near are worth remembering: what is never shown is never answered."""

MOST_CERTAIN = 0.99
"""Only the owner knows for sure."""

TYPES: Mapping[DocumentKind, AlertType] = {
    DocumentKind.SUPPLIER_BILL: AlertType.DUPLICATE_SUPPLIER_BILL,
    DocumentKind.SALES_INVOICE: AlertType.DUPLICATE_INVOICE,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents of one kind, the earlier first, how alike they are, and the same as the inputs of a scorer."""

    kind: DocumentKind
    one: Document
    other: Document
    alike: Likeness
    row: Row


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair with the chance, 0..1, that it is one document."""

    pair: Pair
    chance: float


def pairs(books: Books) -> list[Pair]:
    """Every pair of bills, and of invoices, that is worth scoring."""
    firms = identity.firms(books.parties)
    return [one for kind in TYPES for one in _pairs(Shelf(books=books, kind=kind, firm_by_party=firms))]


def judged(found: Sequence[Pair], score_pairs: Scorer) -> list[Judged]:
    """The pairs with their chances, asked for all at once."""
    chances = score_pairs([pair.row for pair in found]) if found else ()
    return [Judged(pair, min(float(chance), MOST_CERTAIN)) for pair, chance in zip(found, chances, strict=True)]


def findings(found: Sequence[Judged]) -> list[Finding]:
    """The groups of documents that are probably one document each, bills and invoices apart."""
    return [_finding(group) for group in _groups([one for one in found if one.chance >= JOINED_FROM])]


def watched(found: Sequence[Judged]) -> list[tuple[Finding, Judged]]:
    """What was found, and what nearly was, each with the pair that speaks loudest for it."""
    near = [[one] for one in found if WATCHED_FROM <= one.chance < JOINED_FROM]
    groups = [*_groups([one for one in found if one.chance >= JOINED_FROM]), *near]
    return [(_finding(group), _loudest(group)) for group in groups]


def _pairs(shelf: Shelf) -> Iterator[Pair]:
    for one, other in candidates.pairs(shelf):
        alike = likeness.of(shelf, one, other)
        yield Pair(shelf.kind, one, other, alike, pair_features.row(shelf.kind, alike))


def _groups(found: Sequence[Judged]) -> list[list[Judged]]:
    groups = identity.Groups()
    for one in found:
        groups.join(one.pair.one.id, one.pair.other.id)
    by_group: dict[UUID, list[Judged]] = defaultdict(list)
    for one in found:
        by_group[groups.of(one.pair.one.id)].append(one)
    return list(by_group.values())


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
        agree=_agreeing(loudest.pair.alike),
        differ=_differing(loudest.pair.alike),
    )


def _agreeing(alike: Likeness) -> tuple[Sign, ...]:
    signs = {
        Sign.PARTY: alike.party is PartyRelation.SAME,
        Sign.OTHER_RECORD: alike.party in (PartyRelation.OTHER_RECORD, PartyRelation.SIMILAR_NAME),
        Sign.NUMBER: alike.number is NumberRelation.SAME,
        Sign.NUMBER_LOOKALIKE: alike.number is NumberRelation.LOOKALIKE,
        Sign.NUMBER_SUFFIX: alike.number is NumberRelation.SUFFIX,
        Sign.NUMBER_TYPO: alike.number is NumberRelation.TYPO,
        Sign.AMOUNT: alike.amount is AmountRelation.EQUAL,
        Sign.AMOUNT_WITHOUT_GST: alike.amount is AmountRelation.WITHOUT_GST,
        Sign.AMOUNT_TYPO: alike.amount is AmountRelation.TYPO,
        Sign.AMOUNT_NEAR: alike.amount is AmountRelation.NEAR,
        Sign.DATE: alike.date is DateRelation.SAME,
        Sign.DATE_NEAR: alike.date is DateRelation.NEAR,
        Sign.DATE_SWAPPED: alike.date is DateRelation.SWAPPED,
        Sign.REFERENCE: alike.reference is Fact.SAME,
        Sign.ITEMS: alike.items is Fact.SAME,
    }
    return tuple(sign for sign, holds in signs.items() if holds)


def _differing(alike: Likeness) -> tuple[Sign, ...]:
    signs = {
        Sign.NUMBER: alike.number in (NumberRelation.DIFFERENT, NumberRelation.SERIES),
        Sign.NUMBER_MISSING: alike.number is NumberRelation.MISSING,
        Sign.DATE: alike.date in (DateRelation.WEEKS, DateRelation.FAR, DateRelation.AGES),
        Sign.ITEMS: alike.items is Fact.DIFFERS,
        Sign.ENTERED_BY: alike.entered_by is Fact.DIFFERS,
    }
    return tuple(sign for sign, holds in signs.items() if holds)

"""One bill or invoice entered twice: candidate pairs are weighed, and pairs that hang together become one finding.

The weight of each sign is a log-odds: the sum over a pair, put through the logistic function, is the probability that
the two documents are one. The weights were chosen by hand from the reasoning in `likeness`, then checked (not fitted)
on two sets of invented books whose troubles are known (3,057 and 7,532 documents): nothing was alerted wrongly there,
so the probabilities err on the low side (expected calibration error 0.08). `tests/fraud/` keeps precision and recall
from falling. Evidence against weighs as much as evidence for, because most look-alikes
in honest books are repeat orders, rents and instalments.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from math import exp, log2
from uuid import UUID

from app.books.records import Books, Document, DocumentKind
from app.fraud.records import AlertType, Finding, Rule, Sign
from app.fraud.rules import candidates, identity, likeness
from app.fraud.rules.candidates import Shelf
from app.fraud.rules.likeness import AmountRelation, DateRelation, Fact, Likeness, PartyRelation
from app.fraud.rules.numbers import NumberRelation

JOINED_FROM = 0.5
"""Pairs from this probability on belong together; below it nothing is found."""

MOST_CERTAIN = 0.99
"""Only the owner knows for sure."""

BIAS = -4.5
"""Before anything is compared, about one candidate pair in ninety is a duplicate."""

PARTY: Mapping[PartyRelation, float] = {
    PartyRelation.SAME: 0.0,
    PartyRelation.OTHER_RECORD: 0.5,
    PartyRelation.SIMILAR_NAME: -0.5,
    PartyRelation.UNKNOWN: -1.0,
    PartyRelation.DIFFERENT: -6.0,
}
AMOUNT: Mapping[AmountRelation, float] = {
    AmountRelation.EQUAL: 2.5,
    AmountRelation.WITHOUT_GST: 2.0,
    AmountRelation.TYPO: 1.0,
    AmountRelation.NEAR: 0.5,
    AmountRelation.DIFFERENT: -4.0,
}
DATE: Mapping[DateRelation, float] = {
    DateRelation.SAME: 1.5,
    DateRelation.SWAPPED: 1.5,
    DateRelation.NEAR: 1.0,
    DateRelation.WEEKS: 0.0,
    DateRelation.FAR: -2.5,
}
BILL_NUMBER: Mapping[NumberRelation, float] = {
    NumberRelation.SAME: 3.5,
    NumberRelation.LOOKALIKE: 3.5,
    NumberRelation.SUFFIX: 2.5,
    NumberRelation.TYPO: 1.0,
    NumberRelation.MISSING: 0.5,
    NumberRelation.SERIES: -3.0,
    NumberRelation.OTHER_YEAR: -5.0,
    NumberRelation.DIFFERENT: -2.0,
}
INVOICE_NUMBER: Mapping[NumberRelation, float] = {
    **BILL_NUMBER,
    NumberRelation.TYPO: 0.0,
    NumberRelation.SERIES: -2.0,
    NumberRelation.DIFFERENT: 0.0,
}
"""Our own invoices are numbered by us: an invoice written twice has two numbers, so different ones say nothing."""

TYPES: Mapping[DocumentKind, AlertType] = {
    DocumentKind.SUPPLIER_BILL: AlertType.DUPLICATE_SUPPLIER_BILL,
    DocumentKind.SALES_INVOICE: AlertType.DUPLICATE_INVOICE,
}


def findings(books: Books) -> list[Finding]:
    """The groups of documents that are probably one document each, bills and invoices apart."""
    firms = identity.firms(books.parties)
    return [one for kind in TYPES for one in _of_kind(Shelf(books=books, kind=kind, firm_by_party=firms))]


def probability(kind: DocumentKind, alike: Likeness) -> float:
    """Chance in 0..1 that two documents with this likeness are one document."""
    return min(1 / (1 + exp(-log_odds(kind, alike))), MOST_CERTAIN)


def log_odds(kind: DocumentKind, alike: Likeness) -> float:
    """The sum of all signs, for and against."""
    number = (BILL_NUMBER if kind is DocumentKind.SUPPLIER_BILL else INVOICE_NUMBER)[alike.number]
    weight = BIAS + PARTY[alike.party] + AMOUNT[alike.amount] + DATE[alike.date] + number
    weight += {Fact.SAME: 2.5, Fact.DIFFERS: -4.0, Fact.UNKNOWN: 0.0}[alike.reference]
    weight += _items_weight(alike) + _habit_weight(alike)
    weight += 0.4 if alike.entered_by is Fact.DIFFERS else 0.0
    return weight


def _items_weight(alike: Likeness) -> float:
    if alike.items is Fact.UNKNOWN:
        return 0.4
    if alike.items is Fact.DIFFERS:
        return -2.5
    return 2.0 if alike.item_lines > 1 else 0.7


def _habit_weight(alike: Likeness) -> float:
    """What speaks for two honest documents: notes, instalments, an amount that keeps coming back."""
    weight = -6.0 * alike.is_noted - 6.0 * alike.is_instalment
    weight -= min(4.0, 1.5 * log2(max(alike.times_billed - 1, 1)))
    return weight + (0.4 if alike.is_odd_amount else -0.4)


def _of_kind(shelf: Shelf) -> Iterator[Finding]:
    found: list[tuple[float, Document, Document, Likeness]] = []
    groups = identity.Groups()
    for one, other in candidates.pairs(shelf):
        alike = likeness.of(shelf, one, other)
        chance = probability(shelf.kind, alike)
        if chance >= JOINED_FROM:
            found.append((chance, one, other, alike))
            groups.join(one.id, other.id)
    by_group: dict[UUID, list[tuple[float, Document, Document, Likeness]]] = defaultdict(list)
    for pair in found:
        by_group[groups.of(pair[1].id)].append(pair)
    for pairs in by_group.values():
        yield _finding(shelf.kind, pairs)


def _finding(kind: DocumentKind, pairs: Sequence[tuple[float, Document, Document, Likeness]]) -> Finding:
    chance, _, _, alike = max(pairs, key=lambda pair: (pair[0], pair[1].id))
    documents = {document.id: document for pair in pairs for document in pair[1:3]}
    ordered = sorted(documents.values(), key=lambda one: (one.issued_on, one.id))
    parties = {one.party_id for one in ordered if one.party_id}
    return Finding(
        type=TYPES[kind],
        rule=Rule.DUPLICATE,
        probability=chance,
        amount_at_risk=sum((one.total for one in ordered), Decimal(0)) - max(one.total for one in ordered),
        documents=tuple(one.id for one in ordered),
        parties=tuple(sorted(parties)),
        agree=_agreeing(alike),
        differ=_differing(alike),
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
        Sign.DATE: alike.date in (DateRelation.WEEKS, DateRelation.FAR),
        Sign.ITEMS: alike.items is Fact.DIFFERS,
        Sign.ENTERED_BY: alike.entered_by is Fact.DIFFERS,
    }
    return tuple(sign for sign, holds in signs.items() if holds)

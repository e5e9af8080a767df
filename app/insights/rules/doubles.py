"""Rows that stand in the books twice because an import was run again under other ids: found, and counted once.

What names itself is a double on its own word: a document of one party, number, day, sum and lines; a payment of one
reference; a payment that its document has no room for. Nothing else is: two teas on one day are two teas. Only where
all rows of several days stand twice, or the documents around them do, was the whole list read in again.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, Payment
from app.insights.rules import repeats
from app.insights.rules.repeats import Row, Span

REPEATED_SHARE = 0.8
LEAST_DOCUMENTS = 3
"""From so many documents on, and this share of all between the first and the last, a list was read in again."""

NOBODY = UUID(int=0)
"""Stands for the id of any row, where two are compared without theirs."""


@dataclass(frozen=True, slots=True)
class Doubles:
    """Which rows are left out, and whom what is left names instead: from the id of a copy to that of the one kept."""

    documents: Mapping[UUID, UUID] = field(default_factory=dict)
    parties: Mapping[UUID, UUID] = field(default_factory=dict)
    others: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.documents or self.others)

    def __contains__(self, id: UUID) -> bool:
        return id in self.documents or id in self.others


def counted_once(books: Books) -> Books:
    """`books` without the copies; what belonged to a copy belongs to the row that is kept."""
    found = doubles(books)
    if not found:
        return books
    return replace(
        books,
        documents=tuple(_settled(d, found) for d in books.documents if d.id not in found),
        payments=tuple(_retied(p, found) for p in books.payments if p.id not in found),
        expenses=tuple(e for e in books.expenses if e.id not in found),
        cash_entries=tuple(e for e in books.cash_entries if e.id not in found),
        products=tuple(p for p in books.products if p.id not in found),
        recurring_payments=tuple(
            replace(r, party_id=found.parties.get(r.party_id, r.party_id))
            for r in books.recurring_payments
            if r.id not in found
        ),
    )


def doubles(books: Books) -> Doubles:
    """The copies in `books`, whatever the order of their rows."""
    documents = _documents(books)
    found = Doubles(documents, _parties(books, documents))
    spans = _spans(books, documents)
    payments = [_retied(one, found) for one in books.payments]
    expenses = (Row(e.spent_on, (e.category, e.amount, e.vendor, e.description), e.id) for e in books.expenses)
    entries = (Row(e.entered_on, (e.direction, e.amount, e.mode, e.details), e.id) for e in books.cash_entries)
    others = {
        *_payments(books, payments),
        *repeats.extras([Row(one.paid_on, _of_payment(one), one.id) for one in payments], spans),
        *repeats.extras(list(expenses), spans),
        *repeats.extras(list(entries), spans),
        *_same((replace(one, id=NOBODY), one.id) for one in books.products),
        *_same(
            (replace(one, id=NOBODY, party_id=found.parties.get(one.party_id, one.party_id)), one.id)
            for one in books.recurring_payments
        ),
    }
    return replace(found, others=frozenset(others))


def _documents(books: Books) -> Mapping[UUID, UUID]:
    groups: dict[Hashable, list[Document]] = defaultdict(list)
    for one in books.documents:
        if one.counts and any(map(str.isdigit, one.number)):
            who = _name(books, one.party_id)
            groups[one.kind, who, one.number.strip().casefold(), one.issued_on, one.total, one.tax_amount].append(one)
    copies: dict[UUID, UUID] = {}
    for group in groups.values():
        if len(group) > 1:
            kept, *rest = sorted(group, key=lambda one: (-len(one.items), -one.paid, one.id.int))
            copies |= {one.id: kept.id for one in rest if one.items in ((), kept.items)}
    return copies


def _name(books: Books, party_id: UUID | None) -> Hashable:
    """Who a party is in any import: its name, as the second one gives it another id."""
    party = books.party_by_id.get(party_id) if party_id else None
    return (party.kind, party.name.strip().casefold()) if party and party.name.strip() else party_id


def _parties(books: Books, documents: Mapping[UUID, UUID]) -> Mapping[UUID, UUID]:
    """Parties of one name whose documents are doubles of each other: each to the one with the smallest id."""
    same: dict[Hashable, set[UUID]] = defaultdict(set)
    for copy, kept in documents.items():
        for id in (copy, kept):
            party_id = books.document_by_id[id].party_id
            if party_id is not None:
                same[_name(books, party_id)].add(party_id)
    groups = (sorted(ids, key=lambda id: id.int) for ids in same.values())
    return {other: first for first, *others in groups for other in others}


def _spans(books: Books, documents: Mapping[UUID, UUID]) -> Sequence[Span]:
    """From the first to the last document that stands twice, if nearly all between do."""
    if len(documents) < LEAST_DOCUMENTS:
        return ()
    twice = {*documents, *documents.values()}
    days = [books.document_by_id[id].issued_on for id in documents]
    between = [one for one in books.documents if one.counts and min(days) <= one.issued_on <= max(days)]
    if sum(one.id in twice for one in between) < REPEATED_SHARE * len(between):
        return ()
    is_to_the_end = max(days) == max(one.issued_on for one in books.documents)
    return (Span(min(days), date.max if is_to_the_end else max(days)),)


def _payments(books: Books, payments: Iterable[Payment]) -> Iterable[UUID]:
    """Payments of one reference, and those by which a document would be paid beyond its total."""
    groups: dict[Hashable, list[Payment]] = defaultdict(list)
    paid: dict[UUID, Decimal] = defaultdict(Decimal)
    for one in payments:
        groups[_of_payment(one)].append(one)
        if one.document_id is not None:
            paid[one.document_id] += one.amount
    for group in groups.values():
        kept, *rest = sorted(group, key=lambda one: one.id.int)
        document = books.document_by_id.get(kept.document_id) if kept.document_id else None
        for one in rest:
            if any(map(str.isdigit, one.reference or "")):
                yield one.id
            elif document and paid[document.id] > document.total:
                paid[document.id] -= one.amount
                yield one.id


def _of_payment(one: Payment) -> Hashable:
    return one.direction, one.amount, one.mode, one.reference, one.party_id, one.document_id


def _same(rows: Iterable[tuple[Hashable, UUID]]) -> Iterable[UUID]:
    groups: dict[Hashable, list[UUID]] = defaultdict(list)
    for key, id in rows:
        groups[key].append(id)
    return (id for ids in groups.values() for id in sorted(ids, key=lambda one: one.int)[1:])


def _retied(one: Payment, found: Doubles) -> Payment:
    document, party = one.document_id, one.party_id
    if document not in found.documents and party not in found.parties:
        return one
    return replace(
        one,
        document_id=found.documents.get(document, document) if document else None,
        party_id=found.parties.get(party, party) if party else None,
    )


def _settled(one: Document, found: Doubles) -> Document:
    related, party = one.related_document_id, one.party_id
    if related not in found.documents and party not in found.parties:
        return one
    return replace(
        one,
        related_document_id=found.documents.get(related, related) if related else None,
        party_id=found.parties.get(party, party) if party else None,
    )

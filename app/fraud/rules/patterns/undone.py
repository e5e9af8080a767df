"""Sales that one person makes undone: cancelled after the cash was taken, credited in one sitting, given back in cash.

Whoever takes money for a sale and wants to keep it makes the sale disappear. Each test asks whether one person does
what others here do not (`significance.binomial_tail` against that person's share of all entries), so it says nothing
where one person keeps the books, or where nobody is named. Innocent are invoices cancelled and written again, goods
that came back (the note names them), refunds by several hands.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

from app.books.records import Books, Direction, Document, DocumentKind, DocumentStatus, PartyKind, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, gathering
from app.fraud.rules.patterns.cash import persons
from app.fraud.rules.patterns.significance import binomial_tail

LEAST = 3
LEAST_CANCELLED = 4
"""Where no money was taken, so that only the count speaks."""
AGAIN_WITHIN = timedelta(days=45)
MOST_LOOKED_AT = 60
"""So many later invoices of the customer are compared with one that was cancelled."""
SITTING = timedelta(hours=1)
SIGNIFICANT = 0.05
CASH_CHANCE, CANCELLED_CHANCE, SITTING_CHANCE, REFUND_CHANCE = 0.88, 0.8, 0.82, 0.84
MOST_BESIDE = 0.5
"""Of what one person does, so much may be done by all others together."""

Kept = Sequence[Document]


class Sales:
    """What became of the invoices of a business, and who entered how much."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.invoices = [one for one in books.documents_by_date if one.kind is DocumentKind.SALES_INVOICE]

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """The share of all invoices that each person entered; empty where fewer than two are named."""
        counts = Counter(one.entered_by for one in self.invoices if one.entered_by)
        total = sum(counts.values())
        return {who: count / total for who, count in counts.items()} if len(counts) > 1 else {}

    @cached_property
    def cancelled(self) -> Kept:
        """The invoices that were cancelled and not written again, by date."""
        gone = [one for one in self.invoices if one.status is DocumentStatus.CANCELLED and one.total > 0]
        return [one for one in gone if not self._is_again(one)]

    @cached_property
    def _standing(self) -> Mapping[UUID | None, Kept]:
        found: dict[UUID | None, list[Document]] = defaultdict(list)
        for one in self.invoices:
            if one.counts:
                found[one.party_id].append(one)
        return found

    def _is_again(self, gone: Document) -> bool:
        """Whether the same customer was billed about as much around that time."""
        standing = self._standing.get(gone.party_id, ())
        start = bisect_left(standing, gone.issued_on, key=lambda one: one.issued_on)
        near = (
            one for one in standing[start : start + MOST_LOOKED_AT] if one.issued_on <= gone.issued_on + AGAIN_WITHIN
        )
        return any(abs(one.total - gone.total) <= gone.total / 100 for one in near)

    def cash_on(self, document: Document) -> Sequence[Payment]:
        """The cash received for a document."""
        named = self.books.payments_by_document.get(document.id, ())
        return [one for one in named if one.direction is Direction.IN and persons.is_cash(one)]

    def is_telling(self, who: str, count: int, among: int) -> bool:
        """Whether `count` of `among` deeds are too many for the share of that person in all entries."""
        share = self.shares.get(who, 1.0)
        return among - count <= MOST_BESIDE * count and binomial_tail(count, among, share) <= SIGNIFICANT


def findings(books: Books) -> list[Finding]:
    """One finding for each person and way; none where the books do not say who entered what."""
    sales = Sales(books)
    return [*_cancelled(sales), *_credited(sales), *_refunded(sales)] if sales.shares else []


def _cancelled(sales: Sales) -> Iterator[Finding]:
    with_cash = [one for one in sales.cancelled if sales.cash_on(one)]
    without = [one for one in sales.cancelled if not sales.cash_on(one)]
    for held, least, chance in (
        (with_cash, LEAST, CASH_CHANCE),
        (without, LEAST_CANCELLED, CANCELLED_CHANCE),
    ):
        for who, mine in _by_person(held).items():
            if len(mine) >= least and (held is with_cash or sales.is_telling(who, len(mine), len(held))):
                yield _of_person(sales.books, Rule.CANCELLED_SALES, mine, chance, who)


def _credited(sales: Sales) -> Iterator[Finding]:
    """Credit notes of one hour for several customers, none of which names goods, where others do."""
    notes = [one for one in sales.books.documents if one.kind is DocumentKind.CREDIT_NOTE and one.counts]
    bare = [one for one in notes if not one.items and one.entered_at is not None]
    if len(bare) > MOST_BESIDE * len(notes):
        return
    for who, mine in _by_person(bare).items():
        for sitting in _sittings(mine):
            if len(sitting) >= LEAST and len({one.party_id for one in sitting}) > 1:
                yield _of_person(sales.books, Rule.CREDITS_AT_ONCE, sitting, SITTING_CHANCE, who)


def _sittings(notes: Kept) -> Iterator[Kept]:
    """The notes cut where more than an hour lies between the first and the next."""
    timed = sorted(((one.entered_at, one.id, one) for one in notes if one.entered_at), key=lambda row: row[:2])
    start = 0
    for place in range(1, len(timed) + 1):
        if place == len(timed) or timed[place][0] - timed[start][0] > SITTING:
            yield [one for _, _, one in timed[start:place]]
            start = place


def _refunded(sales: Sales) -> Iterator[Finding]:
    """Cash given back to customers by one person, which others here do not."""
    customers = {one.id for one in sales.books.parties if one.kind is PartyKind.CUSTOMER}
    out = (one for one in sales.books.payments_by_date if one.direction is Direction.OUT and persons.is_cash(one))
    refunds = [one for one in out if one.party_id in customers]
    for who, count in Counter(one.entered_by for one in refunds if one.entered_by).items():
        if count >= LEAST and sales.is_telling(who, count, len(refunds)):
            yield _refund(sales, [one for one in refunds if one.entered_by == who], who)


def _refund(sales: Sales, payments: Sequence[Payment], who: str) -> Finding:
    found = evidence.about_payments(Rule.CASH_REFUNDS, payments, REFUND_CHANCE, detail=who)
    return replace(found, documents=tuple(_notes_of(sales.books, payments)))


def _notes_of(books: Books, payments: Sequence[Payment]) -> Sequence[UUID]:
    """The credit notes to the same customers, of the same amount and about that day."""
    given: dict[object, list[date]] = defaultdict(list)
    for one in payments:
        given[one.party_id, one.amount].append(one.paid_on)
    return [
        one.id
        for one in books.documents
        if one.kind is DocumentKind.CREDIT_NOTE
        and gathering.count_between(
            given.get((one.party_id, one.total), ()), one.issued_on - AGAIN_WITHIN, one.issued_on + AGAIN_WITHIN
        )
    ]


def _by_person(documents: Kept) -> Mapping[str, Kept]:
    found: dict[str, list[Document]] = defaultdict(list)
    for one in documents:
        if one.entered_by:
            found[one.entered_by].append(one)
    return found


def _of_person(books: Books, rule: Rule, documents: Kept, chance: float, who: str) -> Finding:
    return evidence.about_bills(books, rule, documents, chance, detail=who)

"""What was paid on which document and when, as far as the books tell.

How much is paid and owed say the books themselves (`Books.settlement`); here each part gets its day. A payment that
names only a party dates what its oldest documents count as paid, no more: what is owed never changes by it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from uuid import UUID

from app.books.records import PAID_BY, Books, Document, DocumentKind, DocumentStatus, Payment, Settlement
from app.insights.records.ledger import Entry, Ledger
from app.insights.rules import cash_book

ZERO = Decimal(0)

STANDARD_TERMS_DAYS = 30
"""Terms assumed when neither the document, the party nor anybody else in the books gives any."""

LONGEST_TERMS_DAYS = 365

SETTLED_SHARE = Decimal("0.99")
"""A document counts as settled when so much of it is paid: the rest is rounding or a discount on the spot."""

Dated = tuple[date, Decimal]


@dataclass(slots=True)
class _Account:
    document: Document
    settlement: Settlement
    found: list[Dated] = field(default_factory=list)

    @property
    def unexplained(self) -> Decimal:
        """What the document counts as paid though no payment seen so far says when."""
        return self.settlement.undated - sum((amount for _, amount in self.found), ZERO)


def ledger(books: Books, kind: DocumentKind) -> Ledger:
    """The side of the books to which documents of `kind` (sales invoices or supplier bills) belong."""
    sorted_documents = sorted((d for d in books.documents if d.kind is kind), key=_in_order)
    accounts = {d.id: _Account(d, books.settlement(d)) for d in sorted_documents}
    unlinked = [
        payment
        for payment in sorted(books.payments, key=lambda p: (p.paid_on, p.id))
        if payment.direction is PAID_BY[kind] and payment.document_id not in accounts
    ]
    loose = (*_allocated(unlinked, accounts.values()), *cash_book.loose(books, kind))
    terms = usual_terms(account.document for account in accounts.values())
    return Ledger(tuple(_entry(books, account, terms) for account in accounts.values()), loose)


def usual_terms(documents: Iterable[Document]) -> Mapping[UUID | None, int]:
    """Each party's middle number of days between issue and due date; under None that of all together."""
    known: dict[UUID | None, list[int]] = defaultdict(list)
    for document in documents:
        days = given_terms(document)
        if days is not None:
            known[None].append(days)
            if document.party_id is not None:
                known[document.party_id].append(days)
    terms = {party: round(median(days)) for party, days in known.items()}
    return {None: STANDARD_TERMS_DAYS, **terms}


def given_terms(document: Document) -> int | None:
    """Days between issue and due date, None where the due date is missing or cannot be meant."""
    if document.due_on is None:
        return None
    days = (document.due_on - document.issued_on).days
    return days if 0 <= days <= LONGEST_TERMS_DAYS else None


def _entry(books: Books, account: _Account, terms: Mapping[UUID | None, int]) -> Entry:
    document = account.document
    rows, undated = _reductions(account)
    given = given_terms(document)
    days = given if given is not None else terms.get(document.party_id, terms[None])
    return Entry(
        document_id=document.id,
        number=document.number,
        party_id=document.party_id,
        party=books.party_name(document.party_id),
        issued_on=document.issued_on,
        due_on=document.issued_on + timedelta(days=days),
        is_due_assumed=given is None,
        total=document.total,
        reductions=rows,
        undated=undated,
        settled_on=_settled_on(document, rows, undated),
    )


def _reductions(account: _Account) -> tuple[tuple[Dated, ...], Decimal]:
    """What was taken off by date, and what is left undated; what was let off came with the last of the rest."""
    settlement = account.settlement
    rows = sorted([*settlement.payments, *account.found, *settlement.notes])
    if account.document.status is not DocumentStatus.PAID:
        return tuple(rows), account.unexplained
    rest = account.unexplained + settlement.let_off
    if rows and rest < account.document.total / 2:
        return (*rows, (rows[-1][0], rest)), ZERO
    return tuple(rows), rest


def _settled_on(document: Document, rows: Sequence[Dated], undated: Decimal) -> date | None:
    if document.total <= 0 or undated > document.total * (1 - SETTLED_SHARE):
        return None
    paid = undated
    for day, amount in rows:
        paid += amount
        if paid >= document.total * SETTLED_SHARE:
            return max(day, document.issued_on)
    return None


def _allocated(payments: Iterable[Payment], accounts: Iterable[_Account]) -> Iterable[Dated]:
    """Give each payment to the documents of its party that are paid without a row; yields what is left over."""
    waiting: dict[UUID | None, list[_Account]] = defaultdict(list)
    for account in accounts:
        if account.document.party_id is not None and account.unexplained > 0:
            waiting[account.document.party_id].append(account)
    for payment in payments:
        left = payment.amount
        for account in waiting.get(payment.party_id, ()):
            part = min(left, account.unexplained)
            if part > 0 and account.document.issued_on <= payment.paid_on:
                account.found.append((payment.paid_on, part))
                left -= part
        if left > 0:
            yield payment.paid_on, left


def _in_order(document: Document) -> tuple[date, UUID]:
    return document.issued_on, document.id

"""What was paid on which document and when, as far as the books tell.

A payment belongs to the document it names. One that names only a party settles that party's oldest documents, but no
more of them than the books already count as paid: what is owed always agrees with what the app shows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from uuid import UUID

from app.books.records import Books, Direction, Document, DocumentKind, DocumentStatus, Payment
from app.insights.records.ledger import Entry, Ledger

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
    rows: list[Dated] = field(default_factory=list)

    @property
    def unexplained(self) -> Decimal:
        """What the document counts as paid though no payment seen so far says when."""
        return max(self.document.paid - sum((amount for _, amount in self.rows), ZERO), ZERO)


def ledger(books: Books, kind: DocumentKind) -> Ledger:
    """The side of the books to which documents of `kind` (sales invoices or supplier bills) belong."""
    direction = Direction.IN if kind is DocumentKind.SALES_INVOICE else Direction.OUT
    accounts = {d.id: _Account(d) for d in sorted(books.documents, key=_in_order) if d.kind is kind}
    unlinked = []
    for payment in sorted(books.payments, key=lambda p: (p.paid_on, p.id)):
        if payment.direction is not direction:
            continue
        if payment.document_id in accounts:
            accounts[payment.document_id].rows.append((payment.paid_on, payment.amount))
        else:
            unlinked.append(payment)
    loose = tuple(_allocated(unlinked, accounts.values()))
    terms = usual_terms(account.document for account in accounts.values())
    credits = _credit_notes(books)
    entries = tuple(_entry(books, account, terms, credits.get(id_, ())) for id_, account in accounts.items())
    return Ledger(entries, loose)


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


def _entry(books: Books, account: _Account, terms: Mapping[UUID | None, int], credits: Sequence[Dated]) -> Entry:
    document = account.document
    rows, undated = _reductions(account, credits)
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


def _reductions(account: _Account, credits: Sequence[Dated]) -> tuple[tuple[Dated, ...], Decimal]:
    """Payments and notes by date, and what is left undated. A document that is called paid owes nothing more."""
    rows = sorted([*account.rows, *credits])
    undated = account.unexplained
    if account.document.status is DocumentStatus.PAID:
        short = max(account.document.total - sum((amount for _, amount in rows), ZERO), ZERO)
        if rows and short < account.document.total / 2:
            return (*rows, (rows[-1][0], short)), ZERO
        return tuple(rows), short
    return tuple(rows), undated


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
                account.rows.append((payment.paid_on, part))
                left -= part
        if left > 0:
            yield payment.paid_on, left


def _credit_notes(books: Books) -> Mapping[UUID, Sequence[Dated]]:
    notes: dict[UUID, list[Dated]] = defaultdict(list)
    for document in books.documents:
        if document.is_note and document.related_document_id is not None:
            notes[document.related_document_id].append((document.issued_on, document.total))
    return notes


def _in_order(document: Document) -> tuple[date, UUID]:
    return document.issued_on, document.id

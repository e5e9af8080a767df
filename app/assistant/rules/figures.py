"""What the books answer: exact sums over documents, payments and expenses, each with the records it stands on.

Drafts and cancelled documents count nowhere. A payment counts on the day it was made, a document on its own date.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.assistant.records.asked import Days
from app.assistant.records.figures import Balance, Balances, CashFlow, Source, Spending, Turnover
from app.books.records import Books, Direction, Document, DocumentKind, Expense, PartyKind, Payment

IDS_NAMED = 20
"""Ids listed with a figure; the count tells the rest."""

ZERO = Decimal(0)

EARLIEST = date(2000, 1, 1)

Owed = tuple[Document, Decimal]

_NOTES = {
    DocumentKind.SALES_INVOICE: (DocumentKind.CREDIT_NOTE, PartyKind.CUSTOMER),
    DocumentKind.SUPPLIER_BILL: (DocumentKind.DEBIT_NOTE, PartyKind.SUPPLIER),
}
"""Which notes lower what is open: credit notes to customers, debit notes to suppliers (returns)."""


def balances(books: Books, kind: DocumentKind, *, on: date, party_id: UUID | None = None) -> Balances:
    """What is owed on documents of `kind` on a day, by party; of one party when `party_id` is given.

    A note that names no document of the books is not taken off: `notes_total` tells how much that is.
    """
    return _balances(books, _open(books, kind, on, party_id), kind, party_id)


def overdue(books: Books, kind: DocumentKind, *, on: date, party_id: UUID | None = None) -> Balances:
    """What of `balances` should have been paid before `on`; documents without a due date are counted apart."""
    open_documents = _open(books, kind, on, party_id)
    late = [
        (document, owed) for document, owed in open_documents if document.due_on is not None and document.due_on < on
    ]
    undated = sum(document.due_on is None for document, _ in open_documents)
    return _balances(books, late, kind, party_id, on=on, undated=undated)


def cash_flow(books: Books, days: Days, *, party_id: UUID | None = None) -> CashFlow:
    """Money that moved in `days`; with one party when `party_id` is given, and then without expenses."""
    moved = [payment for payment in books.payments if payment.paid_on in days and party_id in (None, payment.party_id)]
    received = [payment for payment in moved if payment.direction is Direction.IN]
    paid = [payment for payment in moved if payment.direction is Direction.OUT]
    spent = [] if party_id else [expense for expense in books.expenses if expense.spent_on in days]
    return CashFlow(
        days=days,
        received=_sum(payment.amount for payment in received),
        paid=_sum(payment.amount for payment in paid),
        expenses=_sum(expense.amount for expense in spent),
        sources=_sources(payments_in=received, payments_out=paid, expenses=spent),
    )


def sales(books: Books, days: Days, *, party_id: UUID | None = None) -> Turnover:
    """What was invoiced to customers in `days`, tax included; credit notes are named among the sources."""
    found = [document for document in _of(books, DocumentKind.SALES_INVOICE, party_id) if document.issued_on in days]
    notes = [note for note in _notes(books, DocumentKind.SALES_INVOICE, party_id) if note.issued_on in days]
    return Turnover(
        days=days,
        total=_sum(document.total for document in found),
        tax=_sum(document.tax_amount for document in found),
        documents=len(found),
        rows=_rows(books, found, {document.id: document.total for document in found}),
        sources=_sources(sales_invoices=found, credit_notes=notes),
    )


def spending(books: Books, days: Days) -> Spending:
    """What was spent without a bill in `days`, by category, and beside it what suppliers billed."""
    spent = [expense for expense in books.expenses if expense.spent_on in days]
    bills = [bill for bill in _of(books, DocumentKind.SUPPLIER_BILL, None) if bill.issued_on in days]
    by_category: dict[str, Decimal] = defaultdict(Decimal)
    for expense in spent:
        by_category[expense.category] += expense.amount
    return Spending(
        days=days,
        total=_sum(expense.amount for expense in spent),
        entries=len(spent),
        categories=tuple(sorted(by_category.items(), key=lambda pair: (-pair[1], pair[0]))),
        bills_total=_sum(bill.total for bill in bills),
        bills=len(bills),
        sources=_sources(expenses=spent, supplier_bills=bills),
    )


def span(books: Books) -> Days | None:
    """The first and the last day on which the books hold an entry; None for empty books.

    Days before `EARLIEST` are slips of the pen.
    """
    dates = [
        *(document.issued_on for document in books.documents),
        *(payment.paid_on for payment in books.payments),
        *(expense.spent_on for expense in books.expenses),
    ]
    meant = [day for day in dates if day >= EARLIEST]
    return Days(min(meant), max(meant)) if meant else None


def _open(books: Books, kind: DocumentKind, on: date, party_id: UUID | None) -> list[Owed]:
    """The documents on which something is owed, and how much."""
    return [(document, owed) for document in _of(books, kind, party_id) if (owed := books.owed(document, on=on))]


def _balances(
    books: Books,
    open_documents: Sequence[Owed],
    kind: DocumentKind,
    party_id: UUID | None,
    *,
    on: date | None = None,
    undated: int = 0,
) -> Balances:
    documents = [document for document, _ in open_documents]
    notes = [note for note in _notes(books, kind, party_id) if note.related_document_id not in books.document_by_id]
    ages = [(on - document.due_on).days for document in documents if on and document.due_on]
    rows = _rows(books, documents, {document.id: owed for document, owed in open_documents})
    return Balances(
        total=_sum(owed for _, owed in open_documents),
        rows=rows,
        sources=_sources(**{f"{kind.value}s": documents}),
        documents=len(documents),
        oldest_days=max(ages, default=None),
        undated=undated,
        notes_total=_sum(note.total for note in notes),
    )


def _of(books: Books, kind: DocumentKind, party_id: UUID | None) -> list[Document]:
    return [
        document
        for document in books.documents
        if document.kind is kind and document.counts and party_id in (None, document.party_id)
    ]


def _notes(books: Books, kind: DocumentKind, party_id: UUID | None) -> list[Document]:
    note_kind, party_kind = _NOTES[kind]
    kinds = {party.id: party.kind for party in books.parties}
    return [
        note for note in _of(books, note_kind, party_id) if note.party_id and kinds.get(note.party_id) is party_kind
    ]


def _rows(books: Books, documents: Iterable[Document], amounts: dict[UUID, Decimal]) -> tuple[Balance, ...]:
    """One row for each party of `documents`, the largest amount first."""
    by_party: dict[UUID | None, list[Document]] = defaultdict(list)
    for document in documents:
        by_party[document.party_id].append(document)
    rows = [
        Balance(party_id, books.party_name(party_id), _sum(amounts[document.id] for document in found), len(found))
        for party_id, found in by_party.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.amount, row.name)))


def _sources(**records: Sequence[Document] | Sequence[Payment] | Sequence[Expense]) -> tuple[Source, ...]:
    return tuple(
        Source(kind, len(found), tuple(record.id for record in found[:IDS_NAMED])) for kind, found in records.items()
    )


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, ZERO)

"""What each named customer bought, by day and before tax: the rows from which customers are judged."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document
from app.insights.records.customer_value import Buyer
from app.insights.rules import history

ZERO = Decimal(0)
Sale = tuple[Document, Decimal]


def buyers(books: Books) -> tuple[Buyer, ...]:
    """Every customer who is named on an invoice, in the order of their ids.

    A note lowers or raises the invoice that it names, or else the customer's last one up to its day; a purchase never
    falls below nothing, and a note without any invoice is left out.
    """
    sold: dict[UUID, list[Sale]] = defaultdict(list)
    for document, value in history.sales(books):
        if document.party_id is not None:
            sold[document.party_id].append((document, value))
    found = [_buyer(books, party_id, sold[party_id]) for party_id in sorted(sold, key=lambda one: one.int)]
    return tuple(buyer for buyer in found if buyer.days)


def unnamed_since(books: Books, day: date) -> Decimal:
    """Sales before tax after `day` on which no customer is named."""
    return sum((v for d, v in history.sales(books) if d.party_id is None and d.issued_on > day), ZERO)


def _buyer(books: Books, party_id: UUID, sales: Sequence[Sale]) -> Buyer:
    ordered = sorted(sales, key=lambda sale: (sale[0].issued_on, sale[0].id.int))
    invoices = [document for document, value in ordered if not document.is_note and value > 0]
    values = {document.id: value for document, value in ordered if not document.is_note and value > 0}
    for note, value in ordered:
        target = _lowered_by(note, invoices) if note.is_note else None
        if target is not None:
            values[target] = max(values[target] + value, ZERO)
    by_day: dict[date, Decimal] = defaultdict(lambda: ZERO)
    for document in invoices:
        by_day[document.issued_on] += values[document.id]
    bought = {day: amount for day, amount in by_day.items() if amount > 0}
    documents = tuple((one.issued_on, values[one.id], one.id) for one in invoices if values[one.id] > 0)
    return Buyer(party_id, books.party_name(party_id), tuple(bought), tuple(bought.values()), documents)


def _lowered_by(note: Document, invoices: Sequence[Document]) -> UUID | None:
    """The invoice that `note` is about."""
    if any(document.id == note.related_document_id for document in invoices):
        return note.related_document_id
    earlier = [document.id for document in invoices if document.issued_on <= note.issued_on]
    return earlier[-1] if earlier else None

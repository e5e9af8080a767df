"""All of one business's books, with look-ups."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from app.books.records import settlements
from app.books.records.documents import Document
from app.books.records.movements import CashEntry, Expense, Payment, Product, RecurringPayment
from app.books.records.parties import Business, Party
from app.books.records.settlements import Settlement


@dataclass(frozen=True)
class Books:
    """All of one business's books as they stood at `revision`.

    `undirected_payments` counts the payments that are left out because nothing says whether money came or went.
    `unreadable` counts the rows that are left out because their day is not of our time or an amount is no number.
    """

    business: Business
    revision: int
    parties: Sequence[Party] = ()
    documents: Sequence[Document] = ()
    payments: Sequence[Payment] = ()
    expenses: Sequence[Expense] = ()
    products: Sequence[Product] = ()
    recurring_payments: Sequence[RecurringPayment] = ()
    cash_entries: Sequence[CashEntry] = ()
    undirected_payments: int = 0
    unreadable: int = 0

    @cached_property
    def party_by_id(self) -> Mapping[UUID, Party]:
        """Every party by its id."""
        return {party.id: party for party in self.parties}

    @cached_property
    def document_by_id(self) -> Mapping[UUID, Document]:
        """Every document by its id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def documents_by_date(self) -> Sequence[Document]:
        """The documents by the day they bear, and by id within a day."""
        return sorted(self.documents, key=lambda one: (one.issued_on, one.id.int))

    @cached_property
    def payments_by_date(self) -> Sequence[Payment]:
        """The payments by their day, and by id within a day."""
        return sorted(self.payments, key=lambda one: (one.paid_on, one.id.int))

    @cached_property
    def payment_by_id(self) -> Mapping[UUID, Payment]:
        """Every payment by its id."""
        return {payment.id: payment for payment in self.payments}

    @cached_property
    def payments_by_document(self) -> Mapping[UUID, Sequence[Payment]]:
        """The payments that name each document."""
        found: dict[UUID, list[Payment]] = defaultdict(list)
        for payment in self.payments:
            if payment.document_id is not None:
                found[payment.document_id].append(payment)
        return found

    @cached_property
    def notes_by_document(self) -> Mapping[UUID, Sequence[Document]]:
        """The credit and debit notes that stand and name each document."""
        found: dict[UUID, list[Document]] = defaultdict(list)
        for document in self.documents:
            if document.is_note and document.counts and document.related_document_id is not None:
                found[document.related_document_id].append(document)
        return found

    @cached_property
    def paid_by_document(self) -> Mapping[UUID, Decimal]:
        """What the payments that name each document, and settle one of its kind, come to."""
        found: dict[UUID, Decimal] = {}
        for document in self.documents:
            naming = self.payments_by_document.get(document.id, ())
            settling = [one.amount for one in naming if settlements.settled_by(document, one)]
            if settling:
                found[document.id] = sum(settling, Decimal(0))
        return found

    def settlement(self, document: Document, *, on: date | None = None) -> Settlement:
        """What was taken off `document` and what is owed on it, by the rows dated up to `on`; None counts all rows."""
        last = on or date.max
        payments = [one for one in self.payments_by_document.get(document.id, ()) if one.paid_on <= last]
        notes = [one for one in self.notes_by_document.get(document.id, ()) if one.issued_on <= last]
        return settlements.settlement(document, payments, notes)

    def owed(self, document: Document, *, on: date) -> Decimal:
        """What is owed on `document` on a day, in rupees; nothing before it was issued."""
        return self.settlement(document, on=on).owed if document.issued_on <= on else Decimal(0)

    def party_name(self, party_id: UUID | None) -> str:
        """The party's name for a sentence, or "someone not named in the books"."""
        party = self.party_by_id.get(party_id) if party_id else None
        return (party.name if party else "") or "someone not named in the books"

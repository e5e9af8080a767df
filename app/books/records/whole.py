"""All of one business's books, with look-ups."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from app.books.records.documents import Document
from app.books.records.movements import CashEntry, Expense, Payment, Product, RecurringPayment
from app.books.records.parties import Business, Party


@dataclass(frozen=True)
class Books:
    """All of one business's books as they stood at `revision`.

    `undirected_payments` counts the payments that are left out because nothing says whether money came or went.
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

    @cached_property
    def party_by_id(self) -> Mapping[UUID, Party]:
        """Every party by its id."""
        return {party.id: party for party in self.parties}

    @cached_property
    def document_by_id(self) -> Mapping[UUID, Document]:
        """Every document by its id."""
        return {document.id: document for document in self.documents}

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

    def party_name(self, party_id: UUID | None) -> str:
        """The party's name for a sentence, or "someone not named in the books"."""
        party = self.party_by_id.get(party_id) if party_id else None
        return party.name if party else "someone not named in the books"

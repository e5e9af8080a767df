"""The nouns of bookkeeping, richer than the app's tables: what one business has written down, and who wrote it when.

Amounts are rupees (`Decimal`), dates are the document's own, moments are aware. `None` means that the books do not
say, which is never the same as zero or "no".
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from app.values.errors import NotFound


class BusinessNotFound(NotFound):
    """There is no such business, or it is not the caller's: the answer does not tell which."""

    code = "business_not_found"
    message = "We could not find this business among yours."


class InvoiceNotFound(NotFound):
    """There is no such invoice or bill, or it is not the caller's."""

    code = "invoice_not_found"
    message = "We could not find this invoice in your books."


class PartyKind(StrEnum):
    """What a party is to the business."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    EMPLOYEE = "employee"


class DocumentKind(StrEnum):
    """What a document is: who issued it, and which way it moves the balance."""

    SALES_INVOICE = "sales_invoice"
    SUPPLIER_BILL = "supplier_bill"
    CREDIT_NOTE = "credit_note"
    DEBIT_NOTE = "debit_note"


class DocumentStatus(StrEnum):
    """Where a document stands, as the app keeps it; overdue is also a matter of the day on which one asks."""

    DRAFT = "draft"
    SENT = "sent"
    PAID = "paid"
    PARTIALLY_PAID = "partially_paid"
    OVERDUE = "overdue"
    CANCELLED = "cancelled"


class Direction(StrEnum):
    """Whether money came in or went out."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Business:
    """One shop, trader or workshop."""

    id: UUID
    owner_id: UUID
    name: str
    category: str | None = None
    state: str | None = None
    gstin: str | None = None
    address: str | None = None
    approval_limit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BankChange:
    """A change of the account to which a party is paid."""

    changed_at: datetime
    old_account: str | None
    new_account: str | None
    is_verified: bool | None
    changed_by: str | None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody the business deals with."""

    id: UUID
    kind: PartyKind
    name: str
    gstin: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    upi_id: str | None = None
    bank_account: str | None = None
    bank_ifsc: str | None = None
    bank_changes: tuple[BankChange, ...] = ()
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a document; `rate_percent` is the GST rate, `amount` is before tax."""

    name: str
    quantity: Decimal
    unit_price: Decimal
    rate_percent: Decimal
    amount: Decimal
    hsn_code: str | None = None
    unit: str | None = None
    is_taxable: bool = True
    discount: Decimal = Decimal(0)
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """An invoice, bill or note. `entered_at` and `entered_by` say when and by whom it came into the books."""

    id: UUID
    kind: DocumentKind
    number: str
    issued_on: date
    subtotal: Decimal
    tax_amount: Decimal
    total: Decimal
    paid: Decimal
    status: DocumentStatus
    party_id: UUID | None = None
    due_on: date | None = None
    discount: Decimal = Decimal(0)
    items: tuple[Item, ...] = ()
    reference: str | None = None
    related_document_id: UUID | None = None
    notes: str | None = None
    source: str | None = None
    entered_by: str | None = None
    entered_at: datetime | None = None

    @property
    def outstanding(self) -> Decimal:
        """What is still to be paid on it, never negative; nothing on a draft, a cancelled document or a note.

        Nothing either on what the owner calls paid, though less came in: tax deducted at source, a discount agreed.
        """
        if self.status is DocumentStatus.PAID or not self.counts or self.is_note:
            return Decimal(0)
        return max(self.total - self.paid, Decimal(0))

    @property
    def is_note(self) -> bool:
        """Whether it is a credit or debit note."""
        return self.kind in (DocumentKind.CREDIT_NOTE, DocumentKind.DEBIT_NOTE)

    @property
    def counts(self) -> bool:
        """Whether it stands in the books for good: neither a draft nor cancelled."""
        return self.status not in (DocumentStatus.DRAFT, DocumentStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that moved between the business and a party."""

    id: UUID
    direction: Direction
    amount: Decimal
    paid_on: date
    mode: str
    party_id: UUID | None = None
    document_id: UUID | None = None
    reference: str | None = None
    notes: str | None = None
    paid_to_account: str | None = None
    entered_by: str | None = None
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Expense:
    """Money spent without a bill in the books: rent, wages, tea."""

    id: UUID
    category: str
    amount: Decimal
    spent_on: date
    description: str
    vendor: str | None = None
    is_recurring: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """A thing the business trades in, with its usual prices and what is in stock."""

    id: UUID
    name: str
    unit: str
    buying_price: Decimal | None = None
    selling_price: Decimal | None = None
    in_stock: Decimal = Decimal(0)
    reorder_level: Decimal = Decimal(0)
    category: str | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class RecurringPayment:
    """Money that is agreed to move again and again: in from a customer, out to a supplier."""

    id: UUID
    direction: Direction
    party_id: UUID
    description: str
    amount: Decimal
    frequency: str
    starts_on: date
    ends_on: date | None = None
    day_of_month: int | None = None
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class CashEntry:
    """One line of the cash book, which names no party and no document."""

    id: UUID
    direction: Direction
    amount: Decimal
    entered_on: date
    mode: str
    details: str | None = None


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

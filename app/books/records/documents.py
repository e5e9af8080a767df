"""Invoices, bills and notes with their lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.values.errors import Invalid, NotFound


class InvoiceNotFound(NotFound):
    """There is no such invoice or bill, or it is not the caller's."""

    code = "invoice_not_found"
    message = "We could not find this invoice in your books."


class InvoiceUnreadable(Invalid):
    """Its day is not of our time, or an amount is no number."""

    code = "invoice_unreadable"
    message = "The date or an amount of this invoice cannot be read. Please open it in the app and correct it."


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
    """An invoice, bill or note. `entered_at` and `entered_by` say when and by whom it came into the books.

    `paid` is what the app counts as paid, which may be behind the payments: what is still owed says `Books.settlement`.
    """

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
    def is_note(self) -> bool:
        """Whether it is a credit or debit note."""
        return self.kind in (DocumentKind.CREDIT_NOTE, DocumentKind.DEBIT_NOTE)

    @property
    def counts(self) -> bool:
        """Whether it stands in the books for good: neither a draft nor cancelled."""
        return self.status not in (DocumentStatus.DRAFT, DocumentStatus.CANCELLED)

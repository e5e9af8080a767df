"""The draft made of a sentence or a bill, and the answer to a sentence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.invoices.records.completions import Suggestion, TaxBreakup
from app.invoices.records.customers import Customer
from app.invoices.records.said import Said, Status


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One line of the app's invoice form, without tax."""

    description: str
    quantity: Decimal
    unit_price: Decimal
    total_price: Decimal
    unit: str | None = None
    gst_rate_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """An invoice as the app's form reads it: `subtotal - discount_amount + tax_amount = total_amount`, to the paisa."""

    customer_name: str
    issued_on: date
    due_on: date
    items: tuple[DraftLine, ...]
    subtotal: Decimal
    tax_rate_percent: Decimal
    tax_amount: Decimal
    discount_amount: Decimal
    total_amount: Decimal
    customer_email: str | None = None
    customer_phone: str | None = None
    customer_id: UUID | None = None
    invoice_number: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class Generation:
    """The answer to a sentence, and the versions that made it; feedback and corrections name its `answer_id`."""

    status: Status
    said: Said
    draft: Draft | None
    confidence: float
    message: str
    model_version: str
    answer_id: UUID | None = None
    errors: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    question: str | None = None
    candidates: tuple[Customer, ...] = ()
    """The customers of the books between which the owner has to choose."""
    suggested: tuple[Suggestion, ...] = ()
    tax_breakup: TaxBreakup | None = None
    invoice_id: UUID | None = None
    """The draft invoice in the books, where it was to be saved."""

"""The nouns of reading invoices: what a sentence or document says, the draft made of it, and what can go wrong.

Amounts are rupees (`Decimal`). `None` means that it was not said: nothing here is ever filled with a guess.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

from app.values.errors import Invalid, Unavailable

MAX_TEXT_LENGTH = 10_000
"""Characters of one sentence or document; what the app's input takes is a tenth of it."""


class Status(StrEnum):
    """What became of a sentence: a draft, a request that lacks something, or no request for an invoice at all."""

    DRAFT = "draft"
    NEEDS_INPUT = "needs_input"
    REJECTED = "rejected"


class Missing(StrEnum):
    """What a request must say, or say otherwise, before it can be a draft."""

    ITEMS = "items"
    DESCRIPTION = "description"
    QUANTITY = "quantity"
    PRICE = "price"
    SMALLER_AMOUNTS = "smaller_amounts"
    SMALLER_DISCOUNT = "smaller_discount"


@dataclass(frozen=True, slots=True)
class Discount:
    """What is taken off before tax."""

    kind: Literal["percent", "amount"]
    value: Decimal


@dataclass(frozen=True, slots=True)
class SaidItem:
    """One line as it was said; `amount` stands instead of a price where the sum of the line was said."""

    description: str
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    gst_rate_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that one sentence says, and no more."""

    status: Status
    customer_name: str | None = None
    items: tuple[SaidItem, ...] = ()
    gst_rate_percent: Decimal | None = None
    is_tax_inclusive: bool = False
    discount: Discount | None = None
    payment_mode: str | None = None
    due_in_days: int | None = None
    due_on: date | None = None
    issued_on: date | None = None
    stated_total: Decimal | None = None
    paid_in_advance: Decimal | None = None
    invoice_number: str | None = None
    phone: str | None = None
    missing: tuple[tuple[Missing, str], ...] = ()
    share_understood: float = 0.0


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer in the books, as far as a draft needs to know them."""

    id: UUID
    name: str
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The customer that a name stands for; several `candidates` and no `customer` when more than one fits."""

    customer: Customer | None = None
    candidates: tuple[Customer, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the books hold anybody of this name."""
        return self.customer is not None or bool(self.candidates)


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
    """The answer to a sentence."""

    status: Status
    said: Said
    draft: Draft | None
    confidence: float
    message: str
    errors: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """What the text of a document says, each under the name that the answer carries; absent where nothing was found."""

    found: Mapping[str, Any] = field(default_factory=dict)
    lines: tuple[DraftLine, ...] = ()
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    do_sums_close: bool | None = None
    doubtful_gstins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer to the text of a document."""

    fields: DocumentFields
    draft: Draft | None
    confidence: float
    errors: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImageText:
    """The text of a picture, top to bottom; `confidence` in 0..1 is the mean over its characters."""

    text: str
    confidence: float
    pages: int = 1


class TextTooLong(Invalid):
    """More text than one sentence or document holds."""

    code = "text_too_long"
    message = f"This text is too long. Please send at most {MAX_TEXT_LENGTH:,} characters."


class ImageRefused(Invalid):
    """What was sent as a picture cannot be read as one; the message says why."""

    code = "image_refused"
    message = "This is not a picture we can read. Please send a JPEG, PNG or WebP photo."


class OCRMissing(Unavailable):
    """The text reader is not installed where the jobs run."""

    code = "ocr_not_installed"
    message = "Reading text from photos is not installed on this server. Please type the invoice instead."

    def __init__(self) -> None:
        super().__init__(retry_after_seconds=3600)


class StillReading(Unavailable):
    """The picture is being read; the same request gets the text a little later."""

    code = "still_reading"
    message = "We are still reading this photo. Please try again in a few seconds."

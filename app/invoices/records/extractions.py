"""What a document says, value by value, each with the place where it was read; see `PATHS` for their names.

`fields` is the whole truth: a path such as `supplier.gstin`, `totals.cgst` or `lines.0.hsn_sac`, and what was found
there. What was not found has no path. The nested form on the wire is made of it (`schemas.extractions`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from app.invoices.records.pages import Box, Source

Value = str | Decimal | date | bool


class DocumentType(StrEnum):
    """What a document calls itself, or is by its content."""

    TAX_INVOICE = "tax_invoice"
    BILL_OF_SUPPLY = "bill_of_supply"
    RECEIPT = "receipt"
    CREDIT_NOTE = "credit_note"
    DEBIT_NOTE = "debit_note"
    EXPORT_INVOICE = "export_invoice"
    PROFORMA = "proforma"
    OTHER = "other"


HEAD = (
    *("invoice_number", "invoice_date", "due_date", "purchase_order", "payment_terms", "currency"),
    *("place_of_supply", "reverse_charge", "irn", "ack_no", "ack_date", "eway_bill_no"),
)
PARTIES = ("supplier", "buyer", "ship_to")
PARTY = ("name", "address", "gstin", "pan", "state_code", "phone", "email")
LINE = (
    *("description", "hsn_sac", "quantity", "unit", "unit_price", "discount", "taxable_value", "gst_rate"),
    *("cgst", "sgst", "igst", "cess", "total"),
)
TOTALS = (
    *("subtotal", "discount", "freight", "taxable_value", "cgst", "sgst", "igst", "cess", "round_off"),
    *("grand_total", "amount_paid", "amount_due", "amount_in_words"),
)
RATE = ("gst_rate", "taxable_value", "cgst", "sgst", "igst", "cess")
SHORT = ("company", "date", "address", "total")
"""The short form of receipts: as printed, beside the typed fields."""
RECEIPTS = "receipt_fields"
"""The learned model that finds them."""
SURENESS = "field_confidence"
"""The learned model that says how sure each value is."""

PATHS = (*HEAD, *(f"{party}.{name}" for party in PARTIES for name in PARTY), *(f"totals.{name}" for name in TOTALS))
"""Every path outside of `lines.N.<LINE>`, `rates.N.<RATE>` and `SHORT`."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it stands.

    raw : the characters that were read; empty only for derived values
    page, box : from 1, and the place on it; None for derived values
    confidence : 0..1; of a proposal how well it fits beside others, of a finished field the calibrated probability
    """

    value: Value
    raw: str
    page: int | None
    box: Box | None
    source: Source
    confidence: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """One possible reading of one path; the sums, the check digits and the QR choose among several."""

    path: str
    found: Found


@dataclass(frozen=True, slots=True)
class Check:
    """A sum, check digit or date rule that was tried; `expected` and `found` as they would be printed."""

    name: str
    is_ok: bool
    expected: str | None = None
    found: str | None = None
    paths: tuple[str, ...] = ()


class QRStatus(StrEnum):
    """What the signed code of an e-invoice says of the paper around it."""

    ABSENT = "absent"
    DECODED = "decoded"
    """Read, but the portal's keys are not installed, or none of them made the signature."""
    VERIFIED = "verified"
    CONTRADICTS = "contradicts"
    """A signed value differs from what the paper prints: the paper may have been changed."""


@dataclass(frozen=True, slots=True)
class SignedQR:
    """The signed code and its content under the portal's own names."""

    status: QRStatus = QRStatus.ABSENT
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why nothing could be read: a code for machines and a sentence for the owner."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """One document as it was understood.

    unseen : characters that show nothing and stood within its words, where they were left out
    """

    document_type: DocumentType = DocumentType.OTHER
    fields: Mapping[str, Found] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
    signed_qr: SignedQR = field(default_factory=SignedQR)
    auto_accept: bool = False
    failure: Failure | None = None
    unseen: int = 0

    def value(self, path: str) -> Value | None:
        """What stands under a path; None where nothing was found."""
        found = self.fields.get(path)
        return found.value if found else None

"""Questions about returns and e-invoices: where reported, until when, and what being late costs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.gst.e_invoice import Code, Paper
from app.gst.returns.sections import Name


class Obligation(StrEnum):
    """What is due without a return."""

    CLAIM_CREDIT = "last date to claim input tax credit"
    PAY_SUPPLIER = "pay supplier within 180 days"


@dataclass(frozen=True, slots=True)
class SectionAnswer:
    """The section of GSTR-1 and its table."""

    section: Name
    table: str
    sources: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class ReturnQuestion:
    """A return for the period that ends on a day."""

    return_form: str
    period_ends: date
    frequency: str
    state: str | None
    with_extensions: bool


@dataclass(frozen=True, slots=True)
class ObligationQuestion:
    """What an invoice of a day obliges to."""

    obligation: Obligation
    invoice_on: date
    annual_return_filed: date | None
    with_extensions: bool


@dataclass(frozen=True, slots=True)
class DueDateAnswer:
    """The last day in time. `is_extended`: a notification moved it."""

    due_date: date
    is_extended: bool
    sources: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class EInvoiceQuestion:
    """A document and, perhaps, the day on which it was reported."""

    paper: Paper
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class IRNQuestion:
    """What the portal's number of a document is made of; `financial_year` as 2025-26."""

    supplier_gstin: str
    financial_year: str
    code: Code
    number: str


@dataclass(frozen=True, slots=True)
class EInvoiceAnswer:
    """What was asked; the rest is None. `reporting_accepted`: the portal takes it on the day of reporting."""

    applicable: bool | None
    reporting_accepted: bool | None
    irn: str | None
    sources: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class LatenessQuestion:
    """Tax that was paid late, a return that was filed late, or both; `due_on` and `paid_on` go before `days_late`."""

    tax_paid_in_cash: Decimal | None = None
    due_on: date | None = None
    paid_on: date | None = None
    return_form: str | None = None
    days_late: int | None = None
    is_nil: bool = False
    turnover: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LatenessAnswer:
    """Rupees of interest and of late fee; None for what was not asked."""

    days_late: int
    interest: Decimal | None
    late_fee_total: Decimal | None
    sources: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None

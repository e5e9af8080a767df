"""The nouns of an invoice check: the invoice as a check sees it, what a rule found, and what its reader is told.

`None` means that the books do not say, which is never the same as zero or "no".
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from app.gst import gstin
from app.gst.arithmetic import Heads
from app.values import money


class IssueType(StrEnum):
    """The five kinds of issue that the app shows."""

    GST_MISMATCH = "gst_mismatch"
    MISSING_GSTIN = "missing_gstin"
    TAX_CALCULATION_ERROR = "tax_calculation_error"
    INCOMPLETE_INVOICE_DATA = "incomplete_invoice_data"
    WARNING = "warning"


class Severity(StrEnum):
    """How much hangs on it. Critical: the document is no tax invoice; high: tax or credit is lost; low: advice."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class OverallStatus(StrEnum):
    """One word for the whole check; `rules.overall_status` says which."""

    COMPLIANT = "compliant"
    ISSUES_FOUND = "issues_found"
    CRITICAL_ISSUES = "critical_issues"
    WARNING = "warning"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Side:
    """The seller or the buyer. `stated_state` is the code of the state in the address, where the books name one."""

    name: str | None
    gstin: gstin.GSTIN
    address: str | None
    stated_state: str | None

    @property
    def is_registered(self) -> bool:
        """Whether a GSTIN stands in the books, right or wrong."""
        return self.gstin.reason is not gstin.Reason.MISSING

    @property
    def registered_in(self) -> str | None:
        """The state of a valid GSTIN."""
        return self.gstin.state_code if self.gstin.is_valid else None


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `value` is before tax; `heads` is what was charged on it, where the books say."""

    position: int
    description: str | None
    hsn: str | None
    quantity: Decimal
    unit: str | None
    unit_price: Decimal
    discount: Decimal
    value: Decimal
    rate_percent: Decimal
    heads: Heads | None = None

    @property
    def label(self) -> str:
        """How a sentence names it."""
        return f"{self.position} ({self.description})" if self.description else str(self.position)


@dataclass(frozen=True)
class Invoice:
    """One tax invoice. `is_ours` when this business issued it; otherwise it is the buyer.

    `rates_on` is the day whose rates hold, None where the books do not tell (a note whose original is not known).
    """

    id: UUID
    is_ours: bool
    is_draft: bool
    is_cancelled: bool
    number: str | None
    issued_on: date
    rates_on: date | None
    supplier: Side | None
    recipient: Side | None
    lines: tuple[Line, ...]
    subtotal: Decimal
    tax: Decimal
    discount: Decimal
    total: Decimal
    place_of_supply: str | None = None
    is_reverse_charge: bool = False
    is_recipient_sez: bool = False
    says_why_untaxed: bool = False

    @property
    def is_taxed(self) -> bool:
        """Whether tax is charged on it."""
        return self.tax > 0

    @cached_property
    def heads(self) -> Heads | None:
        """What was charged on all lines, head by head; None unless every line with a rate says it.

        Zeros on every line beside a tax on the whole are fields that nobody filled in, and say nothing.
        """
        if any(line.heads is None and line.rate_percent for line in self.lines):
            return None
        whole = sum((line.heads for line in self.lines if line.heads is not None), Heads())
        return whole if whole.total else None

    @cached_property
    def taxable_value(self) -> Decimal:
        """The value before tax after the discount on the whole, for the limits that exclude tax."""
        lines = sum((line.value for line in self.lines), money.ZERO)
        return (lines if self.lines else self.subtotal) - self.discount


@dataclass(frozen=True, slots=True)
class Rule:
    """What one check stands on. On a document that others issued it may weigh less: `severity_theirs`."""

    code: str
    type: IssueType
    severity: Severity
    law: str
    severity_theirs: Severity | None = None
    leaves_unknown: bool = False

    def weight(self, *, is_ours: bool) -> Severity:
        """How much a finding weighs on a document of ours, or of theirs."""
        return self.severity if is_ours else self.severity_theirs or self.severity


Value = str | int | Decimal | date | tuple[str, ...] | None
Values = Mapping[str, Value]
"""What a sentence is filled with, by name; a name that ends in `_percent` is a rate, another `Decimal` rupees."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that an invoice breaks, the field at fault, and the figures that a sentence about it needs."""

    rule: Rule
    field: str
    values: Values = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Issue:
    """A finding as its readers get it; the id stays the same for the same rule and field of the same invoice."""

    id: UUID
    type: IssueType
    severity: Severity
    description: str
    plain_language_explanation: str
    suggested_fixes: tuple[str, ...]
    field: str
    law: str
    rule: str


@dataclass(frozen=True, slots=True)
class Compliance:
    """One finished check."""

    invoice_id: UUID
    overall_status: OverallStatus
    issues: tuple[Issue, ...]
    last_checked: datetime
    rules_version: str

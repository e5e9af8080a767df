"""The nouns of what a check finds: a rule, what breaks it, and what its readers are told."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


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
class Rule:
    """What one check stands on, and in `asks` what it holds an invoice to.

    On a document that others issued it may weigh less: `severity_theirs`.
    """

    code: str
    type: IssueType
    severity: Severity
    law: str
    asks: str
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
    """A rule that an invoice breaks, the field at fault, and the figures that a sentence about it needs.

    `source` names what the law of the rule does not: the notification of the very rate, say.
    """

    rule: Rule
    field: str
    values: Values = dataclasses.field(default_factory=dict)
    source: str | None = None

    @property
    def law(self) -> str:
        """Section, rule or notification it stands on."""
        return f"{self.rule.law}; {self.source}" if self.source else self.rule.law


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
    """One finished check of an invoice in the books."""

    invoice_id: UUID
    overall_status: OverallStatus
    issues: tuple[Issue, ...]
    last_checked: datetime
    rules_version: str


@dataclass(frozen=True, slots=True)
class InvoiceChecked:
    """One finished check of an invoice that was sent whole. `compliant`: nothing but warnings was found."""

    compliant: bool
    overall_status: OverallStatus
    issues: tuple[Issue, ...]
    sources: tuple[str, ...]
    rules_version: str
    valid_from: date | None = None
    valid_to: date | None = None

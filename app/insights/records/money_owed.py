"""What is owed, how old it is, and when it should come."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from app.insights.records.answer import Finding, InsightType, NamedAmount


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Open amounts by days past due: `up_to_days` is None for the oldest band."""

    from_days: int | None
    up_to_days: int | None
    amount: Decimal
    documents: int


@dataclass(frozen=True, slots=True)
class ExpectedPayment:
    """When an open invoice should be paid: the middle day, and the days between which four in five should be.

    A day is None where that lies beyond half a year, or is never. late_probability : of being paid more than a
    fortnight late; is_cold : the customer has settled nothing yet, so that only everybody's habits speak
    """

    document_id: UUID
    number: str
    party_id: UUID | None
    party: str
    amount: Decimal
    due_on: date
    late_probability: float | None
    expected_on: date | None
    earliest_on: date | None
    latest_on: date | None
    is_cold: bool


@dataclass(frozen=True, slots=True)
class DaysTested:
    """How the days of payment were foretold at earlier dates, each time knowing only what was known then.

    error_days : mean absolute error of the middle day; due_date_error_days : that of the due date, or of the next day
    for what was overdue; share_inside : of the invoices, those paid between the days that four in five should be
    """

    origins: int
    invoices: int
    error_days: float
    due_date_error_days: float
    share_inside: float


@dataclass(frozen=True, slots=True)
class OldBills:
    """Our own bills open for longer than the law allows towards micro and small suppliers, if these are such.

    is_supplier_size_known : whether the books tell who is registered as micro or small; source : the section
    """

    limit_days: int
    source: str
    amount: Decimal
    documents: int
    largest: tuple[NamedAmount, ...]
    is_supplier_size_known: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue(Finding):
    """Customers' invoices past their due date, those likely to be paid more than `late_after_days` late, and when all
    that is open should come.

    expected : the open invoices with the most money at risk, these first; expected_documents : how many are open in
    all, the traces `expected.<week>` lead to each; expected_soon : rupees that should come on all of them within
    `soon_days`; cold_customers : of those who owe, how many have settled nothing yet
    """

    key: ClassVar[str] = "overdue"
    insight_type: ClassVar[InsightType] = InsightType.GENERAL
    category: ClassVar[str] = "receivables"
    valid_days: ClassVar[int] = 1

    total_open: Decimal
    total_overdue: Decimal
    overdue_documents: int
    assumed_due_dates: int
    bands: tuple[AgeBand, ...]
    largest: tuple[NamedAmount, ...]
    late_after_days: int
    likely_late: tuple[NamedAmount, ...]
    expected: tuple[ExpectedPayment, ...]
    expected_documents: int
    soon_days: int
    expected_soon: Decimal
    cold_customers: int
    tested: DaysTested | None
    payable_overdue: Decimal
    payable_largest: tuple[NamedAmount, ...]
    old_bills: OldBills | None

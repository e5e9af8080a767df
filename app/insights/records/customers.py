"""What the books say about customers: who matters most, who pays late, who has gone quiet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from app.insights.records.answer import Finding, InsightType


@dataclass(frozen=True, slots=True)
class CustomerShare:
    """One customer's part of the year's sales; `share` is of all sales, 0 to 1."""

    party_id: UUID
    party: str
    sales: Decimal
    share: float
    invoices: int
    open_amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TopCustomers(Finding):
    """Who brings in the sales of the last twelve months."""

    key: ClassVar[str] = "top_customers"
    insight_type: ClassVar[InsightType] = InsightType.CUSTOMER_ANALYSIS
    category: ClassVar[str] = "customers"
    valid_days: ClassVar[int] = 7

    from_on: date
    total_sales: Decimal
    unnamed_sales: Decimal
    customers: int
    top: tuple[CustomerShare, ...]
    top_share: float | None


@dataclass(frozen=True, slots=True)
class LatePayer:
    """A customer whose settled invoices were late: `median_days_late` is the middle one of `settled` invoices."""

    party_id: UUID
    party: str
    settled: int
    median_days_late: int
    late_share: float
    open_amount: Decimal
    document_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class SlowerPayer:
    """A customer who pays later than before: middle days late of what was due in the last half-year, and earlier."""

    party_id: UUID
    party: str
    days_late_before: int
    days_late_lately: int
    invoices_lately: int
    open_amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LatePayers(Finding):
    """Who pays late, by how many days, what they owe today, and who has become slower."""

    key: ClassVar[str] = "late_payers"
    insight_type: ClassVar[InsightType] = InsightType.CUSTOMER_ANALYSIS
    category: ClassVar[str] = "receivables"
    valid_days: ClassVar[int] = 7

    judged_customers: int
    median_days_late: int | None
    payers: tuple[LatePayer, ...]
    slower: tuple[SlowerPayer, ...]


@dataclass(frozen=True, slots=True)
class QuietCustomer:
    """A customer who used to buy every `usual_interval_days` days and has not for `silent_days`."""

    party_id: UUID
    party: str
    last_bought_on: date
    silent_days: int
    usual_interval_days: int
    purchases: int
    monthly_sales: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietCustomers(Finding):
    """Who has gone quiet, and what they used to bring in a month."""

    key: ClassVar[str] = "quiet_customers"
    insight_type: ClassVar[InsightType] = InsightType.CUSTOMER_ANALYSIS
    category: ClassVar[str] = "customers"
    valid_days: ClassVar[int] = 7

    repeat_customers: int
    quiet: tuple[QuietCustomer, ...]

"""What is owed, how long it takes, and what that ties up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from app.insights.records.answer import Finding, InsightType, NamedAmount


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Open amounts by days past due: `up_to_days` is None for the oldest band."""

    from_days: int | None
    up_to_days: int | None
    amount: Decimal
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue(Finding):
    """Customers' invoices past their due date, and those likely to be paid more than `late_after_days` late."""

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
    payable_overdue: Decimal
    payable_largest: tuple[NamedAmount, ...]


@dataclass(frozen=True, slots=True)
class CapitalPoint:
    """Working capital as it stood on one day, with the inputs of each formula."""

    on: date
    receivables: Decimal
    credit_sales: Decimal
    payables: Decimal
    credit_purchases: Decimal
    dso_days: float | None
    dpo_days: float | None
    ccc_days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCapital(Finding):
    """How many days' sales are with customers, how many days' purchases are on credit, and what lies between."""

    key: ClassVar[str] = "working_capital"
    insight_type: ClassVar[InsightType] = InsightType.WORKING_CAPITAL
    category: ClassVar[str] = "working_capital"
    valid_days: ClassVar[int] = 7

    window_days: int
    formulas: tuple[str, ...]
    now: CapitalPoint
    trend: tuple[CapitalPoint, ...]
    usual_dso_days: float | None
    tied_up: Decimal
    largest_open: tuple[NamedAmount, ...]

"""What is owed, and how old it is."""

from dataclasses import dataclass
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

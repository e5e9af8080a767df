"""Where sales are going, and which expenses drift."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from app.insights.records.answer import Finding, InsightType, MonthPoint


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """One month ahead with its 80 % band."""

    month: str
    amount: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueForecast(Finding):
    """Sales before tax of the months to come. `this_month_so_far` belongs to the running month."""

    key: ClassVar[str] = "revenue_forecast"
    insight_type: ClassVar[InsightType] = InsightType.REVENUE_FORECAST
    category: ClassVar[str] = "revenue"
    valid_days: ClassVar[int] = 7

    history: tuple[MonthPoint, ...]
    this_month: ForecastPoint | None
    this_month_so_far: Decimal
    forecast: tuple[ForecastPoint, ...]
    recent_mean: Decimal
    forecast_mean: Decimal
    method: str | None
    confidence: str | None


@dataclass(frozen=True, slots=True)
class Drift:
    """A category whose last months differ from its own past: `change` 0.5 is half as much again, None from nothing.

    `since` is the month from which the new level holds; `expense_ids` are the rows of the recent months.
    """

    category: str
    usual_monthly: Decimal
    recent_monthly: Decimal
    extra: Decimal
    change: float | None
    since: str
    series: tuple[MonthPoint, ...]
    expense_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseTrend(Finding):
    """Expenses by month, and the categories that drift against their own past."""

    key: ClassVar[str] = "expense_trend"
    insight_type: ClassVar[InsightType] = InsightType.EXPENSE_TREND
    category: ClassVar[str] = "expenses"
    valid_days: ClassVar[int] = 7

    total: tuple[MonthPoint, ...]
    mean_monthly: Decimal
    rising: tuple[Drift, ...]
    falling: tuple[Drift, ...]
    categories_judged: int

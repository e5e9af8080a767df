"""Where sales are going, and which expenses drift."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from app.insights.records.answer import Finding, InsightType, MonthPoint
from app.insights.records.evidence import Driver


@dataclass(frozen=True, slots=True)
class ForecastPoint:
    """One month ahead: `low` to `high` should hold 80 of 100 outcomes, `low95` to `high95` 95 of them."""

    month: str
    amount: Decimal
    low: Decimal
    high: Decimal
    low95: Decimal
    high95: Decimal


@dataclass(frozen=True, slots=True)
class FestivalAhead:
    """A festival of the coming months whose day moves from year to year.

    last_year_on : its day a year before; extra_share : by how much the three weeks up to it sold more than usual in
        earlier years, None where no earlier one lies in the books
    """

    name: str
    on: date
    last_year_on: date | None
    extra_share: float | None


class Against(StrEnum):
    """With which months the last three are compared."""

    LAST_YEAR = "last_year"
    MONTHS_BEFORE = "months_before"


@dataclass(frozen=True, slots=True)
class Change:
    """The last three complete months against earlier ones, before tax.

    prices, quantities : of the difference, what came of dearer goods and what of more of them, where the lines of the
        invoices tell both times; the rest came of products sold in one of the two only
    """

    against: Against
    months: str
    now: Decimal
    before: Decimal
    prices: Decimal | None
    quantities: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RevenueForecast(Finding):
    """Sales before tax of the months to come. `this_month_so_far` belongs to the running month.

    forecast : twelve months after the running one; the means are those of three months, the last and the next
    usual_share : the part of a month that has usually come in by today's day
    sells_goods : whether what is sold has to be bought and stocked first
    strongest : the month ahead that is well above the last three and worth preparing for
    """

    key: ClassVar[str] = "revenue_forecast"
    insight_type: ClassVar[InsightType] = InsightType.REVENUE_FORECAST
    category: ClassVar[str] = "revenue"
    valid_days: ClassVar[int] = 7

    history: tuple[MonthPoint, ...]
    this_month: ForecastPoint | None
    this_month_so_far: Decimal
    usual_share: float | None = None
    forecast: tuple[ForecastPoint, ...]
    recent_mean: Decimal
    forecast_mean: Decimal
    method: str | None
    confidence: str | None
    festivals: tuple[FestivalAhead, ...] = ()
    sells_goods: bool = True
    strongest: ForecastPoint | None = None
    change: Change | None = None


class DriftKind(StrEnum):
    """How the spending on something left its usual level."""

    ROSE = "rose"
    FELL = "fell"
    BEGAN = "began"
    ENDED = "ended"
    GREW = "grew"
    SHRANK = "shrank"


@dataclass(frozen=True, slots=True)
class Drift:
    """A category whose months differ from its own past: `change` 0.5 is half as much again, None from nothing.

    `since` is the month from which the new level holds, or in which steady growth began; `expense_ids` are the rows
    since then. is_against_last_year : the levels are those of the same months of two years, as the category has a
    season; may_be_season : no year before tells whether it always is so. vendor : who takes nearly all of it.
    a_year : what the change costs in twelve months.
    """

    category: str
    kind: DriftKind
    usual_monthly: Decimal
    recent_monthly: Decimal
    extra: Decimal
    a_year: Decimal
    change: float | None
    since: str
    series: tuple[MonthPoint, ...]
    expense_ids: tuple[UUID, ...]
    is_against_last_year: bool = False
    may_be_season: bool = False
    vendor: str | None = None
    drivers: tuple[Driver, ...] = ()


@dataclass(frozen=True, slots=True)
class OneOff:
    """A single large expense that made one month stand out, and is no new level."""

    category: str
    month: str
    amount: Decimal
    usual_monthly: Decimal
    vendor: str | None
    row_id: UUID
    on: date


@dataclass(frozen=True, slots=True)
class CategoryAhead:
    """What a category should cost in the running month and in each of the three after it."""

    category: str
    points: tuple[ForecastPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseTrend(Finding):
    """Expenses by month, bills among them, and the categories that drift against their own past."""

    key: ClassVar[str] = "expense_trend"
    insight_type: ClassVar[InsightType] = InsightType.EXPENSE_TREND
    category: ClassVar[str] = "expenses"
    valid_days: ClassVar[int] = 7

    total: tuple[MonthPoint, ...]
    mean_monthly: Decimal
    rising: tuple[Drift, ...]
    falling: tuple[Drift, ...]
    one_offs: tuple[OneOff, ...] = ()
    expected: tuple[CategoryAhead, ...] = ()
    categories_judged: int

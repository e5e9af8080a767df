"""What the app receives: insights with a sentence, what to do, and the numbers behind both."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from app.insights.records.evidence import Backtest, Driver, Series, Trace
from app.values.errors import Unavailable

LATE_MODEL = "late_payment"
"""The learned model that says which invoices will be paid late, as the registry names it."""


class InsightsUnavailable(Unavailable):
    """Nothing was computed in time, and nothing had been before."""

    code = "insights_unavailable"
    message = "Your insights are still being worked out. Please try again in a moment."


class InsightType(StrEnum):
    """The kinds of insight that the mobile app knows."""

    CASH_FLOW_PREDICTION = "cash_flow_prediction"
    CUSTOMER_ANALYSIS = "customer_analysis"
    WORKING_CAPITAL = "working_capital"
    EXPENSE_TREND = "expense_trend"
    REVENUE_FORECAST = "revenue_forecast"
    GENERAL = "general"


class Priority(StrEnum):
    """How soon the owner should look at it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Need(StrEnum):
    """What may be missing before a figure can be given."""

    MONTHS_OF_SALES = "months_of_sales"
    MONTHS_OF_EXPENSES = "months_of_expenses"
    WEEKS_OF_PAYMENTS = "weeks_of_payments"
    CREDIT_SALES = "credit_sales"
    CREDIT_PURCHASES = "credit_purchases"
    SETTLED_INVOICES = "settled_invoices"
    NAMED_CUSTOMERS = "named_customers"
    REPEAT_CUSTOMERS = "repeat_customers"
    RETURNS = "returns"
    DAYS_OF_SALES = "days_of_sales"
    COST_OF_SALES = "cost_of_sales"
    OPENING_BALANCE = "opening_balance"
    MONEY_RECEIVED = "money_received"
    STOCK = "stock"
    GSTIN = "gstin"
    RUPEES = "rupees"


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that the books do not hold yet: how much there is, how much it takes, and when it will be there."""

    what: Need
    have: int = 0
    need: int = 1
    expected_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found, in figures. `key` names it within a business; `at_stake` is rupees a month or at once.

    `missing` says what could not be told; `is_told` is False when that leaves no figure at all. `series` are for
    charts, `drivers` say what moved the figure, `backtest` how earlier forecasts did; `traces` lead from a figure to
    the rows behind it, and are sent only to whoever asks for this one insight.
    """

    key: ClassVar[str]
    insight_type: ClassVar[InsightType]
    category: ClassVar[str]
    valid_days: ClassVar[int]

    at_stake: Decimal = Decimal(0)
    is_told: bool = True
    missing: tuple[Missing, ...] = ()
    series: tuple[Series, ...] = ()
    drivers: tuple[Driver, ...] = ()
    backtest: Backtest | None = None
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedAmount:
    """An amount on one document, with what one needs to ring somebody about it.

    late_probability : of a customer's invoice, the chance that it is paid more than a fortnight late; 1 where it is so
        already
    """

    document_id: UUID
    number: str
    party_id: UUID | None
    party: str
    amount: Decimal
    due_on: date
    days_late: int
    late_probability: float | None = None


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One month of a chart."""

    month: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Words:
    """What an owner reads about a finding: a title, a sentence or three, and what to do."""

    title: str
    description: str
    recommendations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Insight:
    """One card in the app. `data` holds the figures of the finding, by their names.

    traces : from its figures to the rows behind them, kept beside the card; looked_back : last quarter's forecast and
        what came, where it is one that forecasts and the books are old enough
    """

    insight_id: UUID
    key: str
    insight_type: InsightType
    title: str
    description: str
    recommendations: tuple[str, ...]
    impact_score: float | None
    priority: Priority
    category: str
    valid_until: datetime
    data: Mapping[str, Any]
    traces: tuple[Trace, ...] = ()
    looked_back: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class BusinessInsights:
    """All that there is to say about one business, as its books stood at `revision`.

    models : the version of each learned model that took part, None for one that could not; models_missing : why
    """

    business_id: UUID
    revision: int
    model_version: str
    generated_at: datetime
    next_update: datetime
    insights: tuple[Insight, ...]
    models: Mapping[str, str | None] = field(default_factory=dict)
    models_missing: Mapping[str, str] = field(default_factory=dict)

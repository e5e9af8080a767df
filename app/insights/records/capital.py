"""How long money is away: with customers, in goods, and for how long suppliers lend some of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from app.insights.records.answer import Finding, InsightType, NamedAmount


@dataclass(frozen=True, slots=True)
class CapitalPoint:
    """Working capital as it stood on one day, with the inputs of each formula; a ratio is None where they are too few.

    credit_sales, credit_purchases : documents of the last `window_days` that were not paid in full on their own day
    dso_days : receivables / credit sales x window; count_back_days : the days of latest credit sales that make up
        what customers owe; credit_gap_days : DSO less DPO
    """

    on: date
    window_days: int
    receivables: Decimal
    credit_sales: Decimal
    payables: Decimal
    credit_purchases: Decimal
    dso_days: float | None
    count_back_days: float | None
    dpo_days: float | None
    credit_gap_days: float | None


@dataclass(frozen=True, slots=True)
class CapitalWindow:
    """The ratios over the last `months`, and over as many before them where the books go back so far."""

    months: int
    now: CapitalPoint
    before: CapitalPoint | None


class CostSource(StrEnum):
    """From what the cost of the goods sold is known."""

    ITEMS = "items"
    """Products on the invoices, at their buying price."""
    PURCHASES = "purchases"
    """What was bought stands in for what was sold: too few items of the invoices are products with a buying price."""


class StockState(StrEnum):
    """Why goods are named."""

    SLOW = "slow"
    """At the pace of the window they last for longer than half a year."""
    DEAD = "dead"
    """Not sold for half a year."""
    NEGATIVE = "negative"
    """The books hold less than none of it: left out of every figure."""


@dataclass(frozen=True, slots=True)
class StockLine:
    """One product: what lies in stock at its buying price, and how it sells; `cover_days` None where nothing sells."""

    product_id: UUID
    product: str
    state: StockState
    in_stock: Decimal
    value: Decimal
    sold: Decimal
    cover_days: int | None
    last_sold_on: date | None


@dataclass(frozen=True, slots=True)
class Stock:
    """What lies in goods today; `value` leaves out products without a buying price and stock below nothing.

    cost_of_sales : of the window, at buying prices; matched_share : the share of sales whose items are known products
    dio_days : value / cost of sales x window
    piled_up : at buying prices, bought less sold in the window; 0 where items are not known
    """

    value: Decimal
    products: int
    without_price: int
    cost_of_sales: Decimal | None
    cost_from: CostSource | None
    matched_share: float
    dio_days: float | None
    piled_up: Decimal
    named: tuple[StockLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCapital(Finding):
    """Days of sales with customers, of cost in goods and of purchases on credit, and the cycle that they make.

    ccc_days : DSO + DIO - DPO, None unless all three are known
    usual_dso_days : the middle one of the last months, each on the same day of the month as now
    tied_up : rupees beyond what customers would owe at their usual pace; beyond_terms : past the agreed day
    cash_sales : of the window, paid on the spot or without a name: they count in no ratio
    idle_stock : value of what has not sold for half a year
    """

    key: ClassVar[str] = "working_capital"
    insight_type: ClassVar[InsightType] = InsightType.WORKING_CAPITAL
    category: ClassVar[str] = "working_capital"
    valid_days: ClassVar[int] = 7

    window_days: int
    formulas: tuple[str, ...]
    now: CapitalPoint
    windows: tuple[CapitalWindow, ...]
    trend: tuple[CapitalPoint, ...]
    usual_dso_days: float | None
    ccc_days: float | None
    tied_up: Decimal
    beyond_terms: Decimal
    cash_sales: Decimal
    stock: Stock | None
    idle_stock: Decimal
    largest_open: tuple[NamedAmount, ...]

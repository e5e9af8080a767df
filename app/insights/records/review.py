"""The last month as it was, and amounts that do not fit the business's own pattern."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from app.insights.records.answer import Finding, InsightType
from app.insights.records.evidence import RowKind


class Figure(StrEnum):
    """What is summed up of a month."""

    SALES = "sales"
    RECEIPTS = "receipts"
    EXPENSES = "expenses"
    PURCHASES = "purchases"


@dataclass(frozen=True, slots=True)
class MonthFigure:
    """One sum of the month, beside the month before and the same month last year; None for one without any sale."""

    figure: Figure
    amount: Decimal
    month_before: Decimal | None
    last_year: Decimal | None


@dataclass(frozen=True, slots=True)
class Best:
    """The day, customer or product that sold most, before tax; a day is named by its date in ISO 8601."""

    name: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class RunningMonth:
    """The days of the running month so far, beside the same days of the month before."""

    month: str
    until_day: int
    sales: Decimal
    same_days_before: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthInReview(Finding):
    """The last complete month. Sales and purchases are before tax, receipts and expenses as the money moved.

    figures : those of which the books hold anything at all
    left : sales less purchases and expenses, what the month left before tax as far as the books tell; None where they
        hold no sales
    margin : the goods sold less what the price list says they cost, as a share of them; None without cost prices
    """

    key: ClassVar[str] = "month_in_review"
    insight_type: ClassVar[InsightType] = InsightType.GENERAL
    category: ClassVar[str] = "review"
    valid_days: ClassVar[int] = 31

    month: str
    figures: tuple[MonthFigure, ...]
    left: Decimal | None
    margin: float | None
    best_day: Best | None
    best_customer: Best | None
    best_product: Best | None
    running: RunningMonth | None


class OddKind(StrEnum):
    """What does not fit."""

    BUSY_DAY = "busy_day"
    LARGE_SALE = "large_sale"
    LARGE_EXPENSE = "large_expense"
    LARGE_BILL = "large_bill"
    LARGEST_SPENDING = "largest_spending"


@dataclass(frozen=True, slots=True)
class Odd:
    """One thing that does not fit the pattern of its kind.

    name : the customer, supplier, category or weekday; usual : the middle amount of its like, of the largest spending
        the largest before; once_in : one of so many of
        its like is as far from the middle, counted on those that were seen; among : how many were seen
    """

    kind: OddKind
    name: str
    on: date
    amount: Decimal
    usual: Decimal
    among: int
    once_in: int
    row_kind: RowKind
    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OddAmounts(Finding):
    """What stood out in the last three months, the most money first; nothing where nothing did."""

    key: ClassVar[str] = "odd_amounts"
    insight_type: ClassVar[InsightType] = InsightType.GENERAL
    category: ClassVar[str] = "anomalies"
    valid_days: ClassVar[int] = 7

    since: date
    odd: tuple[Odd, ...]

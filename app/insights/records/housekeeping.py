"""Dates that the law sets, and what the books leave open."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from app.insights.records.answer import Finding, InsightType


class Filing(StrEnum):
    """For whom a date holds."""

    GST_MONTHLY = "gst_monthly"
    GST_QUARTERLY = "gst_quarterly"
    TDS = "tds"
    ADVANCE_TAX = "advance_tax"


@dataclass(frozen=True, slots=True)
class StatutoryDate:
    """One thing to file or pay, the day it is due, and where that is written."""

    name: str
    filing: Filing
    period: str
    due_on: date
    days_left: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryDates(Finding):
    """What the law wants in the coming weeks, with the GST that the books suggest for the last closed month."""

    key: ClassVar[str] = "statutory_dates"
    insight_type: ClassVar[InsightType] = InsightType.GENERAL
    category: ClassVar[str] = "tax"
    valid_days: ClassVar[int] = 1

    dates: tuple[StatutoryDate, ...]
    gst_month: str
    output_tax: Decimal
    input_tax: Decimal
    net_gst: Decimal


class Gap(StrEnum):
    """A kind of hole in the books that makes the other insights weaker."""

    NO_DUE_DATE = "no_due_date"
    NO_PARTY = "no_party"
    FUTURE_DATED = "future_dated"
    DATED_LONG_AGO = "dated_long_ago"
    UNLINKED_PAYMENT = "unlinked_payment"
    UNDATED_PAYMENT = "undated_payment"
    UNDIRECTED_PAYMENT = "undirected_payment"
    EMPTY_MONTHS = "empty_months"
    DOUBLED = "doubled"
    NEGATIVE_STOCK = "negative_stock"
    FINER_THAN_A_PAISA = "finer_than_a_paisa"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class BookGap:
    """How often a hole occurs, the money it concerns, and the rows (the first fifty)."""

    gap: Gap
    rows: int
    amount: Decimal
    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookGaps(Finding):
    """What to mend in the books, worst first. `currency` is the one of every amount, INR for rupees."""

    key: ClassVar[str] = "book_gaps"
    insight_type: ClassVar[InsightType] = InsightType.GENERAL
    category: ClassVar[str] = "data_quality"
    valid_days: ClassVar[int] = 7

    documents: int
    currency: str
    gaps: tuple[BookGap, ...]

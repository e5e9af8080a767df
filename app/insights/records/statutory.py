"""Dates that the law sets, and what is likely to be paid on them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from app.insights.records.answer import Finding, InsightType


class Filing(StrEnum):
    """For whom a date holds."""

    GST_MONTHLY = "gst_monthly"
    GST_QUARTERLY = "gst_quarterly"
    GST_COMPOSITION = "gst_composition"
    TDS = "tds"
    ADVANCE_TAX = "advance_tax"


class AmountFrom(StrEnum):
    """What an amount was estimated from."""

    BOOKS = "books"
    BOOKS_AND_PACE = "books_and_pace"
    PAST_PAYMENTS = "past_payments"


@dataclass(frozen=True, slots=True)
class StatutoryDate:
    """One thing to file or pay, the day it is due, and where that is written.

    amount : rupees to be paid as the books suggest; None where they cannot tell, and for returns without a payment
    is_certain : False where it holds only for some businesses and nothing says whether this is one of them
    """

    name: str
    filing: Filing
    period: str
    due_on: date
    days_left: int
    source: str
    amount: Decimal | None = None
    amount_from: AmountFrom | None = None
    is_certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryDates(Finding):
    """What the law wants in the coming weeks, with the GST that the books suggest for the last closed month.

    filing : how the business files GST by what its owner said or its turnover tells; None where nothing tells
    blocked_credit : tax on purchases that belongs to sales without tax and is no credit (CGST Act 2017, s.17(2))
    net_gst : output tax less the rest of the input tax
    credit_carried : input tax of earlier months that is left over by the start of that month
    to_pay : sum of the amounts that can be told
    """

    key: ClassVar[str] = "statutory_dates"
    insight_type: ClassVar[InsightType] = InsightType.GENERAL
    category: ClassVar[str] = "tax"
    valid_days: ClassVar[int] = 1

    dates: tuple[StatutoryDate, ...]
    gst_month: str
    output_tax: Decimal
    input_tax: Decimal
    blocked_credit: Decimal
    net_gst: Decimal
    credit_carried: Decimal
    filing: Filing | None
    to_pay: Decimal
    not_told: tuple[str, ...]

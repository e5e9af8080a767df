"""What the books leave open."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from app.insights.records.answer import Finding, InsightType


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
    """What to mend in the books, worst first. `currency` is the one of every amount, INR for rupees.

    documents, entries : how many there are, once each; an entry is a payment, an expense or a line of the cash book
    """

    key: ClassVar[str] = "book_gaps"
    insight_type: ClassVar[InsightType] = InsightType.GENERAL
    category: ClassVar[str] = "data_quality"
    valid_days: ClassVar[int] = 7

    documents: int
    entries: int
    currency: str
    gaps: tuple[BookGap, ...]

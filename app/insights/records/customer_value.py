"""What customers are worth: segments in plain words, what they should buy next, and on whom too much hangs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from app.insights.records.answer import Finding, InsightType

SOON_DAYS, YEAR_DAYS = 90, 365
"""How far ahead purchases are expected."""


class Segment(StrEnum):
    """Where a customer stands, by when, how often and for how much they bought."""

    BEST = "best"
    """Buys as usual, and is among the fifth from whom most is expected."""
    LOYAL = "loyal"
    """Buys as usual."""
    NEW = "new"
    """Bought once, not long ago."""
    SLIPPING = "slipping"
    """Silent for longer than usual."""
    LOST = "lost"
    """Silent for so long that few come back."""


@dataclass(frozen=True, slots=True)
class Buyer:
    """A named customer's purchases before tax, by day, oldest first; what was credited is taken off.

    documents : day, amount and id of each invoice
    """

    party_id: UUID
    party: str
    days: Sequence[date]
    amounts: Sequence[Decimal]
    documents: Sequence[tuple[date, Decimal, UUID]]

    def since(self, day: date) -> Decimal:
        """What was bought after `day`."""
        return sum((a for on, a in zip(self.days, self.amounts, strict=True) if on > day), Decimal(0))


@dataclass(frozen=True, slots=True)
class ValuedCustomer:
    """One customer: the past, and what is expected, in rupees before tax; None where too few came back to expect by.

    usual_interval_days : days between purchases, drawn towards that of all customers
    churn_risk : chance that nothing is bought for a year
    at_risk : what 90 days at the usual pace would bring beyond what is expected, of one who is silent for too long
    """

    party_id: UUID
    party: str
    segment: Segment
    purchases: int
    last_bought_on: date
    silent_days: int
    usual_interval_days: int
    usual_order: Decimal
    sales_of_year: Decimal
    expected_purchases: float | None
    expected_value: Decimal | None
    expected_value_of_year: Decimal | None
    buys_again: float | None
    churn_risk: float | None
    at_risk: Decimal


@dataclass(frozen=True, slots=True)
class SegmentTotal:
    """All customers of one segment."""

    segment: Segment
    customers: int
    sales_of_year: Decimal
    expected_value: Decimal | None


@dataclass(frozen=True, slots=True)
class ExpectedPurchases:
    """What the customers of today should buy within `days`, with the bands of 80 and 95 of 100 outcomes."""

    days: int
    purchases: float
    value: Decimal
    low80: Decimal
    high80: Decimal
    low95: Decimal
    high95: Decimal


@dataclass(frozen=True, slots=True)
class EarlierDay:
    """What the same method expected on an earlier day, until `until`, of the customers known then, and what came."""

    on: date
    until: date
    expected_purchases: float
    purchases: int


@dataclass(frozen=True, slots=True)
class Concentration:
    """How much of a year's sales to named customers hangs on few of them.

    squared_shares : sum of squared shares (Herfindahl and Hirschman), 1 when one customer buys all
    loss_a_month : what the first customer brought a month
    """

    first_party_id: UUID
    first_party: str
    first_share: float
    top_five_share: float
    squared_shares: float
    loss_a_month: Decimal


@dataclass(frozen=True, slots=True)
class Cohort:
    """The customers whose first purchase fell into one month, and how many of them have come back since."""

    month: str
    customers: int
    came_back: int
    sales: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerValue(Finding):
    """Who the customers are, what they should buy in 90 and 365 days, and whom to call first.

    method, value_method : what expects the purchases and the value of an order, None where nothing is expected
    """

    key: ClassVar[str] = "customer_value"
    insight_type: ClassVar[InsightType] = InsightType.CUSTOMER_ANALYSIS
    category: ClassVar[str] = "customers"
    valid_days: ClassVar[int] = 7

    customers: int
    returning: int
    unnamed_sales: Decimal
    expected: tuple[ExpectedPurchases, ...]
    segments: tuple[SegmentTotal, ...]
    to_call: tuple[ValuedCustomer, ...]
    most_valuable: tuple[ValuedCustomer, ...]
    concentration: Concentration | None
    cohorts: tuple[Cohort, ...]
    tested: tuple[EarlierDay, ...]
    method: str | None
    value_method: str | None
    level: float | None
    order_correlation: float | None

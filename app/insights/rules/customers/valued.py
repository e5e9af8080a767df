"""Each customer as they stand: segment, usual order, what is expected, and what silence puts at risk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.insights.records.customer_value import (
    SOON_DAYS,
    YEAR_DAYS,
    Buyer,
    Segment,
    SegmentTotal,
    ValuedCustomer,
)
from app.insights.rules.customers import segments
from app.values import money
from ml_models.purchases.records import Outlook, PurchaseForecast

ZERO = Decimal(0)

FORGOTTEN_DAYS = YEAR_DAYS
"""Who has been silent for longer is not worth a call as a customer."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A buyer with what is expected of them; `outlook` is None where nothing can be."""

    buyer: Buyer
    segment: Segment
    interval: float
    outlook: Outlook | None


def customers(buyers: Sequence[Buyer], told: PurchaseForecast | None, on: date) -> list[ValuedCustomer]:
    """Every buyer on `on`, in their order; `told` is None where nothing can be expected."""
    return [_valued(one, on) for one in _judged(buyers, told, on)]


def _judged(buyers: Sequence[Buyer], told: PurchaseForecast | None, on: date) -> list[Judged]:
    days = [buyer.days for buyer in buyers]
    usual = segments.usual_interval(days)
    outlooks = told.customers if told else (None,) * len(buyers)
    values = [one.value[0] if one else float(sum(b.amounts)) for b, one in zip(buyers, outlooks, strict=True)]
    places = segments.segments(days, values, on)
    intervals = [segments.own_interval(one, usual) for one in days]
    return [Judged(*one) for one in zip(buyers, places, intervals, outlooks, strict=True)]


def _valued(one: Judged, on: date) -> ValuedCustomer:
    buyer, outlook = one.buyer, one.outlook
    silent = (on - buyer.days[-1]).days
    order = (
        money.estimated(outlook.order_value)
        if outlook
        else money.rounded(sum(buyer.amounts, ZERO) / len(buyer.amounts))
    )
    expected = money.estimated(outlook.value[0]) if outlook else None
    return ValuedCustomer(
        party_id=buyer.party_id,
        party=buyer.party,
        segment=one.segment,
        purchases=len(buyer.days),
        last_bought_on=buyer.days[-1],
        silent_days=silent,
        usual_interval_days=max(round(one.interval), 1),
        usual_order=order,
        sales_of_year=buyer.since(on - timedelta(days=YEAR_DAYS)),
        expected_purchases=rounded(outlook.purchases[0]) if outlook else None,
        expected_value=expected,
        expected_value_of_year=money.estimated(outlook.value[1]) if outlook else None,
        buys_again=rounded(outlook.buys_again[0]) if outlook else None,
        churn_risk=rounded(1 - outlook.buys_again[1]) if outlook else None,
        at_risk=_at_risk(one, order, expected or ZERO, silent),
    )


def _at_risk(one: Judged, order: Decimal, expected: Decimal, silent: int) -> Decimal:
    """What a regular who is silent for too long brought in 90 days beyond what they are expected to bring."""
    is_silent = one.segment in (Segment.SLIPPING, Segment.LOST) and silent <= FORGOTTEN_DAYS
    if not is_silent or len(one.buyer.days) == 1:
        return ZERO
    usual = order * Decimal(str(round(SOON_DAYS / one.interval, 6)))
    return money.rounded(max(usual - expected, ZERO))


def to_call(customers: Sequence[ValuedCustomer]) -> tuple[ValuedCustomer, ...]:
    """Those at risk, the most money first."""
    at_risk = [one for one in customers if one.at_risk > 0]
    return tuple(sorted(at_risk, key=lambda one: (-one.at_risk, one.party_id.int)))


def totals(customers: Sequence[ValuedCustomer]) -> tuple[SegmentTotal, ...]:
    """What each segment bought and should buy; segments that nobody is in are left out."""
    inside = {segment: [one for one in customers if one.segment is segment] for segment in Segment}
    return tuple(
        SegmentTotal(
            segment,
            len(members),
            sum((one.sales_of_year for one in members), ZERO),
            None if any(one.expected_value is None for one in members)
            else sum((one.expected_value or ZERO for one in members), ZERO),
        )
        for segment, members in inside.items()
        if members
    )  # fmt: skip


def by_value(one: ValuedCustomer) -> tuple[Decimal, Decimal, int]:
    """Sorts the most valuable first: by what is expected of the year, then by what it brought."""
    return -(one.expected_value_of_year or ZERO), -one.sales_of_year, one.party_id.int


def rounded(figure: float | None) -> float | None:
    """A figure of the model to three decimals."""
    return None if figure is None else round(figure, 3)

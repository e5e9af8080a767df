"""What customers are worth and whom to call: purchases of the past, and those expected by the purchase model.

Nothing is expected before customers have come back `LEAST_RETURNS` times within `LEAST_DAYS` days or more. Who is at
risk says recency beside the own rhythm and the chance of buying again, never the model's chance of still being a
customer: in its plain form that is 1 for everybody who bought once (see ml_models/purchases/CARD.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.books.records import Books
from app.insights.records.answer import Missing, Need
from app.insights.records.customer_value import (
    SOON_DAYS,
    YEAR_DAYS,
    Buyer,
    CustomerValue,
    EarlierDay,
    ExpectedPurchases,
    Segment,
    SegmentTotal,
    ValuedCustomer,
)
from app.insights.records.evidence import Backtest
from app.insights.records.tools import PurchaseForecaster
from app.insights.rules.customers import concentration, evidence, purchases, segments
from app.values import money
from ml_models.purchases.records import History, Outlook, PurchaseForecast, Total

ZERO = Decimal(0)

LEAST_RETURNS = 3
LEAST_DAYS = 60
"""Two points are a line through anything: so many returns, over so long, before anything is expected."""

NAMED = 5
FORGOTTEN_DAYS = YEAR_DAYS
"""Who has been silent for longer is not worth a call as a customer."""

HORIZONS = (SOON_DAYS, YEAR_DAYS)


@dataclass(frozen=True, slots=True)
class Judged:
    """A buyer with what is expected of them; `outlook` is None where nothing can be."""

    buyer: Buyer
    segment: Segment
    interval: float
    outlook: Outlook | None


def customer_value(books: Books, on: date, forecaster: PurchaseForecaster) -> CustomerValue:
    """Segments, expected purchases, concentration and whom to call, for the plausible `books` on `on`."""
    buyers = purchases.buyers(books)
    missing = _missing(buyers, on)
    told = None if missing else forecaster(_histories(buyers), on=on, days=HORIZONS, seed=_seed(books, on))
    judged = _judged(buyers, told, on)
    customers = [_valued(one, on) for one in judged]
    to_call = _to_call(customers)
    year_ago = on - timedelta(days=YEAR_DAYS)
    hangs = concentration.concentration(buyers, year_ago)
    return CustomerValue(
        at_stake=sum((one.at_risk for one in to_call), ZERO),
        is_told=bool(buyers),
        missing=missing,
        customers=len(buyers),
        returning=sum(len(buyer.days) > 1 for buyer in buyers),
        unnamed_sales=purchases.unnamed_since(books, year_ago),
        expected=_expected(told),
        segments=_totals(customers),
        to_call=to_call[:NAMED],
        most_valuable=tuple(sorted(customers, key=_by_value)[:NAMED]),
        concentration=hangs,
        cohorts=concentration.cohorts(buyers, on),
        tested=_tested(told),
        method=told.method.value if told else None,
        value_method=told.value_method.value if told else None,
        level=round(told.level, 3) if told else None,
        order_correlation=_rounded(told.order_correlation if told else None),
        backtest=Backtest(len(told.tests), SOON_DAYS, served=told.method.value) if told and told.tests else None,
        series=evidence.series(buyers, _expected(told), on),
        drivers=evidence.drivers(buyers, on),
        traces=evidence.traces(buyers, customers, to_call, hangs, year_ago),
    )


def _missing(buyers: Sequence[Buyer], on: date) -> tuple[Missing, ...]:
    if not buyers:
        return (Missing(Need.NAMED_CUSTOMERS),)
    returns = sum(len(buyer.days) - 1 for buyer in buyers)
    first = min(buyer.days[0] for buyer in buyers)
    if returns < LEAST_RETURNS:
        return (Missing(Need.RETURNS, returns, LEAST_RETURNS),)
    if (on - first).days < LEAST_DAYS:
        return (Missing(Need.DAYS_OF_SALES, (on - first).days, LEAST_DAYS, first + timedelta(days=LEAST_DAYS)),)
    return ()


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
    order = _rupees(outlook.order_value) if outlook else money.rounded(sum(buyer.amounts, ZERO) / len(buyer.amounts))
    expected = _rupees(outlook.value[0]) if outlook else None
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
        expected_purchases=_rounded(outlook.purchases[0]) if outlook else None,
        expected_value=expected,
        expected_value_of_year=_rupees(outlook.value[1]) if outlook else None,
        buys_again=_rounded(outlook.buys_again[0]) if outlook else None,
        churn_risk=_rounded(1 - outlook.buys_again[1]) if outlook else None,
        at_risk=_at_risk(one, order, expected or ZERO, silent),
    )


def _at_risk(one: Judged, order: Decimal, expected: Decimal, silent: int) -> Decimal:
    """What a regular who is silent for too long brought in 90 days beyond what they are expected to bring."""
    is_silent = one.segment in (Segment.SLIPPING, Segment.LOST) and silent <= FORGOTTEN_DAYS
    if not is_silent or len(one.buyer.days) == 1:
        return ZERO
    usual = order * Decimal(str(round(SOON_DAYS / one.interval, 6)))
    return money.rounded(max(usual - expected, ZERO))


def _to_call(customers: Sequence[ValuedCustomer]) -> tuple[ValuedCustomer, ...]:
    at_risk = [one for one in customers if one.at_risk > 0]
    return tuple(sorted(at_risk, key=lambda one: (-one.at_risk, one.party_id.int)))


def _totals(customers: Sequence[ValuedCustomer]) -> tuple[SegmentTotal, ...]:
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


def _expected(told: PurchaseForecast | None) -> tuple[ExpectedPurchases, ...]:
    return tuple(_total(days, total) for days, total in zip(HORIZONS, told.totals, strict=True)) if told else ()


def _total(days: int, total: Total) -> ExpectedPurchases:
    ends = (total.value, total.low80, total.high80, total.low95, total.high95)
    return ExpectedPurchases(days, round(total.purchases, 1), *map(_rupees, ends))


def _tested(told: PurchaseForecast | None) -> tuple[EarlierDay, ...]:
    tests = told.tests if told else ()
    return tuple(EarlierDay(one.on, one.until, round(one.expected, 1), round(one.came)) for one in tests)


def _histories(buyers: Sequence[Buyer]) -> list[History]:
    return [History(buyer.days, [float(amount) for amount in buyer.amounts]) for buyer in buyers]


def _seed(books: Books, on: date) -> int:
    """The same business on the same day draws the same."""
    return (books.business.id.int ^ on.toordinal()) % 2**32


def _by_value(one: ValuedCustomer) -> tuple[Decimal, Decimal, int]:
    return -(one.expected_value_of_year or ZERO), -one.sales_of_year, one.party_id.int


def _rupees(amount: float) -> Decimal:
    return money.rounded(Decimal(repr(amount)))


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 3)

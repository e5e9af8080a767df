"""What customers are worth and whom to call: purchases of the past, and those expected by the purchase model.

Nothing is expected before customers have come back `LEAST_RETURNS` times within `LEAST_DAYS` days or more. Who is at
risk says recency beside the own rhythm and the chance of buying again, never the model's chance of still being a
customer: in its plain form that is 1 for everybody who bought once (see ml_models/purchases/CARD.md).
"""

from collections.abc import Sequence
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
)
from app.insights.records.evidence import Backtest
from app.insights.records.tools import PurchaseForecaster
from app.insights.rules.customers import concentration, evidence, purchases, valued
from app.values import money
from ml_models.purchases.records import History, PurchaseForecast, Total

ZERO = Decimal(0)

LEAST_RETURNS = 3
LEAST_DAYS = 60
"""Two points are a line through anything: so many returns, over so long, before anything is expected."""

NAMED = 5
HORIZONS = (SOON_DAYS, YEAR_DAYS)


def customer_value(books: Books, on: date, forecaster: PurchaseForecaster) -> CustomerValue:
    """Segments, expected purchases, concentration and whom to call, for the plausible `books` on `on`."""
    buyers = purchases.buyers(books)
    missing = _missing(buyers, on)
    told = None if missing else forecaster(_histories(buyers), on=on, days=HORIZONS, seed=_seed(books, on))
    customers = valued.customers(buyers, told, on)
    to_call = valued.to_call(customers)
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
        segments=valued.totals(customers),
        to_call=to_call[:NAMED],
        most_valuable=tuple(sorted(customers, key=valued.by_value)[:NAMED]),
        concentration=hangs,
        cohorts=concentration.cohorts(buyers, on),
        tested=_tested(told),
        method=told.method.value if told else None,
        value_method=told.value_method.value if told else None,
        level=round(told.level, 3) if told else None,
        order_correlation=valued.rounded(told.order_correlation if told else None),
        backtest=_backtest(told),
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


def _expected(told: PurchaseForecast | None) -> tuple[ExpectedPurchases, ...]:
    return tuple(_total(days, total) for days, total in zip(HORIZONS, told.totals, strict=True)) if told else ()


def _total(days: int, total: Total) -> ExpectedPurchases:
    ends = (total.value, total.low80, total.high80, total.low95, total.high95)
    return ExpectedPurchases(days, round(total.purchases, 1), *map(money.estimated, ends))


def _backtest(told: PurchaseForecast | None) -> Backtest | None:
    """The earlier days tested; the horizon is that of the longest test, in days."""
    if told is None or not told.tests:
        return None
    longest = max((one.until - one.on).days for one in told.tests)
    return Backtest(len(told.tests), longest, served=told.method.value)


def _tested(told: PurchaseForecast | None) -> tuple[EarlierDay, ...]:
    tests = told.tests if told else ()
    return tuple(EarlierDay(one.on, one.until, round(one.expected, 1), round(one.came)) for one in tests)


def _histories(buyers: Sequence[Buyer]) -> list[History]:
    return [History(buyer.days, [float(amount) for amount in buyer.amounts]) for buyer in buyers]


def _seed(books: Books, on: date) -> int:
    """The same business on the same day draws the same."""
    return (books.business.id.int ^ on.toordinal()) % 2**32

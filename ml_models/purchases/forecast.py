"""What each customer should buy next and what it is worth, with a band for all and earlier days held against it.

Expected value = model x level x value of an order: the tilt knows large orders already, and would count them twice.
"""

from collections.abc import Sequence
from datetime import date

from ml_models.purchases import gamma_gamma, summary
from ml_models.purchases.band import band, totals
from ml_models.purchases.gamma_gamma import OrderValues
from ml_models.purchases.model import Horizon, Model, chosen, horizon, rising
from ml_models.purchases.records import History, LevelTest, Outlook, PurchaseForecast, Total
from ml_models.purchases.summary import WEEK, Purchases, Summary
from ml_models.purchases.tilt import NONE, Tilt, tilt

TESTED_AT = (0.5, 0.65, 0.8)
"""Earlier days at which the totals are tested, as shares of the time known; the tilt is learned at the first."""

LEAST_SPAN_DAYS = 56
"""Of books younger than this no half tells anything about the other."""


def forecast(histories: Sequence[History], /, *, on: date, days: Sequence[int], seed: int = 0) -> PurchaseForecast:
    """What each customer should buy within each number of `days` after `on`, knowing the purchases up to `on`.

    A customer who has not bought by `on` is expected to buy nothing. seed : of the draws behind the bands
    Raises `UnusablePurchases` as `summary.purchases` does.
    """
    bought, today = summary.purchases(histories, on), on.toordinal()
    known = summary.summary(bought, today)
    model, orders = chosen(known), gamma_gamma.order_values(known)
    lean, tests = _looked_back(bought, model, today)
    found = {number: horizon(bought, known, model, lean, today, number / WEEK) for number in days}
    horizons = rising(found, days)
    return PurchaseForecast(
        customers=_outlooks(len(histories), known, orders, horizons),
        totals=tuple(_total(model, known, orders, found[number], number / WEEK, tests, seed) for number in days),
        method=model.method,
        value_method=orders.method,
        parameters=model.fitted.parameters if model.fitted else (),
        value_parameters=orders.parameters,
        level=horizons[-1].level if horizons else 1.0,
        order_correlation=orders.correlation,
        tests=tests,
        fallbacks=(*model.fallbacks, *orders.fallbacks),
    )


def _looked_back(bought: Purchases, model: Model, today: int) -> tuple[Tilt, tuple[LevelTest, ...]]:
    """The tilt learned at the first of the earlier days, and what was expected at each beside what came."""
    first = int(bought.day.min())
    span = today - first
    lean, tests = NONE, []
    for share in TESTED_AT if span >= LEAST_SPAN_DAYS else ():
        day = first + round(share * span)
        known = summary.summary(bought, day)
        expected = horizon(bought, known, model.on_earlier(known), NONE, day, (today - day) / WEEK).purchases
        came = summary.came(bought, day, today)[known.place]
        if share == TESTED_AT[0] and model.fitted is not None:
            lean = tilt(known, expected, came)
        on, until = date.fromordinal(day), date.fromordinal(today)
        tests.append(LevelTest(on, until, float(expected.sum()), float(came.sum())))
    return lean, tuple(tests)


def _outlooks(size: int, known: Summary, orders: OrderValues, horizons: Sequence[Horizon]) -> tuple[Outlook, ...]:
    none = (0.0,) * len(horizons)
    found = [Outlook(none, none, none, 0.0)] * size
    for row, place in enumerate(known.place):
        order = float(orders.values[row])
        found[int(place)] = Outlook(
            purchases=tuple(float(one.purchases[row]) for one in horizons),
            value=tuple(float(one.untilted[row]) * order for one in horizons),
            buys_again=tuple(float(one.buys_again[row]) for one in horizons),
            order_value=order,
        )
    return tuple(found)


def _total(
    model: Model, known: Summary, orders: OrderValues, ahead: Horizon, weeks: float,
    tests: Sequence[LevelTest], seed: int,
) -> Total:  # fmt: skip
    value = float((ahead.untilted * orders.values).sum())
    ends = band(totals(model.of(known), known, weeks, seed), value, tests)
    return Total(float(ahead.purchases.sum()), value, *ends)

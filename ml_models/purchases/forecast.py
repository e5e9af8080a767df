"""What each customer should buy next: the model that fits the purchases best, its level and tilt, and a band for all.

Both forms of BG/NBD are fitted and the likelier serves; below `LEAST_REPEATING` customers who came back, each one's own
rate does. Expected purchases = model x level x tilt. Expected value = model x level x value of an order: the tilt knows
large orders already, and would count them twice. The chance of buying again is the one that goes with the expected
purchases, such that over all customers it is as large as the model's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ml_models.evaluation.arrays import FloatArray
from ml_models.purchases import bg_nbd, gamma_gamma, own_rates, summary
from ml_models.purchases.band import band, totals
from ml_models.purchases.bg_nbd import Fitted
from ml_models.purchases.gamma_gamma import OrderValues
from ml_models.purchases.level import level
from ml_models.purchases.own_rates import OwnRates
from ml_models.purchases.records import History, LevelTest, Method, Outlook, PurchaseForecast, Total
from ml_models.purchases.summary import WEEK, Purchases, Summary
from ml_models.purchases.tilt import NONE, Tilt, tilt

LEAST_REPEATING = 50
"""Customers who came back, below which four parameters say more about chance than about the shop."""

TESTED_AT = (0.5, 0.65, 0.8)
"""Earlier days at which the totals are tested, as shares of the time known; the tilt is learned at the first."""

LEAST_SPAN_DAYS = 56
NUMBER = 1_000.0
NO_PURCHASE_SHAPES = np.geomspace(1e-3, NUMBER, 61)


@dataclass(frozen=True)
class Model:
    """What expects the purchases of any day, and what was tried before."""

    fitted: Fitted | None
    fallbacks: tuple[str, ...] = ()

    def of(self, known: Summary) -> Fitted | OwnRates:
        """The model in use for the customers of `known`."""
        return self.fitted or own_rates.own_rates(known)


def forecast(histories: Sequence[History], /, *, on: date, days: Sequence[int], seed: int = 0) -> PurchaseForecast:
    """What each customer should buy within each number of `days` after `on`, knowing the purchases up to `on`.

    A customer who has not bought by `on` is expected to buy nothing. seed : of the draws behind the bands
    Raises `UnusablePurchases` as `summary.purchases` does.
    """
    bought = summary.purchases(histories, on)
    today = on.toordinal()
    known = summary.summary(bought, today)
    model = _model(known)
    lean, tests = _looked_back(bought, model, today)
    orders = gamma_gamma.order_values(known)
    horizons = [_horizon(bought, known, model, lean, today, number / WEEK) for number in days]
    levels = [one[3] for one in horizons]
    serving = model.of(known)
    return PurchaseForecast(
        customers=_outlooks(len(histories), known, orders, horizons),
        totals=tuple(
            _total(serving, known, orders, one, number / WEEK, tests, seed)
            for one, number in zip(horizons, days, strict=True)
        ),
        method=serving.method if isinstance(serving, Fitted) else Method.OWN_RATES,
        value_method=orders.method,
        parameters=serving.parameters if isinstance(serving, Fitted) else (),
        value_parameters=orders.parameters,
        level=levels[-1] if levels else 1.0,
        order_correlation=orders.correlation,
        tests=tests,
        fallbacks=(*model.fallbacks, *orders.fallbacks),
    )


Horizon = tuple[FloatArray, FloatArray, FloatArray, float]
"""(n,) expected purchases, the same without the tilt, chances of buying at all; and the level."""


def _model(known: Summary) -> Model:
    if int((known.repeats > 0).sum()) < LEAST_REPEATING:
        return Model(None)
    tried = {method: bg_nbd.fit(known, method) for method in (Method.BG_NBD, Method.MBG_NBD)}
    fitted = [one for one in tried.values() if one is not None]
    failed = tuple(method.value for method, one in tried.items() if one is None)
    return Model(max(fitted, key=lambda one: one.log_likelihood) if fitted else None, failed)


def _looked_back(bought: Purchases, model: Model, today: int) -> tuple[Tilt, tuple[LevelTest, ...]]:
    """The tilt learned at the first of the earlier days, and what was expected at each beside what came."""
    first = int(bought.day.min())
    span = today - first
    lean, tests = NONE, []
    for share in TESTED_AT if span >= LEAST_SPAN_DAYS else ():
        day = first + round(share * span)
        known = summary.summary(bought, day)
        then = _refitted(model, known)
        weeks = (today - day) / WEEK
        expected, _, _, _ = _horizon(bought, known, then, NONE, day, weeks)
        came = summary.came(bought, day, today)[known.place]
        if share == TESTED_AT[0] and model.fitted is not None:
            lean = tilt(known, expected, came)
        on, until = date.fromordinal(day), date.fromordinal(today)
        tests.append(LevelTest(on, until, float(expected.sum()), float(came.sum())))
    return lean, tuple(tests)


def _refitted(model: Model, known: Summary) -> Model:
    """The same model as it would have been fitted on that day, from where it ended up."""
    if model.fitted is None or int((known.repeats > 0).sum()) < LEAST_REPEATING:
        return Model(None)
    start = np.log(model.fitted.parameters)
    return Model(bg_nbd.fit(known, model.fitted.method, [tuple(start)]))


def _horizon(bought: Purchases, known: Summary, model: Model, lean: Tilt, day: int, weeks: float) -> Horizon:
    serving = model.of(known)
    if isinstance(serving, OwnRates):
        plain = serving.expected(weeks)
        return plain, plain, serving.buys_within(weeks), 1.0
    modelled = bg_nbd.expected(serving, known, weeks)
    times = level(bought, known, day, float(modelled.sum()), weeks)
    plain = modelled * times
    tilted = plain * lean.factors(known, plain)
    share = float(bg_nbd.buys_within(serving, known, weeks).mean())
    return tilted, plain, _chances(tilted, 1 - (1 - share) ** times), times


def _chances(expected: FloatArray, share: float) -> FloatArray:
    """(n,) chance of at least one purchase: negative binomial about each expectation, with `share` as their mean."""
    shapes = NO_PURCHASE_SHAPES
    means = [float((1 - (1 + expected / shape) ** -shape).mean()) for shape in shapes]
    shape = float(np.interp(share, means, shapes))
    return np.asarray(1 - (1 + expected / shape) ** -shape)


def _outlooks(size: int, known: Summary, orders: OrderValues, horizons: Sequence[Horizon]) -> tuple[Outlook, ...]:
    none = (0.0,) * len(horizons)
    found = [Outlook(none, none, none, 0.0)] * size
    for row, place in enumerate(known.place):
        order = float(orders.values[row])
        found[int(place)] = Outlook(
            purchases=tuple(float(one[0][row]) for one in horizons),
            value=tuple(float(one[1][row]) * order for one in horizons),
            buys_again=tuple(float(one[2][row]) for one in horizons),
            order_value=order,
        )
    return tuple(found)


def _total(
    model: Fitted | OwnRates, known: Summary, orders: OrderValues, horizon: Horizon, weeks: float,
    tests: Sequence[LevelTest], seed: int,
) -> Total:  # fmt: skip
    purchases, plain, _, _ = horizon
    value = float((plain * orders.values).sum())
    ends = band(totals(model, known, weeks, seed), value, tests, seed)
    return Total(float(purchases.sum()), value, *ends)

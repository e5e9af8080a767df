"""Which model expects the purchases of a shop's customers, and what it expects within some weeks of any day.

Both forms of BG/NBD are fitted and the likelier serves; below `LEAST_REPEATING` customers who came back, each one's own
rate does. Expected purchases = model x level x tilt.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ml_models.evaluation.arrays import FloatArray
from ml_models.purchases import bg_nbd, own_rates
from ml_models.purchases.bg_nbd import Fitted
from ml_models.purchases.level import level
from ml_models.purchases.own_rates import OwnRates
from ml_models.purchases.records import Method
from ml_models.purchases.summary import Purchases, Summary
from ml_models.purchases.tilt import Tilt

LEAST_REPEATING = 50
"""Customers who came back, below which four parameters say more about chance than about the shop."""

SHAPES = np.geomspace(1e-3, 1e3, 61)
"""Of the negative binomial from which a chance of buying at all follows: from all or nothing to Poisson."""


@dataclass(frozen=True)
class Model:
    """What expects purchases, and what was tried before it; `fitted` is None where each one's own rate serves."""

    fitted: Fitted | None
    fallbacks: tuple[str, ...] = ()

    def of(self, known: Summary) -> Fitted | OwnRates:
        """The model in use for the customers of `known`."""
        return self.fitted or own_rates.own_rates(known)

    @property
    def method(self) -> Method:
        """Its name."""
        return self.fitted.method if self.fitted else Method.OWN_RATES

    def on_earlier(self, known: Summary) -> "Model":
        """The same model as fitted on an earlier day to the customers of `known` alone."""
        if self.fitted is None or not _is_enough(known):
            return Model(None)
        return Model(bg_nbd.fit(known, self.fitted.method, [tuple(np.log(self.fitted.parameters))]))


@dataclass(frozen=True)
class Horizon:
    """(n,) of each customer: expected purchases, the same without the tilt, the chance of one at all; and the level."""

    purchases: FloatArray
    untilted: FloatArray
    buys_again: FloatArray
    level: float


def chosen(known: Summary) -> Model:
    """The likelier of both forms of BG/NBD, as far as they converge and customers came back."""
    if not _is_enough(known):
        return Model(None)
    tried = {method: bg_nbd.fit(known, method) for method in (Method.BG_NBD, Method.MBG_NBD)}
    fitted = [one for one in tried.values() if one is not None]
    failed = tuple(method.value for method, one in tried.items() if one is None)
    return Model(max(fitted, key=lambda one: one.log_likelihood) if fitted else None, failed)


def horizon(bought: Purchases, known: Summary, model: Model, lean: Tilt, day: int, weeks: float) -> Horizon:
    """What `model` expects of the customers of `known` in the `weeks` after `day`."""
    serving = model.of(known)
    if isinstance(serving, OwnRates):
        modelled, again = serving.expected(weeks), serving.buys_within(weeks)
        times = level(bought, known, day, float(modelled.sum()), weeks)
        return Horizon(modelled * times, modelled * times, 1 - (1 - again) ** times, times)
    modelled = bg_nbd.expected(serving, known, weeks)
    times = level(bought, known, day, float(modelled.sum()), weeks)
    plain = modelled * times
    tilted = plain * lean.factors(known, plain)
    share = float(bg_nbd.buys_within(serving, known, weeks).mean())
    return Horizon(tilted, plain, _chances(tilted, 1 - (1 - share) ** times), times)


def rising(found: Mapping[int, Horizon], days: Sequence[int]) -> list[Horizon]:
    """The horizon of each of `days`, in which no chance of buying again is below that of fewer days."""
    risen: dict[int, Horizon] = {}
    least: FloatArray = np.zeros(1)
    for number in sorted(found):
        least = np.maximum(found[number].buys_again, least)
        risen[number] = replace(found[number], buys_again=least)
    return [risen[number] for number in days]


def _is_enough(known: Summary) -> bool:
    return int((known.repeats > 0).sum()) >= LEAST_REPEATING


def _chances(expected: FloatArray, share: float) -> FloatArray:
    """(n,) chance of at least one purchase: negative binomial about each expectation, with `share` as their mean."""
    means = [float((1 - (1 + expected / shape) ** -shape).mean()) for shape in SHAPES]
    shape = float(np.interp(share, means, SHAPES))
    return np.asarray(1 - (1 + expected / shape) ** -shape)

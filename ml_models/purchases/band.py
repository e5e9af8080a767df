"""How far the purchases of all customers together may lie from what is expected: chance, and the error of the level.

Chance is drawn from the model itself: whether each customer has left, how fast they buy, when they leave. The error of
the level is how far the totals of earlier days were off: a normal spread of logarithms, laid over each draw. The caller
gives the seed, so that the same purchases on the same day have the same band.
"""

from collections.abc import Sequence

import numpy as np
from scipy.special import ndtri

from ml_models.evaluation.arrays import FloatArray
from ml_models.purchases import bg_nbd
from ml_models.purchases.bg_nbd import Fitted
from ml_models.purchases.own_rates import OwnRates
from ml_models.purchases.records import LevelTest, Method
from ml_models.purchases.summary import Summary

CELLS = 100_000
"""Customers times draws: a thirtieth of a second."""

DRAWS = (40, 400)
UNTESTED = 0.25
"""Error of the level, as a logarithm, where no earlier day could be tested, and one such test among the others."""

QUANTILES = (0.1, 0.9, 0.025, 0.975)
NORMAL = ndtri((np.arange(41) + 0.5) / 41)
"""A standard normal spread in 41 equal parts."""


def totals(model: Fitted | OwnRates, known: Summary, weeks: float, seed: int) -> FloatArray:
    """(draws,) total purchases of all customers in the coming weeks, as the model may bring them."""
    chance = np.random.default_rng(seed)
    draws = int(np.clip(CELLS // max(known.size, 1), *DRAWS))
    shape = (draws, known.size)
    if isinstance(model, OwnRates):
        rate: FloatArray = chance.gamma(known.repeats + 1, model.rate / (known.repeats + 1), shape)
        leaves: FloatArray = np.broadcast_to(model.leaves, shape)
        still = model.still_buys
    else:
        extra = 1.0 if model.method is Method.MBG_NBD else 0.0
        rate = chance.gamma(model.r + known.repeats, 1 / (model.alpha + known.age), shape)
        leaves = chance.beta(model.a, model.b + known.repeats + extra, shape)
        still = bg_nbd.still_buys(model, known)
    wanted = chance.poisson(rate * weeks)
    lasting = np.ceil(np.log(chance.random(shape)) / np.log1p(-np.clip(leaves, 1e-12, 1 - 1e-12)))
    bought = np.minimum(wanted, lasting) * (chance.random(shape) < still)
    return np.asarray(bought.sum(axis=1))


def band(drawn: FloatArray, expected: float, tests: Sequence[LevelTest]) -> tuple[float, float, float, float]:
    """Low and high ends for 80 and for 95 of 100 outcomes around `expected`, in the order of `QUANTILES`."""
    if expected <= 0 or drawn.mean() <= 0:
        return 0.0, 0.0, 0.0, 0.0
    spread = np.outer(drawn / drawn.mean(), np.exp(level_error(tests) * NORMAL))
    return tuple(float(expected * end) for end in np.quantile(spread, QUANTILES))  # type: ignore[return-value]


def level_error(tests: Sequence[LevelTest]) -> float:
    """How far off the totals of earlier days were, as a logarithm, with one supposed test among them."""
    misses = [np.log(one.came / one.expected) for one in tests if one.came > 0 and one.expected > 0]
    return float(np.sqrt(np.mean(np.square([UNTESTED, *misses]))))

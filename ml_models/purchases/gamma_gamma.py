"""What an order is worth: each customer's own mean, drawn towards that of all by how few orders there are.

Gamma-Gamma: Fader, Hardie and Lee, "RFM and CLV: Using Iso-Value Curves", Journal of Marketing Research 42(4), 2005,
and their note "The Gamma-Gamma Model of Monetary Value", 2013, formulas (1a) and (5). It supposes that how often a
customer buys says nothing about the value of the orders: the correlation of both is measured, and above `MOST` the
plain shrunk mean serves instead. All amounts are measured in their median, so that the currency makes no difference.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import gammaln

from ml_models.evaluation.arrays import FloatArray
from ml_models.purchases.records import ValueMethod
from ml_models.purchases.summary import Summary

MOST = 0.3
"""A correlation up to this is weak; CDNOW has 0.12 (see CARD.md), and there the model is the one that is published."""

LEAST_REPEATING = 50
PENALTY = 1e-4
BOUNDS = (-5.0, 9.0)
OWN_WEIGHT = 1.0
"""Orders' worth of the mean of all in the shrunk own mean."""


@dataclass(frozen=True)
class OrderValues:
    """(n,) expected value of an order of each customer, and how it came about."""

    values: FloatArray
    method: ValueMethod
    parameters: tuple[float, ...]
    correlation: float | None
    fallbacks: tuple[str, ...] = ()


def order_values(known: Summary) -> OrderValues:
    """The value of the next order of each customer of `known`."""
    orders = known.repeats + 1
    bought = known.mean_order > 0
    repeating = bought & (orders > 1)
    correlation = _correlation(orders[repeating], known.mean_order[repeating])
    if int(repeating.sum()) < LEAST_REPEATING or correlation is None or abs(correlation) > MOST:
        return OrderValues(_shrunk(known), ValueMethod.OWN_MEAN, (), correlation)
    scale = float(np.median(known.mean_order[repeating]))
    parameters = _fit(orders[repeating], known.mean_order[repeating] / scale)
    if parameters is None:
        return OrderValues(_shrunk(known), ValueMethod.OWN_MEAN, (), correlation, (ValueMethod.GAMMA_GAMMA,))
    p, q, v = parameters
    values = expected_order(orders, known.mean_order, p=p, q=q, v=v * scale)
    return OrderValues(values, ValueMethod.GAMMA_GAMMA, (p, q, v * scale), correlation)


def expected_order(orders: FloatArray, means: FloatArray, *, p: float, q: float, v: float) -> FloatArray:
    """(n,) value of the next order of customers with so many orders of that mean; `q` is above 1. Formula (5)."""
    return np.asarray(p * (v + orders * means) / (p * orders + q - 1))


def _fit(orders: FloatArray, means: FloatArray) -> tuple[float, float, float] | None:
    """p, q and v; None where the search did not converge or the mean over customers would not be finite (q <= 1)."""

    def cost(point: FloatArray) -> float:
        p, q, v = np.exp(point)
        each = gammaln(p * orders + q) - gammaln(p * orders) - gammaln(q) + q * np.log(v)
        each += (p * orders - 1) * np.log(means) + p * orders * np.log(orders)
        each -= (p * orders + q) * np.log(v + orders * means)
        return float(-each.mean() + PENALTY * (point @ point))

    run = minimize(cost, np.array([1.0, 1.0, 0.0]), method="L-BFGS-B", bounds=[BOUNDS] * 3)
    p, q, v = map(float, np.exp(run.x))
    return (p, q, v) if run.success and q > 1 else None


def _shrunk(known: Summary) -> FloatArray:
    orders = known.repeats + 1
    whole = float((orders * known.mean_order).sum() / orders.sum())
    return np.asarray((orders * known.mean_order + OWN_WEIGHT * whole) / (orders + OWN_WEIGHT))


def _correlation(orders: FloatArray, means: FloatArray) -> float | None:
    if orders.size < 3 or np.ptp(orders) == 0 or np.ptp(means) == 0:
        return None
    return float(np.corrcoef(orders, means)[0, 1])

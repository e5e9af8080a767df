"""Whose purchases a model expects too few and whose too many, learned from a backtest inside the same purchases.

A purchase model sees counts and days alone. Whether somebody has come back at all, and how large their orders are, says
a little more; a Poisson regression on both, with the model's expectation as its offset and a ridge as strong as two
hundred purchases, learns how much from what came after an earlier day. With few purchases nothing is changed.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from ml_models.evaluation.arrays import FloatArray
from ml_models.purchases.summary import Summary

LEAST_PURCHASES = 200
RIDGE = 200.0
SMALLEST_SHARE = 0.05
"""Of the middle order: a smaller one counts as this large, so that its logarithm stays in reach."""

BOUNDS = (0.5, 2.0)


@dataclass(frozen=True)
class Tilt:
    """Weights of the columns of `_columns`."""

    weights: FloatArray

    def factors(self, known: Summary, expected: FloatArray) -> FloatArray:
        """(n,) by what to multiply `expected` of each customer; the sum of all stays what it is."""
        factors = np.clip(np.exp(_columns(known) @ self.weights), *BOUNDS)
        total = float((factors * expected).sum())
        return np.asarray(factors * (expected.sum() / total)) if total > 0 else np.ones(known.size)


NONE = Tilt(np.zeros(2))


def tilt(known: Summary, expected: FloatArray, came: FloatArray) -> Tilt:
    """What to learn from `came`, (n,) purchases of the customers of `known` of whom `expected` were expected."""
    if came.sum() < LEAST_PURCHASES or expected.sum() <= 0:
        return NONE
    columns = np.column_stack([np.ones(known.size), _columns(known)])
    offset = np.log(np.maximum(expected, 1e-9))
    ridge = RIDGE * np.array([0.0, 1.0, 1.0])

    def cost(point: FloatArray) -> tuple[float, FloatArray]:
        log_mean = np.minimum(offset + columns @ point, 30.0)
        mean = np.exp(log_mean)
        missed = float((mean - came * log_mean).sum() + (ridge * point**2).sum() / 2)
        return missed, np.asarray(columns.T @ (mean - came) + ridge * point)

    run = minimize(cost, np.zeros(3), jac=True, method="L-BFGS-B")
    return Tilt(run.x[1:]) if run.success and np.isfinite(run.x).all() else NONE


def _columns(known: Summary) -> FloatArray:
    """(n, 2): logarithm of the mean order beside the middle one, and whether the customer has come back."""
    bought = known.mean_order[known.mean_order > 0]
    middle = float(np.median(bought)) if bought.size else 1.0
    size = np.log(np.maximum(known.mean_order / middle, SMALLEST_SHARE))
    returned = (known.repeats > 0).astype(float)
    return np.column_stack([size - size.mean(), returned - returned.mean()])

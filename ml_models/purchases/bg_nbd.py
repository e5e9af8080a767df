"""BG/NBD and its modified form: how often customers buy, and whether they still do.

While a customer buys, purchases come at random at the customer's own rate (gamma over customers: r, alpha); after each
repeat purchase the customer may leave for good (beta over customers: a, b). Fader, Hardie and Lee, "Counting Your
Customers the Easy Way", Marketing Science 24(2), 2005: expectation (10). In the modified form
(Batislam, Denizel and Filiztekin, International Journal of Research in Marketing 24(3), 2007) the first purchase counts
as well, so that whoever bought once may be gone. Time is in weeks.

The expectation is written after Euler's transformation of the hypergeometric function, 2F1(A, B; C; z) =
(1-z)^(C-A-B) 2F1(C-A, C-B; C; z): the published form overflows for customers with many purchases. It serves where the
other does not, for an `a` in the hundreds (nearly everybody leaves at once).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import hyp2f1

from ml_models.evaluation.arrays import FloatArray
from ml_models.purchases.likelihood import Likelihood
from ml_models.purchases.records import Method
from ml_models.purchases.summary import Summary

PENALTY = 1e-5
"""On the squared logarithms of the parameters, per customer: too little to move a fit, enough to end a flat one."""

BOUNDS = (-7.0, 7.0)
"""Of the logarithms of the parameters: from a thousandth to a thousand."""

STARTS: Sequence[Sequence[float]] = ((0.0, 1.0, 0.0, 0.0), (-1.0, 1.5, -0.5, 0.7), (1.0, 2.5, -1.0, 1.0))
POLE = 1e-6
"""The formulas have removable poles where a, or a + b, is 1: parameters so near to one are moved off it."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Parameters, and the logarithm of the likelihood of the purchases under them."""

    method: Method
    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float

    @property
    def parameters(self) -> tuple[float, float, float, float]:
        """r, alpha, a, b."""
        return self.r, self.alpha, self.a, self.b


def fit(known: Summary, method: Method, starts: Sequence[Sequence[float]] = STARTS) -> Fitted | None:
    """The parameters under which the purchases are likeliest, the best of several starts; None where none converged."""
    rows, weights = _grouped(known)

    likelihood, shares = Likelihood(rows, method), weights / weights.sum()

    def cost(point: FloatArray) -> tuple[float, FloatArray]:
        parameters = np.exp(point)
        value = -float(likelihood.logarithms(*parameters) @ shares) + PENALTY * float(point @ point)
        return value, -(likelihood.slopes(*parameters) @ shares) + 2 * PENALTY * point

    runs = [minimize(cost, np.array(start), jac=True, method="L-BFGS-B", bounds=[BOUNDS] * 4) for start in starts]
    sound = [run for run in runs if run.success and np.isfinite(run.fun)]
    if not sound:
        return None
    best = min(sound, key=lambda run: float(run.fun))
    r, alpha, a, b = map(float, np.exp(best.x))
    return Fitted(method, r, alpha, a, b, float(likelihood.logarithms(*np.exp(best.x)) @ weights))


def still_buys(model: Fitted, known: Summary) -> FloatArray:
    """(n,) chance that each customer has not left. In the plain form 1 for all who bought once: no measure of risk."""
    return 1.0 / (1.0 + _left_odds(model, known))


def buys_within(model: Fitted, known: Summary, weeks: float) -> FloatArray:
    """(n,) chance of at least one purchase in the coming weeks."""
    silent = ((model.alpha + known.age) / (model.alpha + known.age + weeks)) ** (model.r + known.repeats)
    return np.asarray(still_buys(model, known) * (1.0 - silent))


def expected(model: Fitted, known: Summary, weeks: float) -> FloatArray:
    """(n,) purchases of each customer in the coming weeks; finite, and no more than at the full rate."""
    r, alpha, a, b = model.parameters
    a = a + 2 * POLE if abs(a - 1) < POLE else a
    b = b + 2 * POLE if abs(a + b - 1) < POLE else b
    extra = 1.0 if model.method is Method.MBG_NBD else 0.0
    x, z = known.repeats, weeks / (alpha + known.age + weeks)
    whole = a + b + x - 1 + extra
    with np.errstate(all="ignore"):
        gone = (1.0 - z) ** (a - 1) * hyp2f1(a + b - 1 - r + extra, a - 1, whole, z)
        published = (1.0 - z) ** (r + x) * hyp2f1(r + x, b + x + extra, whole, z)
        bought = whole / (a - 1) * (1.0 - np.where(np.isfinite(gone), gone, published))
    most = (r + x) / (alpha + known.age) * weeks
    return np.asarray(np.clip(np.nan_to_num(bought, nan=0.0, posinf=np.inf), 0.0, most) * still_buys(model, known))


def _grouped(known: Summary) -> tuple[FloatArray, FloatArray]:
    """Alike customers once: (3, n_kinds) repeats, recency and age, and how many there are of each."""
    rows, counts = np.unique(np.vstack([known.repeats, known.recency, known.age]), axis=1, return_counts=True)
    return rows, counts.astype(float)


def _left_odds(model: Fitted, known: Summary) -> FloatArray:
    r, alpha, a, b = model.parameters
    x = known.repeats
    silence = (r + x) * (np.log(alpha + known.age) - np.log(alpha + known.recency))
    if model.method is Method.MBG_NBD:
        return np.asarray(np.exp(np.minimum(np.log(a) - np.log(b + x) + silence, 700)))
    odds = np.exp(np.minimum(np.log(a) - np.log(b + np.maximum(x, 1) - 1) + silence, 700))
    return np.where(x > 0, odds, 0.0)

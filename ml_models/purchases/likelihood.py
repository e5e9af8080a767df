"""How likely customers' purchases are under both forms of BG/NBD, with the slope in each parameter.

Formula (6) of Fader, Hardie and Lee (2005); in the modified form b + x + 1 stands for b + x, and whoever bought once
may have left as well. The two cases (still buying, left after the last purchase) are added as logarithms, so that
nothing underflows for customers with hundreds of purchases.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln, expit, gammaln, psi

from ml_models.evaluation.arrays import FloatArray
from ml_models.purchases.records import Method


@dataclass(frozen=True)
class Likelihood:
    """Of (3, n) rows: repeat purchases, weeks from the first to the last, weeks from the first to the day."""

    rows: FloatArray
    method: Method

    def logarithms(self, r: float, alpha: float, a: float, b: float) -> FloatArray:
        """(n,) logarithm of the likelihood of each row."""
        x, _, age = self.rows
        bought = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        stayed = betaln(a, b + x + self._extra) - betaln(a, b)
        staying = -(r + x) * np.log(alpha + age)
        return np.asarray(bought + stayed + np.logaddexp(staying, self._leaving(r, alpha, a, b)))

    def slopes(self, r: float, alpha: float, a: float, b: float) -> FloatArray:
        """(4, n) slope of the logarithm of each row in the logarithm of each parameter."""
        x, recency, age = self.rows
        left = expit(self._leaving(r, alpha, a, b) + (r + x) * np.log(alpha + age))
        stays, together = 1 - left, psi(a + b + x + self._extra) - psi(a + b)
        in_r = psi(r + x) - psi(r) + np.log(alpha) - stays * np.log(alpha + age) - left * np.log(alpha + recency)
        in_alpha = r / alpha - (r + x) * (stays / (alpha + age) + left / (alpha + recency))
        in_a = left / a - together
        in_b = psi(b + x + self._extra) - psi(b) - together - left / self._chances_to_leave(b)
        return np.vstack([in_r * r, in_alpha * alpha, in_a * a, in_b * b])

    def _leaving(self, r: float, alpha: float, a: float, b: float) -> FloatArray:
        """(n,) logarithm of the part in which the customer left after the last purchase; minus infinity if none can."""
        x, recency, _ = self.rows
        left = np.log(a) - np.log(self._chances_to_leave(b)) - (r + x) * np.log(alpha + recency)
        return np.asarray(left) if self._extra else np.where(x > 0, left, -np.inf)

    def _chances_to_leave(self, b: float) -> FloatArray:
        x = self.rows[0]
        return np.asarray(b + x) if self._extra else b + np.maximum(x, 1) - 1

    @property
    def _extra(self) -> int:
        return 1 if self.method is Method.MBG_NBD else 0

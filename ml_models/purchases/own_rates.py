"""Where few customers have come back: each one's own rate, drawn towards that of all, and the chance that they left.

A rate counts as if each customer had one more purchase at the pace of all. Who has stayed after each of x repeat
purchases leaves after the next with the chance 1 / (x + 2) (Laplace's rule of succession), and whoever buys at random
at that rate is silent for s weeks with the chance exp(-rate s): together they say how likely it is that a silence is
the end. So one purchase long ago is never called safe, and a regular who misses three turns has probably gone.
"""

from dataclasses import dataclass

import numpy as np

from ml_models.evaluation.arrays import FloatArray
from ml_models.purchases.summary import Summary


@dataclass(frozen=True)
class OwnRates:
    """(n,) of each customer: purchases a week, the chance of leaving after one, the chance of not having left."""

    rate: FloatArray
    leaves: FloatArray
    still_buys: FloatArray

    def expected(self, weeks: float) -> FloatArray:
        """(n,) purchases in the coming weeks: of a Poisson number the part before the customer leaves."""
        return np.asarray(self.still_buys * -np.expm1(-self.leaves * self.rate * weeks) / self.leaves)

    def buys_within(self, weeks: float) -> FloatArray:
        """(n,) chance of at least one purchase in the coming weeks."""
        return np.asarray(self.still_buys * -np.expm1(-self.rate * weeks))


def own_rates(known: Summary) -> OwnRates:
    """The rates of the customers of `known`; where nobody has come back, one repeat in twice their time is supposed."""
    pace = (known.repeats.sum() + 0.5) / max(float(known.age.sum()), 1.0)
    returning = known.repeats > 0
    if returning.any():
        pace = known.repeats.sum() / max(float(known.recency.sum()), 1.0)
    rate = (known.repeats + 1) / (known.age + 1 / pace)
    leaves = 1 / (known.repeats + 2)
    odds = leaves / (1 - leaves) * np.exp(np.minimum(rate * (known.age - known.recency), 500))
    return OwnRates(rate, leaves, 1 / (1 + odds))

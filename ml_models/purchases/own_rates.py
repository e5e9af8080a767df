"""Where few customers have come back: each one's own rate, drawn towards that of all, and the chance that they left.

A rate counts as if each customer had one more purchase at the pace of all. The gaps between purchases are gamma, at
random (shape 1) or as regular as they have been: that says how seldom a customer is silent for so long, and beside how
often customers leave at all, how likely the silence is the end. How often they leave is learned from the shop itself,
after the first purchase and after later ones apart, by turns with who has probably left (expectation and maximisation):
most who buy once are never seen again, few regulars leave.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincc

from ml_models.evaluation.arrays import FloatArray
from ml_models.purchases.summary import Summary

TURNS = 20
"""The shares settle to a thousandth within ten."""

CUSTOM = 4.0
"""Repeat purchases after which a customer's own staying counts as much as what is usual in the shop."""

ALIKE = 5.0
"""Gaps after which a customer's own regularity counts as much as that of all."""

SHAPES = (1.0, 20.0)
"""Of the gaps: at random, and as even as days of the month are."""


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
    rate = (known.repeats + 1) / (known.age + 1 / _pace(known))
    shape = _regularity(known)
    silence = 1 / np.maximum(gammaincc(shape, shape * rate * (known.age - known.recency)), 1e-200)
    leaves = 1 / (known.repeats + 2)
    for _ in range(TURNS):
        left = _left(leaves, silence)
        leaves = _leaves(known, left)
    return OwnRates(rate, leaves, 1 - _left(leaves, silence))


def _pace(known: Summary) -> float:
    """Repeat purchases a week while customers bought."""
    if (known.repeats > 0).any():
        return float(known.repeats.sum() / max(float(known.recency.sum()), 1.0))
    return 0.5 / max(float(known.age.sum()), 1.0)


def _regularity(known: Summary) -> FloatArray:
    """(n,) shape of the gaps of each customer: one over their squared coefficient of variation."""
    several = known.repeats > 1
    gaps = np.where(several, known.repeats, 0.0)
    mean = known.recency / np.maximum(known.repeats, 1)
    spread = np.where(several, known.gap_squares - gaps * mean**2, 0.0) / np.where(several, mean**2, 1.0)
    free = np.maximum(gaps - 1, 0.0)
    usual = spread.sum() / free.sum() if free.sum() > 0 else 1.0
    return np.asarray(np.clip((free + ALIKE) / np.maximum(spread + ALIKE * usual, 1e-9), *SHAPES))


def _left(leaves: FloatArray, silence: FloatArray) -> FloatArray:
    """(n,) chance of having left after the last purchase."""
    odds = leaves / (1 - leaves) * silence
    return np.asarray(odds / (1 + odds))


def _leaves(known: Summary, left: FloatArray) -> FloatArray:
    """(n,) chance of leaving after a purchase, with half a customer who left and half a one who stayed added."""
    once = known.repeats == 0
    after_first = (left[once].sum() + 0.5) / (known.size + 1)
    after_more = (left[~once].sum() + 0.5) / (known.repeats.sum() + 1)
    own = after_more * CUSTOM / (CUSTOM + known.repeats)
    return np.asarray(np.clip(np.where(once, after_first, own), 1e-3, 0.9))

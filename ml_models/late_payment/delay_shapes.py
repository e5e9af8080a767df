"""How payments scatter around the expected day: by customer, mixed with everybody's, with a slow tail and some never.

The rests of settled invoices, spread a little and by how unsure the customer's level is; to that comes a thin tail of
invoices that somebody forgot (weeks) and the share that is never paid.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from ml_models.evaluation.arrays import FloatArray, IntArray
from ml_models.late_payment.delays import Delays
from ml_models.late_payment.levels import Levels, Rests

REACH_DAYS = 150
"""Rests beyond are taken as so many."""

SMOOTHING_DAYS = 1.0
SHRINKAGE_INVOICES = 12.0
"""The rests of everybody count as so many invoices of the customer."""

PRIOR_INVOICES = 4.0
FORGOTTEN, FORGOTTEN_DAYS = 0.01, 45.0
"""The share of invoices that wait for a reminder, and how long on average."""

NEVER, NEVER_INVOICES = 0.01, 50.0
"""The share that is never paid before anything was seen, and how many invoices that counts as."""

STEPS = np.arange(-REACH_DAYS, REACH_DAYS + 1)


@dataclass(frozen=True, eq=False)
class Shapes:
    """table : (parties, n_steps) chance of a rest of at most each of `STEPS` days; never, settled : (parties,)."""

    table: FloatArray
    never: FloatArray
    settled: IntArray

    def below(self, party: IntArray, expected: FloatArray, days: FloatArray) -> FloatArray:
        """(n, n_days) chance to be paid at most `days` late, by parties and expected days (n,)."""
        place = np.clip(days + 0.5 - expected[:, None] + REACH_DAYS, 0.0, 2 * REACH_DAYS - 1e-6)
        low = place.astype(np.int64)
        part = place - low
        near = self.table[party[:, None], low] * (1 - part) + self.table[party[:, None], low + 1] * part
        beyond = np.maximum(days - expected[:, None], 0.0)
        found = (1 - FORGOTTEN) * near + FORGOTTEN * (1 - np.exp(-beyond / FORGOTTEN_DAYS))
        bounded: FloatArray = found * (1 - self.never[party])[:, None]
        return bounded


def fitted_shapes(invoices: Delays, used: IntArray, rests: Rests, levels: Levels, given_up: IntArray) -> Shapes:
    """The shape of each customer from the `rests` of settled invoices and the rows `given_up`."""
    parties = invoices.parties
    party = invoices.party[rests.rows]
    place = np.clip(np.rint(rests.days), -REACH_DAYS, REACH_DAYS).astype(np.int64) + REACH_DAYS
    own = np.zeros((parties, len(STEPS)))
    np.add.at(own, (party, place), rests.weights)
    everybody = own.sum(axis=0) + PRIOR_INVOICES * _bell(levels.spread)
    mixed = own + SHRINKAGE_INVOICES * everybody / everybody.sum()
    mixed /= mixed.sum(axis=1, keepdims=True)
    settled = np.bincount(party, minlength=parties)
    lost = np.bincount(invoices.party[given_up], minlength=parties)
    of_all = (lost.sum() + NEVER * NEVER_INVOICES) / (settled.sum() + lost.sum() + NEVER_INVOICES)
    never = (lost + of_all * SHRINKAGE_INVOICES) / (settled + lost + SHRINKAGE_INVOICES)
    return Shapes(_spread_out(mixed, levels.own_variance), never, settled)


def _bell(spread: float) -> FloatArray:
    found: FloatArray = ndtr((STEPS + 0.5) / spread) - ndtr((STEPS - 0.5) / spread)
    return found


def _spread_out(shares: FloatArray, variances: FloatArray) -> FloatArray:
    """(parties, n_steps) the shares as chances "at most", each spread by its variance; parties alike go together."""
    widths = np.maximum(np.rint(np.sqrt(variances + SMOOTHING_DAYS**2) * 2) / 2, 0.5)
    found = np.empty_like(shares)
    for width in np.unique(widths):
        alike = widths == width
        found[alike] = shares[alike] @ ndtr((STEPS[None, :] - STEPS[:, None]) / width)
    return found

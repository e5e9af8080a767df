"""How payments scatter around the expected day: by customer, mixed with everybody's, with a slow tail and some never.

The rests of settled invoices, spread a little and by how unsure the customer's level is; to that comes a thin tail of
invoices that somebody forgot (weeks) and the share that is never paid.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.special import ndtr

from ml_models.evaluation.arrays import FloatArray, IntArray
from ml_models.late_payment.delays import Delays
from ml_models.late_payment.levels import Levels, Rests

REACH_DAYS = 120
"""Rests beyond are taken as so many."""

SMOOTHING_DAYS = 1.0
SHRINKAGE_INVOICES = 12.0
"""The rests of everybody count as so many invoices of the customer."""

PRIOR_INVOICES = 4.0
FORGOTTEN, FORGOTTEN_DAYS = 0.01, 45.0
"""The share of invoices that wait for a reminder, and how long on average."""

NEVER, NEVER_INVOICES = 0.01, 50.0
"""The share that is never paid before anything was seen, and how many invoices that counts as."""

WIDTHS = np.array([1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 8.0, 12.0, 16.0])
"""How far rests are spread, in days: each customer's by the nearest of these."""

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


def fitted_shapes(invoices: Delays, used: Rests, levels: Levels, given_up: IntArray) -> Shapes:
    """The shape of each customer from the rests of settled invoices and the rows `given_up`."""
    parties = invoices.parties
    party = invoices.party[used.rows]
    width = np.searchsorted((WIDTHS[1:] + WIDTHS[:-1]) / 2, np.sqrt(levels.own_variance + SMOOTHING_DAYS**2))
    places = np.clip(np.rint(used.days), -REACH_DAYS, REACH_DAYS).astype(np.int64) + REACH_DAYS
    everybody = np.bincount(places, weights=used.weights, minlength=len(STEPS)) + PRIOR_INVOICES * _bell(levels.spread)
    of_everybody = (everybody / everybody.sum()) @ spread_out()
    weights = np.bincount(party, weights=used.weights, minlength=parties)[:, None]
    seen = np.bincount(party * len(STEPS) + places, weights=used.weights, minlength=parties * len(STEPS))
    own = _spread_by(width, seen.reshape(parties, len(STEPS)).astype(np.float64))
    table = (own + SHRINKAGE_INVOICES * of_everybody[width]) / (weights + SHRINKAGE_INVOICES)
    settled = np.bincount(party, minlength=parties)
    return Shapes(table, _never(settled, np.bincount(invoices.party[given_up], minlength=parties)), settled)


def _never(settled: IntArray, lost: IntArray) -> FloatArray:
    """(parties,) the share that is never paid: of the customer's invoices that were settled or given up."""
    of_all = (lost.sum() + NEVER * NEVER_INVOICES) / (settled.sum() + lost.sum() + NEVER_INVOICES)
    found: FloatArray = (lost + of_all * SHRINKAGE_INVOICES) / (settled + lost + SHRINKAGE_INVOICES)
    return found


def _spread_by(width: IntArray, seen: FloatArray) -> FloatArray:
    """(parties, n_steps) the weights `seen` at each step as sums "at most", each party's spread by its width."""
    found = np.empty_like(seen)
    for one in np.unique(width):
        found[width == one] = seen[width == one] @ spread_out()[one]
    return found


def _bell(spread: float) -> FloatArray:
    found: FloatArray = ndtr((STEPS + 0.5) / spread) - ndtr((STEPS - 0.5) / spread)
    return found


@lru_cache(maxsize=1)
def spread_out() -> FloatArray:
    """(n_widths, n_steps, n_steps) a rest of each step as chances "at most", spread by each of `WIDTHS`."""
    found: FloatArray = ndtr((STEPS[None, None, :] - STEPS[None, :, None]) / WIDTHS[:, None, None])
    return found

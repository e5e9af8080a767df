"""How many days late an invoice is expected to be: what is common to all, and the customer's own level.

A mixed model, solved in closed form: the penalty of a customer's level is the variance of the rests over the variance
between customers, both estimated from the same invoices (EM). Days are days after the due date.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from ml_models.evaluation.arrays import BoolArray, FloatArray, IntArray
from ml_models.late_payment.delays import LEAST_AMOUNT, Delays

ROUNDS = 4
HALF_LIFE_DAYS = 365.0
"""An invoice written a year ago counts half as much as one of today."""

PRIOR_SPREAD_DAYS, PRIOR_INVOICES, PRIOR_CUSTOMERS = 8.0, 4.0, 2.0
"""The spread of the rests, and of the customers, before anything was seen (7.9 and 9.8 days within and between the
customers of that public half), and how many invoices and customers that knowledge counts as."""

LEAST_RATIO, MOST_RATIO = 0.1, 20.0
WEEKDAYS = 7
PENALTY_LEVEL, PENALTY_MARK, PENALTY_SIZE = 0.1, 4.0, 50.0
PENALTY_TREND, PENALTY_TERMS, PENALTY_WEEKDAY = 20.0, 20.0, 80.0
"""In invoices: so many are needed before an effect is believed by half (for a column of spread one)."""

TREND_DAYS, TERMS_DAYS = 180.0, 30.0
LEAST_TAIL = 1e-9
MOST_TIMES = 3.0
"""Amounts further from a customer's usual one, as a logarithm, tell no more."""


@dataclass(frozen=True, eq=False)
class Levels:
    """Effects of the columns, levels of the customers (`own`), both in days, and how sure they are.

    centre : the middle of each column, so that no column stands for the level of all
    spread : standard deviation of the rests; own_variance : (parties,) of each customer's level, in days squared
    """

    on: int
    centre: FloatArray
    effects: FloatArray
    own: FloatArray
    own_variance: FloatArray
    usual_amount: FloatArray
    spread: float

    def expected(self, invoices: Delays, rows: IntArray) -> FloatArray:
        """(n_rows,) expected days late."""
        columns = _columns(invoices, rows, self.usual_amount, self.on) - self.centre
        found: FloatArray = columns @ self.effects + self.own[invoices.party[rows]]
        return found


@dataclass(frozen=True, eq=False)
class Rests:
    """What the levels leave over of the settled rows: `rows`, their `days`, and how much each counts."""

    rows: IntArray
    days: FloatArray
    weights: FloatArray


def fitted_levels(
    invoices: Delays, rows: IntArray, days: FloatArray, is_open: BoolArray, on: int
) -> tuple[Levels, Rests]:
    """Levels from `rows` paid `days` late, or open and so many days late by now; and the rests of the settled ones."""
    usual = invoices.usual_amount(rows)
    columns = _columns(invoices, rows, usual, on)
    centre = _centre(columns)
    columns = columns - centre
    weights = 0.5 ** ((on - invoices.issued[rows]) / HALF_LIFE_DAYS)
    party, parties = invoices.party[rows], invoices.parties
    taken, ratio, spread = days.copy(), 1.0, PRIOR_SPREAD_DAYS
    for round_ in range(ROUNDS):
        counted = weights if round_ else weights * ~is_open  # what is open says something only once others have
        effects, own, inverse, counts = _solved(columns, party, parties, taken, counted, ratio)
        expected = columns @ effects + own[party]
        share = _leverage(columns, party, counted, inverse, counts, ratio)
        rests = (days - expected) / np.sqrt(np.maximum(1 - share, 0.2))
        spread = _spread(rests[~is_open], weights[~is_open])
        taken[is_open] = _later_than(days[is_open], expected[is_open], spread)
        ratio = _ratio(own, counts, ratio, spread)
    levels = Levels(on, centre, effects, own, spread**2 / (counts + ratio), usual, spread)
    return levels, Rests(rows[~is_open], rests[~is_open], weights[~is_open])


def _columns(invoices: Delays, rows: IntArray, usual: FloatArray, on: int) -> FloatArray:
    issued, due = invoices.issued[rows], invoices.due[rows]
    times = np.log(np.maximum(invoices.amount[rows], LEAST_AMOUNT)) - usual[invoices.party[rows]]
    size = np.clip(np.nan_to_num(times), -MOST_TIMES, MOST_TIMES)
    plain = (np.ones(len(rows)), size, (issued - on) / TREND_DAYS, (due - issued) / TERMS_DAYS - 1.0)
    weekday = (issued % WEEKDAYS)[:, None] == np.arange(WEEKDAYS)
    return np.column_stack([*plain, weekday, invoices.marks[rows]])


def _centre(columns: FloatArray) -> FloatArray:
    """The mean of each column but the first, which is the level of all."""
    if not len(columns):
        return np.zeros(columns.shape[1])
    found: FloatArray = np.where(np.arange(columns.shape[1]) == 0, 0.0, columns.mean(axis=0))
    return found


def _penalties(columns: FloatArray) -> FloatArray:
    plain = [PENALTY_LEVEL, PENALTY_SIZE, PENALTY_TREND, PENALTY_TERMS, *[PENALTY_WEEKDAY] * WEEKDAYS]
    return np.array(plain + [PENALTY_MARK] * (columns.shape[1] - len(plain)))


def _solved(
    columns: FloatArray, party: IntArray, parties: int, days: FloatArray, weights: FloatArray, ratio: float
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Effects, levels, the inverse that tells how sure the effects are, and the weight each party has."""
    counts = np.bincount(party, weights=weights, minlength=parties).astype(np.float64)
    weighted = columns * weights[:, None]
    sums = np.column_stack([np.bincount(party, weights=column, minlength=parties) for column in weighted.T])
    totals = np.bincount(party, weights=weights * days, minlength=parties)
    shrunk = sums / (counts + ratio)[:, None]
    matrix = columns.T @ weighted - sums.T @ shrunk + np.diag(_penalties(columns))
    inverse = np.asarray(np.linalg.inv(matrix), dtype=np.float64)
    effects = inverse @ (weighted.T @ days - shrunk.T @ totals)
    own: FloatArray = (totals - sums @ effects) / (counts + ratio)
    return effects, own, inverse, counts


def _leverage(
    columns: FloatArray, party: IntArray, weights: FloatArray, inverse: FloatArray, counts: FloatArray, ratio: float
) -> FloatArray:
    """(n,) the share of each invoice in what is expected of it."""
    of_effects = np.sum(columns @ inverse * columns, axis=1)
    found: FloatArray = weights * (of_effects / (1 + counts[party] / ratio) + 1 / (counts[party] + ratio))
    return found


def _ratio(own: FloatArray, counts: FloatArray, before: float, spread: float) -> float:
    """The variance of the rests over that between customers, of whom a few of the usual spread are taken as seen."""
    seen = counts > 0
    squares = float(np.sum(own[seen] ** 2 + spread**2 / (counts[seen] + before)))
    between = (squares + PRIOR_CUSTOMERS * PRIOR_SPREAD_DAYS**2) / (int(seen.sum()) + PRIOR_CUSTOMERS)
    return float(np.clip(spread**2 / between, LEAST_RATIO, MOST_RATIO))


def _spread(rests: FloatArray, weights: FloatArray) -> float:
    squares = float(np.sum(weights * rests**2)) + PRIOR_INVOICES * PRIOR_SPREAD_DAYS**2
    return float(np.sqrt(squares / (float(np.sum(weights)) + PRIOR_INVOICES)))


def _later_than(days: FloatArray, expected: FloatArray, spread: float) -> FloatArray:
    """The mean of a normal rest beyond what has passed already."""
    passed = (days + 0.5 - expected) / spread
    density = np.exp(-passed * passed / 2) / np.sqrt(2 * np.pi)
    found: FloatArray = np.maximum(expected + spread * density / np.maximum(ndtr(-passed), LEAST_TAIL), days + 0.5)
    return found

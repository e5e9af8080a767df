"""Purchases as arrays, and each customer's count, recency and age on any day: all that the models look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ml_models.evaluation.arrays import BoolArray, FloatArray, IntArray
from ml_models.purchases.records import History, UnusablePurchases

WEEK = 7.0
"""Days in the unit of time of the models, the one in which their parameters are published."""


@dataclass(frozen=True)
class Purchases:
    """All purchases, one row for each customer and day: (n_rows,) arrays, sorted by customer and day.

    customer : place of the customer, from 0; day : ordinal of the day; amount : what was bought on it
    first : (n_customers,) ordinal of the first day; -1 for a customer without any
    """

    customer: IntArray
    day: IntArray
    amount: FloatArray
    first: IntArray

    def until(self, day: int) -> BoolArray:
        """(n_rows,) which rows are known at the end of `day`."""
        return np.asarray(self.day <= day)


@dataclass(frozen=True)
class Summary:
    """Customers known on a day, (n,) each: their places, repeat purchases, weeks from first to last, and to the day.

    mean_order : mean amount of a purchase day, at least zero
    gap_squares : sum of the squared weeks between one purchase and the next
    """

    place: IntArray
    repeats: FloatArray
    recency: FloatArray
    age: FloatArray
    mean_order: FloatArray
    gap_squares: FloatArray

    @property
    def size(self) -> int:
        """How many customers are known."""
        return int(self.place.size)


def purchases(histories: Sequence[History], on: date) -> Purchases:
    """The rows of `histories` up to `on`, those of one day added up.

    Raises `UnusablePurchases` for an amount that is no finite number, or where nothing is left.
    """
    customer = np.array([place for place, one in enumerate(histories) for _ in one.days], dtype=np.int64)
    day = np.array([bought.toordinal() for one in histories for bought in one.days], dtype=np.int64)
    amount = np.array([value for one in histories for value in one.amounts], dtype=float)
    if not np.isfinite(amount).all():
        raise UnusablePurchases("An amount is no finite number.")
    keep = day <= on.toordinal()
    if not keep.any():
        raise UnusablePurchases("There is no purchase up to the day.")
    return _by_day(customer[keep], day[keep], amount[keep], len(histories))


def summary(bought: Purchases, day: int) -> Summary:
    """What is known of each customer at the end of `day`; those who had not bought by then are left out."""
    known = bought.until(day)
    customer, days, amounts = bought.customer[known], bought.day[known], bought.amount[known]
    size = bought.first.size
    counts = np.bincount(customer, minlength=size)
    sums = np.bincount(customer, weights=amounts, minlength=size)
    last = np.zeros(size, dtype=np.int64)
    np.maximum.at(last, customer, days)
    place = np.flatnonzero(counts)
    return Summary(
        place=place,
        repeats=counts[place].astype(float) - 1,
        recency=(last[place] - bought.first[place]) / WEEK,
        age=(day - bought.first[place]) / WEEK,
        mean_order=np.maximum(sums[place] / counts[place], 0.0),
        gap_squares=_gap_squares(customer, days, size)[place],
    )


def came(bought: Purchases, after: int, until: int) -> FloatArray:
    """(n_customers,) the purchase days of each after one day and up to another."""
    inside = (bought.day > after) & (bought.day <= until)
    return np.bincount(bought.customer[inside], minlength=bought.first.size).astype(float)


def _gap_squares(customer: IntArray, days: IntArray, size: int) -> FloatArray:
    gaps = np.where(np.diff(customer) == 0, np.diff(days) / WEEK, 0.0)
    return np.bincount(customer[1:], weights=gaps**2, minlength=size).astype(float)


def _by_day(customer: IntArray, day: IntArray, amount: FloatArray, size: int) -> Purchases:
    order = np.lexsort((amount, day, customer))
    customer, day, amount = customer[order], day[order], amount[order]
    starts = np.flatnonzero(np.r_[True, (np.diff(customer) != 0) | (np.diff(day) != 0)])
    customer, day, amount = customer[starts], day[starts], np.add.reduceat(amount, starts)
    first = np.full(size, -1, dtype=np.int64)
    first[customer[::-1]] = day[::-1]
    return Purchases(customer, day, amount, first)

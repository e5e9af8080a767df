"""Customers whose rates and whose leaving are known, as both forms of BG/NBD suppose them."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from ml_models.purchases.records import History, Method
from ml_models.purchases.summary import Summary

START, KNOWN_DAYS = date(2025, 1, 1), 300
ON = START + timedelta(days=KNOWN_DAYS)
AHEAD_DAYS = 200


def customers(size: int, method: Method = Method.BG_NBD, seed: int = 1) -> list[History]:
    """r 0.8, alpha 4 weeks, a 0.8, b 2.5; orders of 100 to 1,000; followed for 500 days, first seen in the first 90."""
    chance = np.random.default_rng(seed)
    return [_customer(chance, method) for _ in range(size)]


def known_of(rows: Sequence[tuple[float, float, float]], order: float = 100.0, variation: float = 1.0) -> Summary:
    """Customers by repeat purchases, weeks from the first to the last purchase, and weeks since the first.

    variation : of the gaps between purchases, squared: 1 at random, 0 all alike
    """
    repeats, recency, age = np.array(rows, dtype=float).T
    squares = (1 + variation) * recency**2 / np.maximum(repeats, 1)
    return Summary(np.arange(len(rows)), repeats, recency, age, np.full(len(rows), order), squares)


def _customer(chance: np.random.Generator, method: Method) -> History:
    rate, leaves = chance.gamma(0.8, 1 / 4), chance.beta(0.8, 2.5)
    day, days = float(chance.integers(0, 90)), []
    while day < KNOWN_DAYS + AHEAD_DAYS:
        days.append(START + timedelta(days=int(day)))
        if (len(days) > 1 or method is Method.MBG_NBD) and chance.random() < leaves:
            break
        day += 1 + 7 * chance.exponential(1 / rate)
    worth = chance.uniform(100, 1000)
    return History(days, [float(worth * chance.uniform(0.7, 1.3)) for _ in days])

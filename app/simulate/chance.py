"""Seeded chance: the only source of randomness here. The same seed and name give the same draws on every machine."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from math import exp
from typing import TypeVar
from uuid import UUID, uuid5

from app.values import money
from app.values.period import INDIA

T = TypeVar("T")
NOWHERE = UUID(int=0)


class Chance:
    """Draws for one part of a business: each has its own, so a change in one leaves the others as they were."""

    def __init__(self, seed: int, name: str, within: UUID = NOWHERE) -> None:
        self._within = within
        self._draw = random.Random(f"{seed}:{name}")  # noqa: S311 - invented books, no secrets

    def happens(self, probability: float) -> bool:
        """True in that share of all cases."""
        return self._draw.random() < probability

    def pick(self, choices: Sequence[T]) -> T:
        """One of `choices`, each as likely."""
        return self._draw.choice(choices)

    def weighted(self, choices: Sequence[T], weights: Sequence[float]) -> T:
        """One of `choices`, as likely as its weight says."""
        return self._draw.choices(choices, weights)[0]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """`count` different ones of `choices`, or all of them where there are fewer."""
        return self._draw.sample(choices, min(count, len(choices)))

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return self._draw.randint(low, high)

    def near(self, middle: float, spread: float) -> float:
        """A number around `middle`, normally spread."""
        return self._draw.gauss(middle, spread)

    def factor(self, spread: float) -> float:
        """A factor around 1, never negative, as often half as double."""
        return self._draw.lognormvariate(0, spread)

    def between(self, low: float, high: float) -> float:
        """A number from `low` to `high`."""
        return self._draw.uniform(low, high)

    def rupees(self, low: float, high: float) -> Decimal:
        """An amount from `low` to `high`, to the paisa."""
        return money.rounded(Decimal(str(self._draw.uniform(low, high))))

    def count(self, expected: float) -> int:
        """How many of something happen when `expected` do on average (Poisson)."""
        limit, product, found = exp(-expected), self._draw.random(), 0
        while product > limit:
            product *= self._draw.random()
            found += 1
        return found

    def digits(self, length: int) -> str:
        """So many digits, the first not zero."""
        return str(self._draw.randint(1, 9)) + "".join(self._draw.choices("0123456789", k=length - 1))

    def letters(self, length: int) -> str:
        """So many capital letters."""
        return "".join(self._draw.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=length))

    def uuid(self) -> UUID:
        """A UUID of its own `within` the business: the same books under another business share no id."""
        return uuid5(self._within, str(self._draw.getrandbits(64)))

    def day_within(self, first: date, last: date) -> date:
        """A day from `first` to `last`."""
        return first + timedelta(days=self._draw.randint(0, max((last - first).days, 0)))

    def moment(self, day: date, first_hour: int = 10, last_hour: int = 19) -> datetime:
        """A moment of `day`, in shop hours of India unless said otherwise; in UTC."""
        hour = self._draw.randint(first_hour, last_hour)
        written = time(hour, self._draw.randint(0, 59), self._draw.randint(0, 59))
        return datetime.combine(day, written, INDIA).astimezone(UTC)

"""What can be seen of an amount that may be the total, as numbers: the words beside it, and the sums it closes."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from app.invoices.rules.documents.receipts import letters, sums
from app.invoices.rules.documents.receipts.lines import Line
from app.invoices.rules.documents.receipts.sums import Printed
from ml_models.receipt_fields.records import Candidate

WORDS = tuple(sums.KEYWORDS)
COLUMNS = (
    *("times", "rank", "share_of_largest", "log_value", "first_at", "last_at", "has_currency", "of_five_cents"),
    *("cash_less_change", "any_difference", "part_and_tax", "parts", "rounded_of", "rounded_to", "sum_above", "height"),
    *("values", "larger_with_cash", "is_only_total", "is_last_total", "plain_totals", "right_edge"),
    *("likeness", "less_like", "likeness_of_others"),
    *("unrounded_before", "rounded_behind", "said_again", "before_zero", "sum_just_above", "largest_behind"),
    *(f"left_{word}" for word in WORDS),
    *(f"above_{word}" for word in WORDS),
    *(f"below_{word}" for word in WORDS),
)
NEAR = Decimal("0.05")
"""Rounding to five cents moves a total by less than this (Bank Negara Malaysia, rounding mechanism since 2008)."""
MOST_VALUES = 60
"""More different amounts than 320 receipts had; of more, the largest are looked at."""


@dataclass(frozen=True, slots=True)
class Value:
    """One amount with every place where it is printed; `shown` is where it looks most like a total."""

    value: Decimal
    printed: tuple[Printed, ...]

    @property
    def shown(self) -> Printed:
        return max(self.printed, key=lambda one: (_likeness(one), one.place))


def values(every: Sequence[Printed]) -> list[Value]:
    """The different amounts above zero."""
    places: dict[Decimal, list[Printed]] = defaultdict(list)
    for one in every:
        if one.value > 0:
            places[one.value].append(one)
    largest = sorted(places, reverse=True)[:MOST_VALUES]
    return [Value(value, tuple(places[value])) for value in largest]


def _likeness(one: Printed) -> float:
    words = dict(zip(WORDS, sums.told(one.left), strict=True))
    bad = sum(words[word] for word in ("sub", "cash", "change", "rounding", "tax", "quantity", "discount", "exclusive"))
    return 2.0 * words["total"] + words["grand"] + words["inclusive"] + words["amount"] - bad


class Sheet:
    """The amounts of one receipt beside each other."""

    def __init__(self, lines: Sequence[Line], every: Sequence[Printed]) -> None:
        self.lines, self.every = lines, every
        self.values = values(every)
        self.rows = max(1, lines[-1].row) if lines else 1
        self.height = median(line.box.height for line in lines) if lines else 1.0
        self.left = {id(one): sums.told(one.left) for one in every}
        self.by_word = {word: {one.value for one in every if self.left[id(one)][at]} for at, word in enumerate(WORDS)}
        self.all = {one.value for one in every if one.value > 0}
        self.plain_totals = [one for one in every if one.value > 0 and self._is_plain_total(one)]
        self.sums_above = self._running()
        self.likeness = {one.value: _likeness(one.shown) for one in self.values}

    def candidates(self) -> tuple[Candidate, ...]:
        """The different amounts as the model sees them."""
        return tuple(
            Candidate(one.shown.place, one.shown.place + 1, tuple(self._cues(rank, one)), self._ids(one))
            for rank, one in enumerate(self.values)
        )

    def _is_plain_total(self, one: Printed) -> bool:
        words = dict(zip(WORDS, self.left[id(one)], strict=True))
        return words["total"] and not any(words[w] for w in ("sub", "quantity", "discount", "exclusive", "tax"))

    def _running(self) -> set[Decimal]:
        """Sums of the last amounts of rows one below the other, as a column of items has them."""
        ends = list({self._row(one): one for one in self.every}.values())
        found: set[Decimal] = set()
        for start in range(min(len(ends), 40)):
            total = ends[start].value
            for other in ends[start + 1 : start + 40]:
                total += other.value
                found.add(total)
        return found

    def _row(self, one: Printed) -> int:
        return self.lines[one.place].row

    def _cues(self, rank: int, one: Value) -> list[float]:
        value = one.value
        rows = [self._row(place) / self.rows for place in one.printed]
        boxes = [self.lines[place.place].box for place in one.printed]
        totals = [place for place in self.plain_totals if place.value == value]
        numbers = [
            float(len(one.printed)),
            float(rank),
            float(value / self.values[0].value),
            math.log(float(value) + 1),
            min(rows),
            max(rows),
            float(any(place.has_currency for place in one.printed)),
            float(value * 20 == int(value * 20)),
            *self._closes(value),
            max(box.height for box in boxes) / self.height if self.height else 1.0,
            float(len(self.values)),
            float(any(cash > value for cash in self.by_word["cash"])),
            float(bool(totals) and len({place.value for place in self.plain_totals}) == 1),
            float(bool(self.plain_totals) and self.plain_totals[-1].value == value),
            float(len(totals)),
            max(box.right for box in boxes),
            self.likeness[value],
            self.likeness[value] - max(self.likeness.values()),
            max((like for other, like in self.likeness.items() if other != value), default=-9.0),
            *self._stands(value),
        ]
        left = [float(any(column)) for column in zip(*(self.left[id(place)] for place in one.printed), strict=True)]
        above = [float(any(c)) for c in zip(*(sums.told(place.above) for place in one.printed), strict=True)]
        below = [float(any(c)) for c in zip(*(sums.told(place.below) for place in one.printed), strict=True)]
        return [*numbers, *left, *above, *below]

    def _closes(self, value: Decimal) -> list[float]:
        """Which sums of other amounts come to this one."""
        cash, change, tax = self.by_word["cash"], self.by_word["change"], self.by_word["tax"]
        others = self.all - {value}
        near = [other for other in self.all if 0 < abs(other - value) < Decimal("0.05")]
        return [
            float(any(paid - value in change for paid in cash)),
            float(any(other - value in others for other in others)),
            float(any(value - part in others for part in tax if 0 < part < value)),
            float(any(value - part in others for part in others if part < value)),
            float(bool(near)) * float(value * 20 == int(value * 20)),
            float(any(other * 20 == int(other * 20) for other in near)),
            float(value in self.sums_above),
        ]

    def _stands(self, value: Decimal) -> list[float]:
        """What is printed just before and behind it."""
        at = [place for place, one in enumerate(self.every) if one.value == value]
        before = [self.every[place].value for place in range(at[0])]
        behind = [self.every[place].value for place in range(at[-1] + 1, len(self.every))]
        following = [self.every[place + 1].value for place in at if place + 1 < len(self.every)]
        return [
            float(any(0 < abs(other - value) < NEAR for other in before)),
            float(any(0 < abs(other - value) < NEAR for other in behind)),
            float(value in following),
            float(0 in following),
            float(any(self._closes_above(place) for place in at)),
            float(max((float(other / value) for other in behind), default=0.0)),
        ]

    def _closes_above(self, place: int) -> bool:
        """Whether the amounts just above, two to eight of them, come to this one."""
        total = Decimal(0)
        for count, one in enumerate(reversed(self.every[max(0, place - 8) : place]), 1):
            total += one.value
            if count > 1 and total == self.every[place].value:
                return True
        return False

    def _ids(self, one: Value) -> tuple[int, ...]:
        seen: list[str] = []
        for place in one.printed:
            for name, text in (
                ("left", place.left),
                ("above", place.above),
                ("below", place.below),
                ("right", place.right),
            ):
                words = re.findall(r"[A-Z]+|%", text)
                seen.extend(f"{name}:{word}" for word in words)
                seen.extend(f"{name}:{one} {two}" for one, two in pairwise(words))
            words = re.findall(r"[A-Z]+", place.left)
            seen.append(f"near:{words[-1] if words else ''}")
            seen.append("all:" + letters.only(re.sub(r"\d", "", place.left)))
        return letters.places(seen)

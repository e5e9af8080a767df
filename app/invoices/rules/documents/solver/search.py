"""Of several readings for each value, the set that is likeliest together: what was read well, and whose sums close.

Score of a set = sum of the logarithms of its readings' scores, plus `CLOSED` for every sum that closes and less `OPEN`
for every one that does not. The search keeps the `WIDTH` best beginnings, so its time is bounded.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.invoices.records.extractions import Found

CLOSED = 5.0
"""A sum that closes to the paisa by chance is a matter of one in hundreds: the logarithm of 150."""
OPEN = 1.5
"""Less than what it costs to leave out a value that stands in its place (score 0.9: 2.2), since papers hold sums of
other makes; more than what tells two readings of the same digits apart."""
LEFT_OUT = 1.0
"""What is printed under its name is left out only against two sums."""
WIDTH = 48
_SMALLEST = 0.001

Values = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Option:
    """One reading of a value; `found` None stands for "not there"."""

    found: Found | None
    worth: float

    @property
    def value(self) -> Decimal | None:
        return self.found.value if self.found and isinstance(self.found.value, Decimal) else None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sum that was tried; both sides as they came out, and which values it held."""

    is_ok: bool
    expected: Decimal
    found: Decimal
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over the values named; `tried` is None where a value that it needs is not there."""

    name: str
    names: tuple[str, ...]
    tried: Callable[[Values], Verdict | None]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    chosen: tuple[Option, ...]


def options(found: Sequence[Found], most: int) -> list[Option]:
    """The options of one value, the likeliest first and "not there" last; equal values count once, by their best."""
    best: dict[object, Found] = {}
    for one in sorted(found, key=lambda each: -each.confidence):
        best.setdefault(one.value, one)
    kept = list(best.values())[:most]
    highest = max((one.confidence for one in kept), default=0.0)
    return [*(Option(one, _log(one.confidence)) for one in kept), Option(None, _log(1 - highest) - LEFT_OUT)]


def _log(share: float) -> float:
    return math.log(max(share, _SMALLEST))


def best(choices: Mapping[str, Sequence[Option]], sums: Sequence[Sum], fixed: Values) -> dict[str, Option]:
    """The likeliest set, one option for every name of `choices`, in their order; `fixed` are values that are known."""
    names = list(choices)
    due = _due(names, sums)
    states = [_State(0.0, ())]
    for place, name in enumerate(names):
        grown = []
        for state in states:
            for option in choices[name]:
                if _is_taken(option, state.chosen):
                    continue
                chosen = (*state.chosen, option)
                values = {**fixed, **{each: one.value for each, one in zip(names, chosen, strict=False)}}
                score = state.score + option.worth + sum(_worth(one, values) for one in due[place])
                grown.append(_State(score, chosen))
        states = sorted(grown, key=lambda state: -state.score)[:WIDTH]
    return dict(zip(names, states[0].chosen, strict=True))


def _is_taken(option: Option, chosen: Sequence[Option]) -> bool:
    """Whether the number printed at that place is another value already: one printed sum has one name."""
    found = option.found
    if found is None or found.box is None:
        return False
    return any(one.found is not None and (one.found.page, one.found.box) == (found.page, found.box) for one in chosen)


def _due(names: Sequence[str], sums: Sequence[Sum]) -> list[list[Sum]]:
    """The sums that can be tried once the value at each place is chosen: those of which it is the last."""
    due: list[list[Sum]] = [[] for _ in names]
    for one in sums:
        places = [names.index(name) for name in one.names if name in names]
        if places:
            due[max(places)].append(one)
    return due


def _worth(one: Sum, values: Values) -> float:
    verdict = one.tried(values)
    if verdict is None:
        return 0.0
    return CLOSED * one.weight if verdict.is_ok else -OPEN * one.weight

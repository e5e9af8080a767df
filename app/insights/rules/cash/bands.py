"""How wide a band has to be: conformal quantiles of past errors, without arrays."""

from collections.abc import Sequence
from math import sqrt
from statistics import stdev

COVERAGE = 0.8
NORMAL_80, NORMAL_95 = 1.2816, 1.96
TO_95 = NORMAL_95 / NORMAL_80
"""From a band of 80 % to one of 95 %: a dozen origins cannot tell so rare a miss by themselves."""


def quantile(errors: Sequence[float], coverage: float = COVERAGE) -> float:
    """The absolute error that covers `coverage` of outcomes, allowing for how few were seen; between two of them."""
    ranked = sorted(abs(error) for error in errors)
    place = min((len(ranked) + 1) * coverage - 1, len(ranked) - 1)
    below = int(place)
    above = min(below + 1, len(ranked) - 1)
    return ranked[below] + (ranked[above] - ranked[below]) * (place - below)


def from_errors(errors: Sequence[Sequence[float]]) -> list[float]:
    """Half-widths by step from the errors of several origins; none is narrower than the one before."""
    steps = range(len(errors[0]))
    pooled = quantile([row[step] / sqrt(step + 1) for row in errors for step in steps])
    widths: list[float] = []
    for step in steps:
        own = quantile([row[step] for row in errors])
        widths.append(max((own + pooled * sqrt(step + 1)) / 2, widths[-1] if widths else 0.0))
    return widths


def from_spread(values: Sequence[float], steps: int) -> list[float]:
    """Half-widths of a sum of `values` over 1..`steps` periods, taking the periods as independent."""
    return [NORMAL_80 * stdev(values) * sqrt(step) for step in range(1, steps + 1)]


def share_inside(errors: Sequence[Sequence[float]], factor: float = 1.0) -> float:
    """The share of outcomes that a band made of the other origins, `factor` times as wide, would have held."""
    inside = [
        abs(error) <= factor * width
        for place, row in enumerate(errors)
        for error, width in zip(row, from_errors([*errors[:place], *errors[place + 1 :]]), strict=True)
    ]
    return round(sum(inside) / len(inside), 3)

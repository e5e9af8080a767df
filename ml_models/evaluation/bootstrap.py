"""How sure a measure is: 95 % percentile intervals from resampled cases, or whole groups of cases.

Cases of one business resemble each other, so where groups are given whole groups are drawn (cluster bootstrap, Davison
and Hinkley 1997, section 3.8): intervals over single cases would be too narrow. A draw is a weight for each case, so a
measure sorts its cases once and never again.
"""

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from ml_models.evaluation.arrays import FloatArray, IntArray

REPEATS = 300
OUTER_PERCENT = (2.5, 97.5)

Measure = Callable[[FloatArray], float | None]
"""A measure over weighted cases: weights (n,) of which most are small whole numbers; None where it is not defined."""


def draws(group_of: IntArray, *, seed: int, repeats: int = REPEATS) -> Iterator[FloatArray]:
    """`repeats` times the weight of each case when as many groups are drawn, with return, as there are."""
    random = np.random.default_rng(seed)
    groups = int(group_of.max()) + 1 if group_of.size else 0
    for _ in range(repeats if groups else 0):
        drawn = np.bincount(random.integers(0, groups, groups), minlength=groups)
        yield drawn[group_of].astype(np.float64)


def intervals(
    measures: Mapping[str, Measure], group_of: IntArray, *, seed: int, repeats: int = REPEATS
) -> dict[str, tuple[float, float, float]]:
    """Value, low and high of each measure that is defined on all cases together; the value always lies between.

    group_of : (n,) number of each case's group, in an order that depends on the cases alone
    """
    everything = np.ones(group_of.size)
    values = {name: measure(everything) for name, measure in measures.items()}
    found = {name: value for name, value in values.items() if value is not None}
    drawn: dict[str, list[float]] = {name: [] for name in found}
    for weights in draws(group_of, seed=seed, repeats=repeats if found else 0):
        for name, kept in drawn.items():
            value = measures[name](weights)
            if value is not None:
                kept.append(value)
    return {name: (value, *_around(value, drawn[name])) for name, value in found.items()}


def _around(value: float, drawn: list[float]) -> tuple[float, float]:
    if not drawn:
        return value, value
    low, high = (float(edge) for edge in np.percentile(drawn, OUTER_PERCENT))
    return min(low, value), max(high, value)

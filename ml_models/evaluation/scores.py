"""Measures of a model that says chances, over weighted cases; each is None where it is not defined.

Formulas as in scikit-learn's `metrics` (average precision without interpolation, ties as one step); written over cases
sorted once, since a bootstrap asks hundreds of times.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np

from ml_models.evaluation.arrays import BoolArray, FloatArray, IntArray
from ml_models.evaluation.bootstrap import Measure

LEAST_CHANCE = 1e-7
"""Log loss takes no chance as nearer to 0 or 1, so that one sure error is not infinite."""

IS_BETTER_HIGH = {
    "average_precision": True,
    "roc_auc": True,
    "precision": True,
    "recall": True,
    "f1": True,
    "share_right": True,
    "brier": False,
    "log_loss": False,
}
UNDEFINED = {
    "average_precision": "no case of them holds",
    "roc_auc": "it needs cases that hold and cases that do not",
    "precision": "the model says yes to none of them",
    "recall": "no case of them holds",
    "f1": "no case holds and the model says yes to none",
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """Cases sorted from the surest yes downwards; `ends` are the last places of each run of equal chances."""

    chance: FloatArray
    truth: BoolArray
    ends: IntArray
    said_yes: BoolArray


def ranked(chance: FloatArray, truth: BoolArray, threshold: float) -> Ranked:
    """`chance` and `truth` are sorted already, from high to low."""
    ends = np.flatnonzero(np.append(chance[1:] != chance[:-1], True)) if chance.size else np.zeros(0, dtype=np.int64)
    return Ranked(chance, truth, ends.astype(np.int64), chance >= threshold)


def average_precision(cases: Ranked, weights: FloatArray) -> float | None:
    """Area under precision over recall, as steps."""
    hits, said = _cumulated(cases, weights)
    if not hits.size or hits[-1] <= 0:
        return None
    precision = np.divide(hits, said, out=np.ones_like(hits), where=said > 0)
    return float(np.sum(np.diff(hits, prepend=0.0) * precision) / hits[-1])


def roc_auc(cases: Ranked, weights: FloatArray) -> float | None:
    """Chance that a case that holds is ranked above one that does not."""
    hits, said = _cumulated(cases, weights)
    misses = said - hits
    if not hits.size or hits[-1] <= 0 or misses[-1] <= 0:
        return None
    steps = np.diff(misses, prepend=0.0) * (hits + np.concatenate([[0.0], hits[:-1]])) / 2
    return float(np.sum(steps) / (hits[-1] * misses[-1]))


def precision(cases: Ranked, weights: FloatArray) -> float | None:
    """Share of those said yes to that hold."""
    return _share(cases.said_yes & cases.truth, cases.said_yes, weights)


def recall(cases: Ranked, weights: FloatArray) -> float | None:
    """Share of those that hold that were said yes to."""
    return _share(cases.said_yes & cases.truth, cases.truth, weights)


def f1(cases: Ranked, weights: FloatArray) -> float | None:
    """Harmonic mean of precision and recall."""
    said, holds = float(weights[cases.said_yes].sum()), float(weights[cases.truth].sum())
    hits = float(weights[cases.said_yes & cases.truth].sum())
    return 2 * hits / (said + holds) if said + holds > 0 else None


def share_right(cases: Ranked, weights: FloatArray) -> float | None:
    """Share of cases said rightly."""
    return _share(cases.said_yes == cases.truth, np.ones_like(cases.truth), weights)


def brier(cases: Ranked, weights: FloatArray) -> float | None:
    """Mean squared distance between chance and truth."""
    return _mean((cases.chance - cases.truth) ** 2, weights)


def log_loss(cases: Ranked, weights: FloatArray) -> float | None:
    """Mean of minus the logarithm of the chance given to what was true."""
    chance = np.clip(cases.chance, LEAST_CHANCE, 1 - LEAST_CHANCE)
    return _mean(-np.log(np.where(cases.truth, chance, 1 - chance)), weights)


MEASURES: Mapping[str, Callable[[Ranked, FloatArray], float | None]] = {
    "average_precision": average_precision,
    "roc_auc": roc_auc,
    "precision": precision,
    "recall": recall,
    "f1": f1,
    "share_right": share_right,
    "brier": brier,
    "log_loss": log_loss,
}


def measures(cases: Ranked) -> dict[str, Measure]:
    """Every measure, ready for weights."""
    return {name: partial(measure, cases) for name, measure in MEASURES.items()}


def _cumulated(cases: Ranked, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    return np.cumsum(weights * cases.truth)[cases.ends], np.cumsum(weights)[cases.ends]


def _share(part: BoolArray, whole: BoolArray, weights: FloatArray) -> float | None:
    total = float(weights[whole].sum())
    return float(weights[part].sum()) / total if total > 0 else None


def _mean(values: FloatArray, weights: FloatArray) -> float | None:
    total = float(weights.sum())
    return float(np.sum(values * weights) / total) if total > 0 else None

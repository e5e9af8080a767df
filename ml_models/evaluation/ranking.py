"""The evaluation of a model that ranks labels for texts: a right one first or among five, and chances that come true.

A label is right when it begins with one of the acceptable ones, as a code of goods of eight digits lies under its
heading of four. Calibration is of the first label, which is the one that people take.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np

from ml_models.contracts import RefusedModel
from ml_models.evaluation import arrays, behaviour, bootstrap, calibration, slices
from ml_models.evaluation.arrays import FloatArray, IntArray
from ml_models.evaluation.records import Evaluation, Metric, Slice

MOST = 5
Ranked = Sequence[tuple[str, float]]
Predict = Callable[[Sequence[str]], Sequence[Ranked]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """What a ranking is judged on.

    texts, and for each the beginnings of right labels (`accepted`)
    slices : by name (such as the language), (n,) mask of the texts in it; groups : drawn together by the bootstrap
    """

    texts: Sequence[str]
    accepted: Sequence[Sequence[str]]
    slices: Mapping[str, Sequence[bool]] = field(default_factory=dict)
    groups: Sequence[Any] | None = None
    primary: str = "top_5"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of texts and right labels, whatever their order."""
        pairs = zip(self.texts, self.accepted, strict=True)
        return arrays.fingerprint([json.dumps([text, sorted(right)]).encode() for text, right in pairs])


def evaluated(predict: Predict, cases: Cases, *, seed: int, behaviours: Sequence[behaviour.Check] = ()) -> Evaluation:
    """Everything about the ranking but its cost. Raises `RefusedModel` where it does not answer every text."""
    said = list(predict(cases.texts)) if cases.texts else []
    if len(said) != len(cases.texts):
        raise RefusedModel("wrong_shape", f"The model answers {len(said)} lists for {len(cases.texts)} texts.")
    right = [hits(ranked, accepted) for ranked, accepted in zip(said, cases.accepted, strict=True)]
    groups = arrays.group_numbers(cases.groups)
    order = np.array(sorted(range(len(right)), key=lambda place: (cases.texts[place], right[place])), dtype=np.int64)
    firsts = [(ranked[0][1], bool(found[0])) for ranked, found in zip(said, right, strict=True) if ranked]
    answered = [float(bool(ranked)) for ranked in said]
    return Evaluation(
        primary=cases.primary,
        metrics=measured(right, answered, order, groups, seed),
        cases=len(right),
        data_fingerprint=cases.fingerprint,
        calibration=calibration.calibration(firsts),
        slices=tuple(
            _slice(name, right, answered, order[np.asarray(mask, dtype=np.bool_)[order]], groups, seed)
            for name, mask in sorted(cases.slices.items())
        ),
        behaviours=behaviour.measured(behaviours, predict),
        notes=() if right else ("There are no cases to measure on.",),
    )


def hits(ranked: Ranked, accepted: Sequence[str]) -> list[bool]:
    """Of each label, at most five, whether it is right."""
    return [label.startswith(tuple(accepted)) for label, _ in ranked[:MOST]]


def measured(
    right: Sequence[Sequence[bool]], answered: Sequence[float], rows: IntArray, groups: IntArray | None, seed: int
) -> tuple[Metric, ...]:
    """Shares of the texts of `rows` with a right label among the first five, at the first place, with any label."""
    columns = {
        "top_5": [float(any(one)) for one in right],
        "top_1": [float(any(one[:1])) for one in right],
        "answered": answered,
    }
    shares = {name: partial(_mean, np.array(values)[rows]) for name, values in columns.items()} if len(rows) else {}
    found = bootstrap.intervals(shares, arrays.renumbered(groups, rows), seed=seed)
    return tuple(Metric(name, *figures, cases=len(rows)) for name, figures in found.items())


def _mean(values: FloatArray, weights: FloatArray) -> float | None:
    total = float(weights.sum())
    return float((values * weights).sum()) / total if total > 0 else None


def _slice(
    name: str,
    right: Sequence[Sequence[bool]],
    answered: Sequence[float],
    rows: IntArray,
    groups: IntArray | None,
    seed: int,
) -> Slice:
    return Slice(name, len(rows), measured(right, answered, rows, groups, seed), slices.note(len(rows)))

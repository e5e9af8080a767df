"""The evaluation of a model that says the chance of a claim: metrics with intervals, calibration, slices, behaviour."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ml_models.contracts import Scorer
from ml_models.evaluation import arrays, behaviour, bootstrap, calibration, scores, slices
from ml_models.evaluation.arrays import BoolArray, FloatArray, IntArray
from ml_models.evaluation.records import Evaluation, Metric, Slice
from ml_models.evaluation.titles import title

Predict = Callable[[FloatArray], Any]


def chances_of(model: Any) -> Predict:
    """How a model that answers `predict_proba` with the chance in column 1 is asked."""
    return lambda rows: model.predict_proba(np.asarray(rows, dtype=np.float64))[:, 1]


class AsModel:
    """A scorer asked as a model is, so that rules are measured just as what was learned."""

    def __init__(self, score: Scorer) -> None:
        self._score = score

    def predict_proba(self, rows: FloatArray) -> FloatArray:
        """(n, 2), the chance in column 1."""
        chance = np.asarray(self._score(rows.tolist()), dtype=np.float64)
        return np.column_stack([1 - chance, chance])


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """What a model is judged on.

    inputs : (n, k) rows as the model takes them; truth : (n,) whether the claim holds
    threshold : chance from which serving says yes
    slices : by name, (n,) mask of the cases in it; groups : (n,) such as the business, drawn together by the bootstrap
    """

    inputs: FloatArray
    truth: BoolArray
    threshold: float
    slices: Mapping[str, BoolArray] = field(default_factory=dict)
    groups: Sequence[Any] | None = None
    primary: str = "average_precision"

    @property
    def fingerprint(self) -> str:
        """SHA-256 of rows and truth, whatever their order."""
        rows = np.column_stack([np.asarray(self.inputs, dtype="<f8"), np.asarray(self.truth, dtype="<f8")])
        return arrays.fingerprint([row.tobytes() for row in rows])


@dataclass(frozen=True, slots=True)
class _Said:
    """What the model said of each case (n,), beside the truth and the group."""

    chance: FloatArray
    truth: BoolArray
    group_of: IntArray | None
    threshold: float


def evaluated(predict: Predict, cases: Cases, *, seed: int, behaviours: Sequence[behaviour.Check] = ()) -> Evaluation:
    """Everything about the model but its cost and drift. Raises `RefusedModel` where it answers no chances."""
    truth = np.asarray(cases.truth, dtype=np.bool_)
    chance = arrays.chances(predict(cases.inputs) if truth.size else np.zeros(0), truth.size)
    said = _Said(chance, truth, arrays.group_numbers(cases.groups), cases.threshold)
    metrics, notes = _measured(said, np.ones_like(truth), seed)
    return Evaluation(
        primary=cases.primary,
        metrics=metrics,
        cases=truth.size,
        data_fingerprint=cases.fingerprint,
        calibration=calibration.calibration(zip(chance.tolist(), truth.tolist(), strict=True)),
        slices=tuple(_slice(name, said, mask, seed) for name, mask in sorted(cases.slices.items())),
        behaviours=behaviour.measured(behaviours, predict),
        confusion=confusion(chance, truth, cases.threshold),
        threshold=cases.threshold,
        notes=notes,
    )


def confusion(chance: FloatArray, truth: BoolArray, threshold: float) -> dict[str, dict[str, int]]:
    """How many cases of each truth were said yes and no to."""
    said = chance >= threshold
    return {
        actual: {
            "yes": int(np.count_nonzero((truth == holds) & said)),
            "no": int(np.count_nonzero((truth == holds) & ~said)),
        }
        for actual, holds in (("yes", True), ("no", False))
    }


def _measured(said: _Said, mask: BoolArray, seed: int) -> tuple[tuple[Metric, ...], tuple[str, ...]]:
    """Every metric that is defined on the cases of `mask`, and a sentence for each that is not."""
    places = np.flatnonzero(mask)
    ties = said.truth[places] if said.group_of is None else said.group_of[places]
    places = places[np.lexsort((ties, said.truth[places], -said.chance[places]))]
    ranked = scores.ranked(said.chance[places], said.truth[places], said.threshold)
    found = bootstrap.intervals(scores.measures(ranked), arrays.renumbered(said.group_of, places), seed=seed)
    metrics = tuple(
        Metric(name, *figures, cases=places.size, is_better_high=scores.IS_BETTER_HIGH[name])
        for name, figures in found.items()
    )
    if not places.size:
        return metrics, ("There are no cases to measure on.",)
    missing = [name for name in scores.MEASURES if name not in found]
    return metrics, tuple(f"{title(name)} is not defined here: {scores.UNDEFINED[name]}." for name in missing)


def _slice(name: str, said: _Said, mask: BoolArray, seed: int) -> Slice:
    inside = np.asarray(mask, dtype=np.bool_)
    metrics, _ = _measured(said, inside, seed)
    cases = int(np.count_nonzero(inside))
    return Slice(name, cases, metrics, slices.note(cases, int(np.count_nonzero(said.truth & inside))))

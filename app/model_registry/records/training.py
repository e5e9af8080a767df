"""The nouns of a retraining: what it learns from, how its search is cut into parts, and why it may not happen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.model_registry.records.learners import Observed
from app.values.errors import Conflict
from ml_models.contracts import Bundle
from ml_models.evaluation.records import Evaluation
from ml_models.judging import GateResult


@dataclass(frozen=True, slots=True)
class Labels:
    """What is known by now, sorted by what it may be used for.

    taught : may be learned from; judging : held back from learning; new : how many of `taught` the last training could
    not know; leaked : left out, since the outcome was known before the inputs were taken
    """

    taught: tuple[Observed, ...]
    judging: tuple[Observed, ...]
    new: int
    leaked: int


@dataclass(frozen=True, slots=True)
class Training:
    """What makes the same examples anywhere: whose, from which seed, and from labels known before `until`.

    fingerprint : of the examples; whoever makes them again must come to the same
    """

    name: str
    seed: int
    until: datetime
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a search: how good the candidate parameters number `candidate` are on the fold number `fold`."""

    candidate: int
    fold: int


Spread = Callable[[Training, Sequence[Part]], Sequence[float]]
"""Works out the score of every part, in their order, wherever it likes."""


@dataclass(frozen=True, slots=True)
class Searched:
    """The parameters that a search chose, and the mean score of each candidate; none where there was no choice."""

    parameters: Mapping[str, Any]
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A model that was just made: the file, unsigned and without a number, and how good what is in it was found."""

    brought: Bundle
    model: Any
    evaluation: Evaluation


@dataclass(frozen=True, slots=True)
class Difference:
    """How a rebuilt model differs from the file that was there before, if one was and could be read.

    is_same : the same bytes that say the same of themselves; different : share of `answers` that differ
    """

    before: Bundle | None
    is_same: bool
    answers: int = 0
    different: float = 0.0
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A model rebuilt from its seed: what to keep, how it was judged, and what is different.

    searched : what its parameters were chosen from; by_rules : how good the rules in its place are on the same cases
    """

    brought: Bundle
    searched: Searched
    evaluation: Evaluation
    by_rules: Evaluation | None
    verdict: tuple[GateResult, ...]
    difference: Difference


class NotEnoughLabels(Conflict):
    """Too little became known since the last training for another one to differ; the message says how much."""

    code = "not_enough_labels"


class TrainingFailed(Conflict):
    """A training came to no model; the message says where it ended."""

    code = "training_failed"

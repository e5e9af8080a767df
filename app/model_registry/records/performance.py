"""How a version is measured, and what became of its answers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Score:
    """What a measurement found: `accuracy` in 0..1 over `cases`, by the yardstick that `measure` names in words.

    took_ms : of one answer; None for a file that tells how right it was and that nobody timed here
    """

    accuracy: float
    cases: int
    measure: str
    took_ms: float | None

    def __post_init__(self) -> None:
        if not 0 <= self.accuracy <= 1 or self.cases < 0 or not 0 <= (self.took_ms or 0.0) < float("inf"):
            raise ValueError(f"not a score: {self}")


@dataclass(frozen=True, slots=True)
class Evaluator:
    """How a capability measures what serves in it: `score(seed)` judges it on generated books whose truth is known.

    The version is the one that answers carry (`model_version`); a capability's `training` makes the evaluator, since
    the registry knows no capability.
    """

    model_name: str
    model_type: str
    model_version: str
    score: Callable[[int], Score]


@dataclass(frozen=True, slots=True)
class ServingModel:
    """The version of a model that answers now; `score` is None as long as nobody measured it."""

    name: str
    version: str
    type: str
    score: Score | None
    measured_at: datetime


@dataclass(frozen=True, slots=True)
class Usage:
    """What one version has answered: computed answers, the predictions in them, and the time they took together."""

    answers: int = 0
    predictions: int = 0
    total_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many predictions of one version were judged by people, and how many of those were right."""

    judged: int = 0
    correct: int = 0
    last_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Performance:
    """One model as the app shows it; `total_predictions` are those of known outcome, `served_predictions` all."""

    model_name: str
    model_type: str
    model_version: str
    accuracy_score: float
    accuracy_source: str
    accuracy_measure: str
    last_updated: datetime
    total_predictions: int
    correct_predictions: int
    response_time_ms: float
    served_predictions: int

"""How a capability hands a learned model to the registry, which knows no capability: one `Learner` for each model.

Learners are made in the worker and by commands only, since what they name brings its libraries along.
`tasks.learners` lists them all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from ml_models.contracts import Kind, Scorer, Task
from ml_models.evaluation.records import Evaluation


@dataclass(frozen=True, slots=True)
class Observed:
    """One served prediction whose outcome is known: a label for training, with the inputs as they were then.

    inputs : the row of features in the learner's order, or the sentence; outcome : True where the claim held, or the
    right spans of a sentence
    """

    business_id: UUID
    subject: UUID
    inputs: Any
    outcome: Any
    predicted_at: datetime
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a prediction about `subject`, as the capability's own tables tell."""

    subject: UUID
    is_true: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Policy:
    """When a model is retrained and what happens then. The schedule is a crontab line in Indian time."""

    retrain_cron: str = "0 3 * * 0"
    least_new_labels: int = 100
    promotes_itself: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """One learned model: what it is, how its examples are made, how it is fitted and judged.

    examples(observed, seed) : training rows, generated from `seed` and joined with `observed`; any type of its own,
        with an attribute `fingerprint` (SHA-256 of the rows)
    candidates : parameter sets that a training compares
    fold_score(examples, parameters, fold, seed) : how good such a set is; higher is better
    fit(examples, parameters, seed) : the model; the same seed gives the same scores
    evaluate(model, observed, seed) : everything but its cost, on the fixed generated sets and the held-out `observed`
    shares(examples) : how each input is spread, for drift; smoke : inputs that every version must answer at once
    outcomes(tx, since) : in a transaction (sqlalchemy.Connection) of the service, what the capability's tables tell
        about subjects since then
    labelled(tx, since) : labels that people gave of their own accord since then, beside those of observed predictions
    package : folder below `ml_models` that holds its code and card; the name where it is empty
    by_rules : what answers where no version serves, if it answers chances too: measured beside a version in its card
    data, limits : for the card: what it learns from, and sentences on what it cannot do
    """

    name: str
    title: str
    purpose: str
    kind: Kind
    task: Task
    features: tuple[str, ...]
    policy: Policy
    smoke: Sequence[Any]
    examples: Callable[[Sequence[Observed], int], Any]
    candidates: tuple[Mapping[str, Any], ...] = ({},)
    folds: int = 3
    fold_score: Callable[[Any, Mapping[str, Any], int, int], float]
    fit: Callable[[Any, Mapping[str, Any], int], Any]
    evaluate: Callable[[Any, Sequence[Observed], int], Evaluation]
    shares: Callable[[Any], Mapping[str, Any]] = field(default=lambda examples: {})
    outcomes: Callable[[Any, datetime], Iterable[Outcome]] = field(default=lambda tx, since: ())
    labelled: Callable[[Any, datetime], Iterable[Observed]] = field(default=lambda tx, since: ())
    package: str = ""
    by_rules: Scorer | None = None
    data: str = ""
    limits: tuple[str, ...] = ()
    licence: str = "the same as this repository; trained on generated data only"

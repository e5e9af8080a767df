"""A learner small enough to be trained in every test: two inputs, a second of work, and labels made up at will."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import numpy as np
from sqlalchemy import Engine

from app.model_registry.records import Learner, ModelVersion, Observed, Policy
from app.model_registry.service import models
from app.runtime.runtime import Runtime
from ml_models import splits
from ml_models.contracts import Kind, Task
from ml_models.evaluation import binary, drift
from ml_models.evaluation.records import Evaluation
from tests import shops
from tests.model_registry import tiny

FEATURES = tiny.FEATURES
CASES_SEED = 99
INSERT = (
    "insert into ml_model_observations (model_id, subject, business_id, role, probability, inputs, predicted_at,"
    " outcome, outcome_at) values (:model_id, :subject, :business_id, 'production', 0.5, cast(:inputs as jsonb),"
    " :predicted_at, cast(:outcome as jsonb), :known_at)"
)


@dataclass(frozen=True)
class Rows:
    """Training rows."""

    inputs: np.ndarray[Any, np.dtype[np.float64]]
    truth: np.ndarray[Any, np.dtype[np.bool_]]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the rows."""
        return hashlib.sha256(self.inputs.tobytes() + self.truth.tobytes()).hexdigest()


def learner(name: str, **changes: Any) -> Learner:
    """A learner of the model `name`: is the likeness above one half?"""
    plain = Learner(
        name=name,
        title="Tiny",
        purpose="Stands for a learned model in tests.",
        kind=Kind.SKOPS,
        task=Task.BINARY,
        features=FEATURES,
        policy=Policy(retrain_cron="0 3 * * 0", least_new_labels=20),
        smoke=tiny.ROWS,
        examples=examples,
        candidates=({"C": 0.01}, {"C": 1.0}),
        folds=3,
        fold_score=fold_score,
        fit=fit,
        evaluate=evaluate,
        shares=lambda rows: drift.shares(rows.inputs, FEATURES),
    )
    return replace(plain, **changes)


def described(rt: Runtime, name: str, now: datetime, **changes: Any) -> Learner:
    """A learner that the registry knows of."""
    made = learner(name, **changes)
    models.describe(rt, [made], now=now)
    return made


def generated(count: int, seed: int) -> Rows:
    """Rows of whom the truth is known, with a little noise."""
    chance = np.random.default_rng(seed)
    inputs = np.column_stack([chance.random(count), chance.integers(0, 10, count).astype(np.float64)])
    return Rows(inputs, inputs[:, 0] + chance.normal(0, 0.1, count) > 0.5)


def examples(observed: Sequence[Observed], seed: int) -> Rows:
    """Generated rows and the observed ones."""
    rows = generated(200, seed)
    if not observed:
        return rows
    inputs = np.vstack([rows.inputs, np.array([one.inputs for one in observed], dtype=np.float64)])
    return Rows(inputs, np.concatenate([rows.truth, np.array([one.outcome for one in observed], dtype=np.bool_)]))


def fit(rows: Rows, parameters: Mapping[str, Any], seed: int) -> Any:
    """A logistic regression."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(random_state=seed, **parameters).fit(rows.inputs, rows.truth)


def fold_score(rows: Rows, parameters: Mapping[str, Any], fold: int, seed: int) -> float:
    """Share of right answers on every third row."""
    held = np.arange(len(rows.truth)) % 3 == fold
    model = fit(Rows(rows.inputs[~held], rows.truth[~held]), parameters, seed)
    return float(model.score(rows.inputs[held], rows.truth[held]))


def evaluate(model: Any, observed: Sequence[Observed], seed: int) -> Evaluation:
    """On rows that no training sees."""
    rows = generated(120, CASES_SEED)
    cases = binary.Cases(inputs=rows.inputs, truth=rows.truth, threshold=0.5)
    return binary.evaluated(lambda inputs: model.predict_proba(inputs)[:, 1], cases, seed=seed)


def business(engine: Engine, *, is_held_back: bool = False) -> UUID:
    """A business that training may learn from, or one that only judges."""
    while True:
        found = shops.opened(engine, uuid4())
        if splits.is_held_back(found) is is_held_back:
            return found


def labels(engine: Engine, version: ModelVersion, business_id: UUID, count: int, *, known_at: datetime) -> list[UUID]:
    """Predictions of `version` whose outcome became known; their subjects."""
    subjects = [uuid4() for _ in range(count)]
    for number, subject in enumerate(subjects):
        likeness = (number % 10) / 10
        values = {
            "model_id": version.id,
            "subject": subject,
            "business_id": business_id,
            "inputs": json.dumps([likeness, number % 7]),
            "outcome": json.dumps(likeness > 0.5),
            "predicted_at": known_at - timedelta(days=2),
            "known_at": known_at,
        }
        shops.execute(engine, INSERT, values)
    return subjects


def only(made: Learner) -> tuple[Callable[[], Learner]]:
    """The list of a service that has this learner alone."""
    return (lambda: made,)

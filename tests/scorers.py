"""What the tests of both scorers of rows share: linear ones made by hand, and what is kept of their answers."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import numpy as np
from sqlalchemy import text

from app.model_registry.records import Learner
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models import bundle, formats, predicting
from ml_models.contracts import Bundle
from ml_models.tabular import Examples
from tests.model_registry import tiny

OBSERVED = text("select subject, probability, inputs from public.ml_model_observations where business_id = :id")


def made(learner: Learner, weights: Sequence[float], bias: float, *, pivot: str, nonsense: bool) -> Bundle:
    """A linear scorer of the learner's inputs; one full of nonsense says NaN of rows whose input `pivot` is 0."""
    from sklearn.linear_model import LogisticRegression

    place = learner.features.index(pivot)
    model = LogisticRegression()
    model.classes_, model.n_features_in_ = np.array([False, True]), len(weights)
    model.coef_, model.intercept_ = np.array([weights]), np.array([bias])
    if nonsense:
        model.coef_[0, place] = np.inf
    return bundle.bundled(
        formats.dump(learner.kind, model),
        name=learner.name,
        kind=learner.kind,
        task=learner.task,
        frameworks=formats.frameworks(learner.kind),
        features=learner.features,
        smoke=predicting.smoke_for(learner.task, model, [row for row in learner.smoke if row[place]]),
        created_at=tiny.NOW,
    )


def observed(rt: Runtime, business_id: UUID) -> dict[UUID, tuple[float, Any]]:
    """What was kept of a model's answers about the business."""
    with rt.db.transaction(Caller.service()) as tx:
        rows = tx.execute(OBSERVED, {"id": business_id}).all()
    return {row.subject: (float(row.probability), row.inputs) for row in rows}


def assert_repeatable(learner: Learner, examples: Examples, parameters: Mapping[str, Any], seed: int) -> None:
    """The same seed gives the same scores, also out of a file, and the file is small."""
    files = [formats.dump(learner.kind, learner.fit(examples, parameters, seed)) for _ in range(2)]
    first, again = (formats.load(learner.kind, content) for content in files)
    predicting.checked(learner.kind, learner.task, learner.features, first)
    asked = examples.inputs[:200]
    assert np.array_equal(first.predict_proba(asked), again.predict_proba(asked))
    assert len(files[0]) < 200_000

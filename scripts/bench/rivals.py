"""Scorers of pairs made in a moment: the hand-written weights, moved a little, so that no two versions say the same."""

from app.fraud.records import PAIR_MODEL
from app.fraud.rules.duplicates import weights
from app.model_registry.records import Actor, ModelVersion, Origin, State
from app.model_registry.repo import versions
from app.model_registry.service.files import registering
from app.model_registry.service.lifecycle import promotion
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models import bundle, formats, predicting
from ml_models.contracts import Bundle, Kind, Task
from ml_models.fraud.columns import COLUMNS

BENCH = Actor("bench")
STEP = 0.25


def made(number: int, rt: Runtime) -> Bundle:
    """The scorer whose log-odds are `number` steps above the hand-written ones."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression()
    model.classes_ = np.array([False, True])
    model.coef_, model.intercept_ = np.array([weights.ORDERED]), np.array([weights.BIAS + number * STEP])
    model.n_features_in_, model.n_iter_ = len(COLUMNS), np.array([1], dtype=np.int32)
    rows = [[float(place == column) for place in range(len(COLUMNS))] for column in range(3)]
    return bundle.bundled(
        formats.dump(Kind.SKOPS, model),
        name=PAIR_MODEL,
        kind=Kind.SKOPS,
        task=Task.BINARY,
        frameworks=formats.frameworks(Kind.SKOPS),
        features=COLUMNS,
        seed=number,
        smoke=predicting.smoke_for(Task.BINARY, model, rows),
        created_at=rt.clock.now(),
    )


def registered(rt: Runtime, number: int) -> ModelVersion:
    """Such a scorer as a version that may be promoted, as if its validation had passed."""
    now = rt.clock.now()
    version = registering.register(rt, PAIR_MODEL, made(number, rt), origin=Origin.UPLOAD, actor=BENCH, now=now)
    if version.state is not State.CANDIDATE:
        return version
    with rt.db.transaction(Caller.service()) as tx:
        return versions.move(tx, version.id, State.VALIDATED, now)


def promote(rt: Runtime, version: ModelVersion) -> ModelVersion:
    """The version in production."""
    now = rt.clock.now()
    return promotion.promote(rt, version.name, version.version, actor=BENCH, reason="measured", now=now)

"""Measuring one opened version: on the learner's cases, what it costs, and how far inputs have moved since training."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from app.model_registry.records import Learner, Loaded, ModelVersion, Observed
from app.model_registry.repo import outcomes, versions
from app.model_registry.rules import monitoring
from app.model_registry.service.files import registering
from app.model_registry.service.serving import loading
from app.model_registry.wording import validation as wording
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models import predicting
from ml_models.contracts import Manifest, RefusedModel
from ml_models.evaluation.records import Drift, Evaluation

RECENT = timedelta(days=28)
MOST_RECENT = 2_000

MODEL_ERRORS = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RuntimeError)
"""What a file from outside may raise when it is asked; anything else is ours, and tries the job again."""


def opened(rt: Runtime, learner: Learner, version: ModelVersion, *, now: datetime) -> Loaded:
    """The version through the same checks as in serving; a bare file is given the known answers that it lacks.

    Raises `RefusedModel`.
    """
    with errors_refused():
        loaded = loading.opened(rt, version.id)
        manifest = loaded.manifest
        if (manifest.kind, manifest.task) != (learner.kind, learner.task) or manifest.features != learner.features:
            raise RefusedModel("other_features", wording.other_features())
        if manifest.smoke.outputs:
            predicting.smoke(loaded.model, manifest)
            return loaded
        return _completed(rt, learner, loaded, now=now)


def evaluated(learner: Learner, loaded: Loaded, observed: Sequence[Observed], *, seed: int) -> Evaluation:
    """Everything but cost and drift. Raises `RefusedModel`."""
    with errors_refused():
        return learner.evaluate(loaded.model, observed, seed)


def with_cost(rt: Runtime, loaded: Loaded, evaluation: Evaluation) -> Evaluation:
    """The evaluation with what it takes to load the file and to answer one input. Raises `RefusedModel`."""
    from ml_models.evaluation import cost

    content = rt.models.get(loaded.manifest.sha256)
    with errors_refused():
        measured = cost.of_file(loaded.manifest, content)
    return replace(evaluation, cost=measured)


def with_drift(rt: Runtime, manifest: Manifest, evaluation: Evaluation, *, now: datetime) -> Evaluation:
    """The evaluation with the drift of what was answered lately against the rows that this version learned from."""
    return replace(evaluation, drift=_drift(rt, manifest, now=now))


@contextmanager
def errors_refused() -> Iterator[None]:
    """An error that the model raises is a reason to refuse it."""
    try:
        yield
    except RefusedModel:
        raise
    except MemoryError as error:
        raise RefusedModel("too_much_memory", predicting.TOO_MUCH_MEMORY) from error
    except MODEL_ERRORS as error:
        raise RefusedModel("model_failed", wording.broke_off(error)) from error


def _completed(rt: Runtime, learner: Learner, loaded: Loaded, *, now: datetime) -> Loaded:
    smoke = predicting.smoke_for(learner.task, loaded.model, loaded.manifest.smoke.inputs or learner.smoke)
    manifest = replace(loaded.manifest, smoke=smoke)
    with rt.db.transaction(Caller.service()) as tx:
        version = versions.fetch_by_id(tx, loaded.id)
    if version is not None:
        registering.complete(rt, version, manifest, now=now)
    return replace(loaded, manifest=manifest)


def _drift(rt: Runtime, manifest: Manifest, *, now: datetime) -> tuple[Drift, ...]:
    from ml_models.evaluation import drift

    with rt.db.transaction(Caller.service()) as tx:
        recent = outcomes.fetch_recent_inputs(tx, manifest.name, since=now - RECENT, most=MOST_RECENT)
    rows = [row for one in recent if (row := monitoring.numbers(one, manifest.features)) is not None]
    return drift.of_rows(rows, manifest.inputs, manifest.features) if rows else ()

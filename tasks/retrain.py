"""Retraining the learned models: by schedule, or when an admin asks."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from app.model_registry.service import actors, models
from app.model_registry.service import jobs as model_jobs
from app.model_registry.service.learning import making, retraining
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime
from tasks import crontabs, spread
from tasks.learners import LEARNERS, Learners, everyone, one

JOB, PART_JOB = model_jobs.RETRAIN, spread.JOB
CAUGHT_UP = timedelta(hours=6)
"""How late a training may begin when no worker was there at its hour."""


def retrain(
    rt: Runtime,
    *,
    name: str,
    now: datetime,
    progress: Progress,
    seed: int = making.SEED,
    anyway: bool = False,
    learners: Learners = LEARNERS,
    **_: Any,
) -> dict[str, Any]:
    """Trains a new version of a model on what became known, and asks for its validation. Safe to run twice."""
    version = retraining.retrain(
        rt,
        one(name, learners),
        now=now,
        progress=progress,
        spread=spread.over_jobs(rt, partial(fold, learners=learners), progress),
        seed=seed,
        anyway=anyway,
    )
    return {"name": version.name, "version": version.version, "label": version.label, "state": version.state}


def fold(rt: Runtime, *, name: str, learners: Learners = LEARNERS, **payload: Any) -> dict[str, float]:
    """Works out one part of a training's search: how good some parameters are on one fold. Safe to run twice."""
    training, part = spread.told({"name": name, **payload})
    return {"score": retraining.fold_score(rt, one(name, learners), training, part)}


def ask_for_due(rt: Runtime, *, learners: Learners = LEARNERS) -> list[str]:
    """Asks for the training of each model whose hour has come and that has enough new labels; returns their names."""
    now, found = rt.clock.now(), everyone(learners)
    models.describe(rt, found, now=now)
    due = [learner for learner in found if is_due(rt, learner.name, now) and retraining.has_enough(rt, learner, now)]
    for learner in due:
        model_jobs.ask_for_retraining(rt, learner.name, actor=actors.WORKER)
    return [learner.name for learner in due]


def is_due(rt: Runtime, name: str, now: datetime) -> bool:
    """Whether the model's schedule came due lately and nobody has asked for its training since."""
    due = crontabs.due_since(retraining.cron(rt, name), now, within=CAUGHT_UP)
    if due is None:
        return False
    asked_at = model_jobs.last_training_asked(rt, name)
    return asked_at is None or asked_at < due

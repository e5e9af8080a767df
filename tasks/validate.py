"""Validating a version of a learned model, and collecting what became of predictions."""

from datetime import datetime
from typing import Any

from app.model_registry.records import State
from app.model_registry.service import jobs as model_jobs
from app.model_registry.service.judging import monitoring, validation
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime
from tasks.learners import LEARNERS, Learners, everyone, one

JOB = model_jobs.VALIDATE


def validate(
    rt: Runtime,
    *,
    name: str,
    version: int,
    began: str | None = None,
    now: datetime,
    progress: Progress,
    learners: Learners = LEARNERS,
    **_: Any,
) -> dict[str, Any]:
    """Measures a version beside the one that serves, judges it by its gates, and moves it. Safe to run twice.

    began : the state of the version when somebody asked
    """
    asked_in = State(began) if began else None
    found = validation.validate(rt, one(name, learners), name, version, now=now, progress=progress, began=asked_in)
    return {"name": name, "version": version, "label": found.label, "state": found.state}


def collect_outcomes(rt: Runtime, *, learners: Learners = LEARNERS) -> dict[str, int]:
    """Writes down what became of the predictions of each model, and counts it by week."""
    return monitoring.collect(rt, everyone(learners), now=rt.clock.now())

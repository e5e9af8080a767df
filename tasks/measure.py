"""Measuring the models on generated books: which there are is known here alone, since tasks may know every capability.

A version is measured once: soon after the start that brings it, and again when an operator asks.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.compliance import training as compliance
from app.fraud import training as fraud
from app.insights import training as insights
from app.invoices import training as invoices
from app.model_registry import service as model_registry
from app.model_registry.records import Evaluator
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime

JOB = "models.measure"
EVALUATORS: tuple[Callable[[], Evaluator], ...] = (
    compliance.evaluator,
    fraud.evaluator,
    insights.evaluator,
    invoices.evaluator,
)


def measure(rt: Runtime, *, now: datetime, progress: Progress, again: bool = False, **_: Any) -> dict[str, float]:
    """Measures the versions without a score, or with `again` all of them; accuracy by model name.

    Each score is kept as soon as it is found, so a run that is cut short goes on where it stood.
    """
    evaluators = [evaluator() for evaluator in EVALUATORS]
    waiting = evaluators if again else model_registry.unmeasured(rt, evaluators)
    return model_registry.measure(rt, waiting, now=now, progress=progress)


def ask_for_new(rt: Runtime) -> None:
    """Asks for the job when a version that serves was never measured."""
    if not model_registry.unmeasured(rt, [evaluator() for evaluator in EVALUATORS]):
        return
    with rt.db.transaction(Caller.service()) as tx:
        rt.jobs.enqueue(tx, JOB, caller=Caller.service(), business_id=None, payload={}, key=JOB)

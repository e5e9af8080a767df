"""A validation: open the version as serving would, measure it beside what serves, judge it by the gates, move it.

Only what this finds decides; the same file, cases and seed come to the same verdict but for times and memory.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from app.model_registry.records import Judgement, Learner, Loaded, ModelVersion, Observed, State
from app.model_registry.repo import summaries, versions
from app.model_registry.service import lookup
from app.model_registry.service.judging import evaluating
from app.model_registry.service.learning import making, retraining
from app.model_registry.service.lifecycle import by_policy, verdicts
from app.model_registry.wording import validation as wording
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.observe.context import current
from app.runtime.runtime import Runtime
from ml_models import gates, splits
from ml_models.contracts import RefusedModel
from ml_models.evaluation import room, written
from ml_models.evaluation.records import Evaluation
from ml_models.gates import GateResult

SEED = making.JUDGING_SEED
NOT_SET_ASIDE = (State.CANDIDATE, State.VALIDATED)
"""What may go live by itself; a version that was rejected or put away waits for people, whatever its model's policy."""


def validate(
    rt: Runtime,
    learner: Learner,
    name: str,
    version: int,
    *,
    now: datetime,
    progress: Progress,
    seed: int = SEED,
    began: State | None = None,
) -> ModelVersion:
    """The version where the verdict leaves it: validated, or rejected with the sentences that say why.

    began : its state when the validation was asked for, if that was earlier; what was set aside since stays so
    What serves and was validated again stays. A retrained version that passes goes live by itself where its model may.
    Raises `UnknownVersion`, or `StepNotAllowed` for rules.
    """
    with rt.db.transaction(Caller.service()) as tx:
        found, serving = lookup.learned(tx, name, version), versions.fetch_production(tx, name)
    began = began or found.state
    progress(0.0, wording.opening(found))
    try:
        with room.limited():
            judgement = _judgement(rt, learner, found, serving, now=now, progress=progress, seed=seed)
    except RefusedModel as refused:
        judgement = _judged({}, (GateResult(wording.OPENS, False, refused.reason),), None)
    for result in judgement.verdict:
        progress(0.95, result["sentence"])
    moved = verdicts.record(rt, name, version, judgement, now=now, began=began)
    progress(1.0, judgement.reason)
    return by_policy.promoted(rt, moved, now=now) if began in NOT_SET_ASIDE else moved


def _judgement(
    rt: Runtime,
    learner: Learner,
    version: ModelVersion,
    serving: ModelVersion | None,
    *,
    now: datetime,
    progress: Progress,
    seed: int,
) -> Judgement:
    loaded = evaluating.opened(rt, learner, version, now=now)
    observed = retraining.labels(rt, learner, until=splits.cutoff(now)).judging
    progress(0.1, wording.measuring(version, len(observed)))
    candidate = evaluating.evaluated(learner, loaded, observed, seed=seed)
    production = None
    if serving and serving.id != version.id:
        progress(0.45, wording.measuring_production(serving))
        production, notes = _production(rt, learner, serving, observed, now=now, seed=seed)
        candidate = replace(candidate, notes=(*candidate.notes, *notes))
    progress(0.75, "measuring what it costs to load and to ask")
    candidate = evaluating.with_cost(rt, loaded, candidate)
    progress(0.9, "comparing what is asked these weeks with what it learned from")
    candidate = evaluating.with_drift(rt, loaded.manifest, candidate, now=now)
    opens = GateResult(wording.OPENS, True, wording.opened(version))
    results = (opens, *gates.verdict(learner.name, candidate, production))
    _save_summary(rt, version, candidate)
    return _judged(written.as_mapping(candidate), results, serving if production else None)


def _production(
    rt: Runtime, learner: Learner, serving: ModelVersion, observed: Sequence[Observed], *, now: datetime, seed: int
) -> tuple[Evaluation | None, tuple[str, ...]]:
    """What serves, measured on the same cases; None with a note when it cannot be."""
    try:
        loaded: Loaded = evaluating.opened(rt, learner, serving, now=now)
        return evaluating.evaluated(learner, loaded, observed, seed=seed), ()
    except RefusedModel as refused:
        return None, (wording.production_failed(serving, refused.reason),)


def _judged(evaluation: dict[str, Any], results: Sequence[GateResult], against: ModelVersion | None) -> Judgement:
    failed = [result.sentence for result in results if not result.passed]
    job_id = current().get("job_id")
    return Judgement(
        has_passed=not failed,
        evaluation=evaluation,
        verdict=[asdict(result) for result in results],
        against=against,
        job_id=UUID(job_id) if job_id else None,
        reason=wording.judged(len(results), failed),
    )


def _save_summary(rt: Runtime, version: ModelVersion, evaluation: Evaluation) -> None:
    """What lists of versions and the performance call show of a version, beside its metrics."""
    with rt.db.transaction(Caller.service()) as tx:
        summaries.save(tx, version.id, written.summary(evaluation))

"""A retraining: labels, examples, search, fit, and the new version through the one door; nothing before is visible.

What people answered and what became of predictions are the labels, with the inputs as they were when serving made
them. A run that is killed leaves at most a file that no version names, which `flask models gc` deletes.
"""

from datetime import UTC, datetime
from typing import Any

from app.model_registry.records import Learner, ModelVersion, Origin, Policy
from app.model_registry.records.training import Labels, NotEnoughLabels, Part, Spread, Training, TrainingFailed
from app.model_registry.repo import labels as labels_repo
from app.model_registry.repo import pointers, versions
from app.model_registry.rules import teaching
from app.model_registry.service import actors
from app.model_registry.service.files import registering
from app.model_registry.service.learning import making
from app.model_registry.wording import training as wording
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime
from ml_models import splits
from ml_models.contracts import Bundle, RefusedModel, Task

EVER = datetime(1970, 1, 1, tzinfo=UTC)
KEPT = "training examples"


def retrain(
    rt: Runtime,
    learner: Learner,
    *,
    now: datetime,
    progress: Progress,
    spread: Spread,
    seed: int = making.SEED,
    anyway: bool = False,
) -> ModelVersion:
    """The new version, a candidate whose validation has been asked for; for a file that is a version already, that one.

    `anyway` trains without enough new labels. Raises `NotEnoughLabels` and `TrainingFailed`.
    """
    until = splits.cutoff(now)
    known = labels(rt, learner, until=until)
    progress(0.01, wording.labels(known))
    least = least_new_labels(rt, learner)
    if known.new < least and not anyway:
        raise NotEnoughLabels(wording.not_enough(learner.name, known, least))
    brought = _trained(rt, learner, known, until=until, now=now, seed=seed, spread=spread, progress=progress)
    version = registering.register(
        rt,
        learner.name,
        brought,
        origin=Origin.RETRAINED,
        actor=actors.WORKER,
        now=now,
        reason=wording.labels(known),
        is_validation_asked=True,
    )
    is_new = version.created_at == now
    progress(1.0, wording.registered(version) if is_new else wording.same_file(version))
    return version


def _trained(
    rt: Runtime,
    learner: Learner,
    known: Labels,
    *,
    until: datetime,
    now: datetime,
    seed: int,
    spread: Spread,
    progress: Progress,
) -> Bundle:
    examples = learner.examples(known.taught, seed)
    training = Training(learner.name, seed, until, examples.fingerprint)
    rt.loaded[KEPT] = (training, examples)
    try:
        progress(0.1, wording.examples(training))
        found = making.searched(learner, training, spread)
        progress(0.6, wording.chosen(found))
        return making.made(
            learner,
            examples,
            found.parameters,
            judging=known.judging,
            seed=seed,
            now=now,
            progress=lambda share, note: progress(0.6 + 0.35 * share, note),
        ).brought
    except RefusedModel as refused:
        raise TrainingFailed(refused.reason) from refused
    finally:
        rt.loaded.pop(KEPT, None)


def fold_score(rt: Runtime, learner: Learner, training: Training, part: Part) -> float:
    """The score of one part, worked out in this process on the examples of `training`. Raises `TrainingFailed`."""
    examples = _examples(rt, learner, training)
    parameters = learner.candidates[part.candidate]
    return float(learner.fold_score(examples, parameters, part.fold, training.seed))


def labels(rt: Runtime, learner: Learner, *, until: datetime) -> Labels:
    """What a training that learns until `until` may use, and what is new to it since the last one."""
    with rt.db.transaction(Caller.service(), timeout_seconds=60) as tx:
        told = list(learner.labelled(tx, EVER))
        observed = [] if learner.task is Task.TAGGING else labels_repo.fetch_known(tx, learner.name, learner.features)
        trained = [one.created_at for one in versions.fetch_all(tx, learner.name) if one.origin is Origin.RETRAINED]
    learned_until = splits.cutoff(max(trained)) if trained else EVER
    return teaching.labels(observed, told, until=until, learned_until=learned_until)


def least_new_labels(rt: Runtime, learner: Learner) -> int:
    """How many new labels a training needs: as the registry keeps it, else as the code says."""
    return (_kept_policy(rt, learner.name) or learner.policy).least_new_labels


def has_enough(rt: Runtime, learner: Learner, now: datetime) -> bool:
    """Whether a training at `now` would have enough new labels."""
    return labels(rt, learner, until=splits.cutoff(now)).new >= least_new_labels(rt, learner)


def cron(rt: Runtime, name: str) -> str:
    """The crontab line of the model's trainings, in Indian time; empty for none."""
    policy = _kept_policy(rt, name)
    return policy.retrain_cron if policy else ""


def _kept_policy(rt: Runtime, name: str) -> Policy | None:
    with rt.db.transaction(Caller.service()) as tx:
        return pointers.fetch_policy(tx, name)


def _examples(rt: Runtime, learner: Learner, training: Training) -> Any:
    """The examples of `training`: those of the last one are kept in this process, others are made anew."""
    made_for, examples = rt.loaded.get(KEPT, (None, None))
    if made_for != training:
        examples = learner.examples(labels(rt, learner, until=training.until).taught, training.seed)
        if examples.fingerprint != training.fingerprint:
            raise TrainingFailed(wording.other_examples(learner.name))
        rt.loaded[KEPT] = (training, examples)
    return examples

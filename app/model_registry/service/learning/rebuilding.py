"""The models that come with a release, rebuilt from their seeds: without a server, a database or the network.

Nothing is learned here but what the learners generate, so the same code, seed and libraries give the same file.
"""

from dataclasses import replace
from datetime import datetime

from app.model_registry.records import Learner
from app.model_registry.records.training import Difference, Made, Rebuilt, Training
from app.model_registry.service.learning import making
from app.runtime.jobs.records import Progress
from ml_models import bundle, comparing, formats, gates
from ml_models.contracts import Bundle, RefusedModel
from ml_models.evaluation.records import Evaluation


def rebuilt(
    learner: Learner,
    *,
    now: datetime,
    before: bytes | None,
    seed: int = making.SEED,
    progress: Progress = lambda share, note: None,
) -> Rebuilt:
    """The model made anew, how it was judged, and how it differs from the file that was there `before`.

    Raises `TrainingFailed`, or `RefusedModel` where what was trained cannot serve.
    """
    progress(0.0, f"{learner.name}: making the examples from seed {seed}")
    examples = learner.examples((), seed)
    training = Training(learner.name, seed, now, examples.fingerprint)
    progress(0.2, f"{learner.name}: comparing {len(learner.candidates)} candidates")
    found = making.searched(learner, training, making.here(learner, examples))
    made = _with_cost(making.made(learner, examples, found.parameters, seed=seed, now=now, progress=progress))
    difference = _difference(learner, made, before)
    same = difference.before if difference.is_same else None
    brought = same or bundle.read(bundle.written(made.brought))  # as the file says it: JSON has one form of 1 and 1.0
    verdict = gates.verdict(learner.name, made.evaluation, None)
    return Rebuilt(brought, found, made.evaluation, _by_rules(learner), verdict, difference)


def _by_rules(learner: Learner) -> Evaluation | None:
    from ml_models.evaluation.binary import AsModel

    return learner.evaluate(AsModel(learner.by_rules), (), making.JUDGING_SEED) if learner.by_rules else None


def _with_cost(made: Made) -> Made:
    from ml_models.evaluation import cost

    measured = cost.of_file(made.brought.manifest, made.brought.content)
    return replace(made, evaluation=replace(made.evaluation, cost=measured))


def _difference(learner: Learner, made: Made, before: bytes | None) -> Difference:
    if before is None:
        return Difference(None, is_same=False)
    try:
        old = bundle.read(before)
        if _lasting(old, made.brought) == _lasting(made.brought, made.brought):
            return Difference(old, is_same=True)
        model = formats.load(old.manifest.kind, old.content)
        watched = comparing.Watched(made.model)
        threshold = learner.evaluate(watched, (), making.JUDGING_SEED).threshold
        share = comparing.share_of_different(learner.task, model, made.model, watched.inputs, threshold)
    except RefusedModel as refused:
        return Difference(None, is_same=False, unreadable=refused.reason)
    return Difference(old, is_same=False, answers=len(watched.inputs), different=share)


def _lasting(one: Bundle, other: Bundle) -> bytes:
    """What the file says, but for when and by which sources it was made: there it says what `other` says."""
    moment, sources = other.manifest.created_at, other.manifest.code_version
    return bundle.canonical(replace(one.manifest, created_at=moment, code_version=sources))

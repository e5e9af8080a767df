"""From examples to a model file: search, fit, measure, pack. The same for a retraining and for `make train`.

Nothing here reads a database or a clock, and where the parts of the search are worked out is the caller's to say.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.model_registry.records import Learner, Observed
from app.model_registry.records.training import Made, Part, Searched, Spread, Training, TrainingFailed
from app.model_registry.wording import training as wording
from app.runtime.jobs.records import Progress
from ml_models import bundle, code, formats, predicting, searching
from ml_models.evaluation import written

SEED = 20_260
"""Of trainings that name no other one."""

JUDGING_SEED = 20_261
"""Of the generated cases and the intervals: fixed, so that two versions meet the same cases."""


def searched(learner: Learner, training: Training, spread: Spread) -> Searched:
    """The candidate parameters with the highest mean score over the folds, of equals the first.

    Raises `TrainingFailed` when a part comes to no number.
    """
    if len(learner.candidates) == 1:
        return Searched(learner.candidates[0], ())
    parts = [Part(candidate, fold) for candidate in range(len(learner.candidates)) for fold in range(learner.folds)]
    scores = spread(training, parts)
    means = [
        _mean(
            learner.candidates[candidate],
            [score for part, score in zip(parts, scores, strict=True) if part.candidate == candidate],
        )
        for candidate in range(len(learner.candidates))
    ]
    return Searched(learner.candidates[means.index(max(means))], tuple(means))


def here(learner: Learner, examples: Any) -> Spread:
    """Works the parts out by joblib: in this process, or where the caller's `joblib.parallel_config` says."""

    def spread(training: Training, parts: Sequence[Part]) -> Sequence[float]:
        asked = [(learner.candidates[part.candidate], part.fold) for part in parts]
        return searching.scores(learner.fold_score, examples, asked, training.seed)

    return spread


def made(
    learner: Learner,
    examples: Any,
    parameters: Mapping[str, Any],
    *,
    judging: Sequence[Observed] = (),
    seed: int,
    now: datetime,
    progress: Progress = lambda share, note: None,
) -> Made:
    """The model fitted on `examples`, as a file that says of itself what it is and how good.

    What is measured is the model as it comes out of the file again. Raises `RefusedModel` when that cannot serve.
    """
    progress(0.0, f"fitting with {wording.parameters(parameters)}")
    content = formats.dump(learner.kind, learner.fit(examples, parameters, seed))
    progress(0.6, f"the model has {len(content) / 1024:,.0f} KiB; measuring it")
    model = formats.load(learner.kind, content)
    predicting.checked(learner.kind, learner.task, learner.features, model)
    evaluation = learner.evaluate(model, judging, JUDGING_SEED)
    brought = bundle.bundled(
        content,
        name=learner.name,
        kind=learner.kind,
        task=learner.task,
        frameworks=formats.frameworks(learner.kind),
        features=learner.features,
        data_fingerprint=examples.fingerprint,
        code_version=code.version(),
        parameters=dict(parameters),
        seed=seed,
        metrics=written.metrics_mapping(evaluation),
        inputs=learner.shares(examples),
        smoke=predicting.smoke_for(learner.task, model, learner.smoke),
        licence=learner.licence,
        created_at=now,
    )
    return Made(brought, model, evaluation)


def _mean(candidate: Mapping[str, Any], scores: Sequence[float]) -> float:
    if not all(math.isfinite(score) for score in scores):
        raise TrainingFailed(wording.no_score(candidate))
    return sum(scores) / len(scores)

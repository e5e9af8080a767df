"""Measuring the rules on generated books, and keeping what was found."""

from collections.abc import Callable, Iterable
from datetime import datetime

from app.model_registry.records import Evaluator, Score
from app.model_registry.repo import scores
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

MEASURING_SEED = 20_260
"""Seed of the generated books on which models are measured: fixed, so that two versions meet the same cases."""


def measure(
    rt: Runtime,
    evaluators: Iterable[Evaluator],
    *,
    now: datetime,
    seed: int = MEASURING_SEED,
    progress: Callable[[float, str], None] = lambda share, note: None,
) -> dict[str, float]:
    """Measures each evaluator's model on generated books and keeps the score; returns accuracy by model name."""
    waiting = list(evaluators)
    found: dict[str, float] = {}
    for index, evaluator in enumerate(waiting):
        progress(index / len(waiting), f"measuring {evaluator.model_name}")
        score = evaluator.score(seed)
        _keep(rt, evaluator, score, seed=seed, now=now)
        found[evaluator.model_name] = round(score.accuracy, 4)
    return found


def unmeasured(rt: Runtime, evaluators: Iterable[Evaluator]) -> list[Evaluator]:
    """Those evaluators whose version has no score yet: what has to be measured after a start or an upgrade."""
    with rt.db.transaction(Caller.service()) as tx:
        known = {(model.name, model.version) for model in scores.fetch_serving(tx) if model.score}
    return [evaluator for evaluator in evaluators if (evaluator.model_name, evaluator.model_version) not in known]


def _keep(rt: Runtime, evaluator: Evaluator, score: Score, *, seed: int, now: datetime) -> None:
    with rt.db.transaction(Caller.service()) as tx:
        scores.save_score(tx, evaluator, score, seed=seed, now=now)

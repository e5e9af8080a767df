"""The uses of the registry: what serves, how it performs, counting its answers, and keeping a measurement."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection

from app.model_registry import repo, rules
from app.model_registry.records import Evaluator, Outcomes, Performance, Score, ServingModel, UnknownModel, Usage
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.period import indian_date

MEASURING_SEED = 20_260
"""Seed of the generated books on which models are measured: fixed, so that two versions meet the same cases."""


def serving(rt: Runtime, name: str) -> ServingModel:
    """The version of model `name` that answers now. Raises `UnknownModel` when none is registered."""
    with rt.db.transaction(Caller.service()) as tx:
        model = repo.fetch_serving_one(tx, name)
    if model is None:
        raise UnknownModel
    return model


def performance(rt: Runtime) -> list[Performance]:
    """Every serving model with what was measured about it; models that nobody measured are left out.

    Reads as the service: the figures are sums over all businesses and name none of them.
    """
    with rt.db.transaction(Caller.service()) as tx:
        models, usage, outcomes = repo.fetch_serving(tx), repo.fetch_usage(tx), repo.fetch_outcomes(tx)
    found = (
        rules.performance(
            model,
            usage.get((model.name, model.version), Usage()),
            outcomes.get((model.name, model.version), Outcomes()),
        )
        for model in models
    )
    return [figures for figures in found if figures]


def accuracies(rt: Runtime) -> dict[str, float]:
    """How right each serving model is, 0..1 by its name, as `performance` tells it."""
    return {model.model_name: model.accuracy_score for model in performance(rt)}


def probe(rt: Runtime) -> str:
    """Which models serve, as the registry tells; the worker measures and enters them after its first start."""
    with rt.db.transaction(Caller.service()) as tx:
        models = repo.fetch_serving(tx)
    return ", ".join(f"{model.name} {model.version}" for model in models) or "none measured yet"


def record(
    tx: Connection, *, model_name: str, model_version: str, predictions: int, took_ms: float, now: datetime
) -> None:
    """Counts one computed answer with `predictions` in it. Call it last: the counter is one row for everybody.

    `tx` may be the caller's or the service's; its rights are the same afterwards.
    """
    repo.count(
        tx,
        name=model_name,
        version=model_version,
        day=indian_date(now),
        predictions=predictions,
        took_ms=max(took_ms, 0.0),
    )


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
        known = {(model.name, model.version) for model in repo.fetch_serving(tx) if model.score}
    return [evaluator for evaluator in evaluators if (evaluator.model_name, evaluator.model_version) not in known]


def _keep(rt: Runtime, evaluator: Evaluator, score: Score, *, seed: int, now: datetime) -> None:
    with rt.db.transaction(Caller.service()) as tx:
        repo.save_score(tx, evaluator, score, seed=seed, now=now)

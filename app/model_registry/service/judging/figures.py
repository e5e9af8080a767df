"""How what serves now performs: sums over all businesses that name none of them."""

from app.model_registry.records import Outcomes, Performance, Usage
from app.model_registry.repo import scores, weeks
from app.model_registry.rules import performance as rules
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


def performance(rt: Runtime) -> list[Performance]:
    """Every serving model with what was measured about it; models that nobody measured are left out.

    Reads as the service: the figures are sums over all businesses and name none of them.
    """
    with rt.db.transaction(Caller.service()) as tx:
        models, usage = scores.fetch_serving(tx), scores.fetch_usage(tx)
        outcomes = {**scores.fetch_outcomes(tx), **weeks.fetch_outcomes(tx)}
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


def drifts(rt: Runtime) -> dict[str, float]:
    """How far the furthest input of each serving model has moved (PSI), in its latest week with enough rows."""
    with rt.db.transaction(Caller.service()) as tx:
        return weeks.fetch_drifts(tx)

"""What a capability calls to predict: who answers for a business, how it is named, and what is kept of its answers.

In a job: `refresh`, then `served` once for each model, and the same `Served` for the whole answer; `made_by` names the
answer. In the web: `version` for the keys of cache and jobs, `is_current` to judge a stored answer. The web loads
nothing.
"""

import logging
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.model_registry.records import Chosen, ModelFailed, Observation, Route, Served
from app.model_registry.repo import observations as observations_repo
from app.model_registry.rules import canary
from app.model_registry.service.serving.process_models import ProcessModels
from app.runtime.observe import metrics
from app.runtime.runtime import Runtime

log = logging.getLogger("ai_backend.models")
FOLLOW_SECONDS = 1.0
JOINED = "+"
FAILED = ":failed"
PRODUCTION, CANARY = "production", "canary"


def refresh(rt: Runtime) -> None:
    """Reads the pointers now: at the start of a job, so that it answers with what its asker may already know."""
    _models(rt).routes.read()


def served(
    rt: Runtime, name: str, *, business_id: UUID | None = None, features: Sequence[str] | None = None
) -> Served | None:
    """The loaded version that answers for `business_id`; call it once for an answer, in the worker.

    features : the inputs as the caller's code makes them; a version that wants others does not serve. None when
    nothing is in production or nothing of it loads: the caller goes by its rules and says so.
    """
    return _models(rt).served(name, business_id=business_id, features=features)


def shadow(rt: Runtime, name: str) -> Served | None:
    """The loaded version that watches and never answers."""
    return _models(rt).shadow(name)


def shadowed_names(rt: Runtime) -> list[str]:
    """The models that somebody watches."""
    return [name for name, route in _models(rt).routes.known().items() if route.shadow]


def predicted(model: Served, inputs: Sequence[Any]) -> list[Any]:
    """What the model answers to `inputs`, in their order: chances, or lists of spans. Raises `ModelFailed`."""
    from ml_models import predicting

    manifest = model.answering.manifest
    try:
        return predicting.predicted(manifest.task, model.answering.model, inputs)
    except Exception as error:  # the edge to a file from outside: whatever it raises is its failure
        metrics.model_failures.labels(manifest.name).inc()
        log.exception("model failed", extra={"model": model.label})
        raise ModelFailed from error


def failed(model: Served) -> str:
    """How an answer names a version that failed while it was made, so that the rules answered in its place."""
    return model.label + FAILED


def made_by(rules_version: str, *labels: str) -> str:
    """The version of one answer: its rules and the models that took part, such as `fraud-rules-1+duplicate_pairs-3`."""
    return JOINED.join(filter(None, (rules_version, *labels)))


def label(rt: Runtime, name: str, *, business_id: UUID | None = None) -> str:
    """The version that answers for a business as the pointer says, without loading it; empty when there is none."""
    route = _models(rt).routes.known().get(name)
    return chosen(route, business_id).label if route else ""


def routes(rt: Runtime) -> Mapping[str, Route]:
    """What serves now, by the names of the models; nothing is loaded."""
    return _models(rt).routes.known()


def version(rt: Runtime, rules_version: str, *names: str, business_id: UUID | None = None) -> str:
    """How an answer made now would be named: the part of a key that lapses with each promotion."""
    return made_by(rules_version, *(label(rt, name, business_id=business_id) for name in names))


def is_current(rt: Runtime, found: str, rules_version: str, *names: str, business_id: UUID | None = None) -> bool:
    """Whether an answer named `found` was made by what serves now, or by what stands in for a version that fails.

    A process that does not know the name yet reads the pointers before it calls an answer old.
    """
    if found in _names(rt, rules_version, names, business_id):
        return True
    refresh(rt)
    return found in _names(rt, rules_version, names, business_id)


def observe(tx: Connection, model: Served | None, *, business_id: UUID, observations: Iterable[Observation]) -> None:
    """Keeps what was predicted, on which inputs; each subject once a version. `tx` is the service's.

    A shadow scores the same inputs later, from what is kept here: see `shadowing`.
    """
    if model is not None:
        role = CANARY if model.is_canary else PRODUCTION
        observations_repo.save(tx, model.answering.id, observations, business_id=business_id, role=role)


def follow(rt: Runtime) -> None:
    """Begins to watch the pointers from a thread, so that a process swaps without being asked: once in a worker."""
    threading.Thread(target=_watch, args=(_models(rt),), name="model-pointers", daemon=True).start()


def _watch(models: ProcessModels) -> None:
    while True:
        time.sleep(FOLLOW_SECONDS)
        try:
            models.keep_up()
        except Exception:  # the edge of a thread: it must go on
            log.exception("models not followed")


def _models(rt: Runtime) -> ProcessModels:
    found: ProcessModels | None = rt.loaded.get("models")
    return found or rt.loaded.setdefault("models", ProcessModels(rt))


def chosen(route: Route, business_id: UUID | None) -> Chosen:
    """The version that should answer for a business: the canary where it was drawn for it, else the production one."""
    if route.canary and canary.is_chosen(route.name, business_id, route.canary_share):
        return route.canary
    return route.production


def _names(rt: Runtime, rules_version: str, names: Sequence[str], business_id: UUID | None) -> set[str]:
    """Every name that a current answer may have."""
    known = _models(rt).routes.known()
    labels = [_labels(known[name], business_id) for name in names if name in known]
    return {made_by(rules_version, *chosen) for chosen in product(*labels)}


def _labels(route: Route, business_id: UUID | None) -> set[str]:
    """The label that should answer, its failed self, and what answers instead where it does not load."""
    wanted = chosen(route, business_id).label
    found = {wanted, wanted + FAILED}
    for substitute in route.substitutes.get(wanted, ()):
        found |= {substitute, substitute + FAILED} if substitute else {""}
        found |= route.substitutes.get(substitute, frozenset())
    return found

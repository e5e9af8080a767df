"""A model that any process can ask by itself, the web included: a linear one, worked out without numpy.

The file passes the checks of every loading (signature, hash, inputs, smoke predictions) and is kept by its hash. What
is no linear model, or does not pass, is answered by the caller's rules, which say so.
"""

import logging
from collections.abc import Sequence
from uuid import UUID

from app.model_registry.records import Chosen
from app.model_registry.repo import versions
from app.model_registry.service import serving
from app.model_registry.service.files import vouching
from app.model_registry.service.serving.scoring import Found, Question, Scored, by_rules
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models import bundle
from ml_models.contracts import Kind, RefusedModel, Scorer
from ml_models.inspection.linear import Linear, linear

log = logging.getLogger("ai_backend.models")
KEPT = "linear models"


def scored(rt: Runtime, question: Question[Found], *, business_id: UUID) -> Scored[Found]:
    """The answer of the version that serves this business where it is linear, else that of the rules."""
    route = serving.routes(rt).get(question.name)
    chosen = serving.chosen(route, business_id) if route else None
    scorer = _scorer(rt, chosen, question.features) if chosen else None
    if chosen is None or scorer is None:
        return by_rules(question)
    version = serving.made_by(question.rules_version, chosen.label)
    return Scored(name=question.name, found=question.ask(scorer), version=version, label=chosen.label)


def _scorer(rt: Runtime, chosen: Chosen, features: Sequence[str]) -> Scorer | None:
    kept: dict[UUID, Linear | None] = rt.loaded.setdefault(KEPT, {})
    if chosen.id not in kept:
        try:
            kept[chosen.id] = _opened(rt, chosen, features)
        except (RefusedModel, LookupError) as error:
            log.warning("model not asked unaided", extra={"model": chosen.label, "reason": str(error)})
            kept[chosen.id] = None
    return kept[chosen.id]


def _opened(rt: Runtime, chosen: Chosen, features: Sequence[str]) -> Linear | None:
    with rt.db.transaction(Caller.service()) as tx:
        version = versions.fetch_by_id(tx, chosen.id)
    if version is None:
        return None
    manifest = bundle.manifest_of(version.manifest)
    if manifest.kind is not Kind.SKOPS or tuple(manifest.features) != tuple(features):
        return None
    vouching.check(rt, manifest, version.signature)
    content = rt.models.get(manifest.sha256)
    bundle.check_hash(manifest, content)
    found = linear(content)
    return found if found and _answers_as_made(found, manifest.smoke.inputs, manifest.smoke.outputs) else None


def _answers_as_made(found: Linear, inputs: Sequence[Sequence[float]], outputs: Sequence[float]) -> bool:
    answers = found(inputs)
    return len(answers) == len(outputs) and all(abs(a - b) <= 1e-6 for a, b in zip(answers, outputs, strict=True))

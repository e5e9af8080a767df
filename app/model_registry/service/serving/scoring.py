"""Asking the model that serves, or the rules in its place: an answer always says who judged, and why no model did.

A model that is away, does not load or answers with nonsense costs its judgement, never the answer.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from app.model_registry.records import ModelFailed, Served
from app.model_registry.service import serving
from app.model_registry.service.files import shipped
from app.runtime.runtime import Runtime
from ml_models.contracts import RefusedModel, Scorer

Found = TypeVar("Found")
NONE_SERVES = "No learned version serves, so {instead}."
FAILED = "The learned version could not answer, so {instead}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Generic[Found]):
    """What the model `name` is asked, and the rules that are asked where it cannot answer.

    features : the inputs as the caller's code makes them; ask : puts its rows to a scorer, all at once
    rules_version, rules : who answers in the model's place; instead : the end of the sentence that says so
    """

    name: str
    features: Sequence[str]
    ask: Callable[[Scorer], Found]
    rules_version: str
    rules: Scorer
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored(Generic[Found]):
    """What was found. `model` judged it, or it is None and `reason` says why; `version` names the whole answer.

    `label` names a version that took part without being loaded here (`unaided`).
    """

    name: str
    found: Found
    version: str
    model: Served | None = None
    reason: str = ""
    label: str | None = None

    @property
    def models(self) -> Mapping[str, str | None]:
        """The version that took part, None where none could."""
        return {self.name: self.model.label if self.model else self.label}

    @property
    def models_missing(self) -> Mapping[str, str]:
        """Why no version took part, where none did."""
        return {self.name: self.reason} if self.reason else {}


def scored(rt: Runtime, question: Question[Found], *, business_id: UUID) -> Scored[Found]:
    """The answer of the version that serves this business, else that of the rules."""
    return answered(question, serving.served(rt, question.name, business_id=business_id, features=question.features))


def by_release(question: Question[Found]) -> Scored[Found]:
    """The answer of the version that comes with this release, for work that has no registry beside it."""
    try:
        model = shipped.opened(question.name)
    except RefusedModel:
        return by_rules(question)
    return answered(question, model if model.answering.manifest.features == tuple(question.features) else None)


def answered(question: Question[Found], model: Served | None) -> Scored[Found]:
    """The answer of `model`, else that of the rules."""
    if model is None:
        return by_rules(question)
    try:
        found = question.ask(lambda rows: serving.predicted(model, rows))
    except ModelFailed:
        return by_rules(question, serving.failed(model), because=FAILED)
    version = serving.made_by(question.rules_version, model.label)
    return Scored(name=question.name, found=found, version=version, model=model)


def by_rules(question: Question[Found], *labels: str, because: str = NONE_SERVES) -> Scored[Found]:
    """The answer of the rules; `labels` name the version that failed, if one did."""
    return Scored(
        name=question.name,
        found=question.ask(question.rules),
        version=serving.made_by(question.rules_version, *labels),
        reason=because.format(instead=question.instead),
    )

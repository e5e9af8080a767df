"""Who says how likely two documents are one: the learned model that serves, or the hand-written weights in its place.

A model that is away, does not load or answers with nonsense costs its judgement, never the analysis: the answer says
who judged, and why no model did.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.books.records import Books
from app.fraud.records import PAIR_MODEL, RULES_VERSION
from app.fraud.rules import duplicates, weights
from app.fraud.rules.duplicates import Judged
from app.model_registry.records import ModelFailed, Served
from app.model_registry.service import serving
from app.runtime.runtime import Runtime
from ml_models.fraud.columns import COLUMNS

NONE_SERVES = "No learned version serves, so the fixed rules compared the documents."
FAILED = "The learned version could not answer, so the fixed rules compared the documents."


@dataclass(frozen=True, slots=True)
class Scored:
    """The pairs of a business as judged. `model` judged them, unless it is None; `version` names the whole answer."""

    pairs: Sequence[Judged]
    version: str
    model: Served | None = None
    reason: str = ""

    @property
    def told(self) -> Mapping[str, object]:
        """What the metadata of an analysis say of the models that took part."""
        models = {PAIR_MODEL: self.model.label if self.model else None}
        return {"models": models} | ({"models_missing": {PAIR_MODEL: self.reason}} if self.reason else {})


def scored(rt: Runtime, books: Books) -> Scored:
    """The pairs of `books` with their chances, asked of the model all at once."""
    pairs = duplicates.pairs(books)
    model = serving.served(rt, PAIR_MODEL, business_id=books.business.id, features=COLUMNS)
    if model is None:
        return Scored(duplicates.judged(pairs, weights.chances), serving.made_by(RULES_VERSION), reason=NONE_SERVES)
    try:
        judged = duplicates.judged(pairs, lambda rows: serving.predicted(model, rows))
    except ModelFailed:
        version = serving.made_by(RULES_VERSION, serving.failed(model))
        return Scored(duplicates.judged(pairs, weights.chances), version, reason=FAILED)
    return Scored(judged, serving.made_by(RULES_VERSION, model.label), model)

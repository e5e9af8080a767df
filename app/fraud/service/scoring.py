"""Who judges: the scorer of pairs and the confidence of alerts, each the version that serves, or the rules instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from app.books.records import Books
from app.fraud import rules
from app.fraud.records import CONFIDENCE_MODEL, PAIR_MODEL, RULES_VERSION, Finding
from app.fraud.rules import confidence, duplicates
from app.fraud.rules.duplicates import Judged, weights
from app.model_registry.service.serving import scoring
from app.model_registry.service.serving.scoring import Question, Scored
from app.runtime.runtime import Runtime
from ml_models.fraud.columns import COLUMNS

MODELS = (PAIR_MODEL, CONFIDENCE_MODEL)
"""Every learned model that takes part in an answer, in the order in which its version names them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules and models say of a business's books: `findings.found`, and the pairs among them."""

    pairs: Scored[Sequence[Judged]]
    findings: Scored[Sequence[Finding]]

    @property
    def version(self) -> str:
        """The rules and the versions that took part."""
        return self.findings.version

    @property
    def models(self) -> Mapping[str, str | None]:
        """The version of each model that took part, None where none could."""
        return {**self.pairs.models, **self.findings.models}

    @property
    def models_missing(self) -> Mapping[str, str]:
        """Why a model took no part, where it did not."""
        return {**self.pairs.models_missing, **self.findings.models_missing}


def judgement(rt: Runtime, books: Books, *, business_id: UUID) -> Judgement:
    """All findings in `books` with their confidence."""
    pairs = scoring.scored(rt, about_pairs(books), business_id=business_id)
    found = rules.joined(books, pairs.found)
    return Judgement(pairs, scoring.scored(rt, about_findings(found, pairs.version), business_id=business_id))


def about_pairs(books: Books) -> Question[Sequence[Judged]]:
    """How likely the two documents of each pair are one."""
    return Question(
        name=PAIR_MODEL,
        features=COLUMNS,
        ask=partial(duplicates.judged, duplicates.pairs(books)),
        rules_version=RULES_VERSION,
        rules=weights.chances,
        instead="the fixed rules compared the documents",
    )


def about_findings(found: Sequence[Finding], version: str) -> Question[Sequence[Finding]]:
    """How likely the owner would agree with each finding; `version` names who found them."""
    return Question(
        name=CONFIDENCE_MODEL,
        features=confidence.COLUMNS,
        ask=partial(confidence.judged, found),
        rules_version=version,
        rules=confidence.as_said,
        instead="each rule's own word stands",
    )

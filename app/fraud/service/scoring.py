"""Who judges: the scorer of pairs and the confidence of alerts, each the version that serves, or the rules instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from app.fraud.records import CONFIDENCE_MODEL, PAIR_MODEL, Finding
from app.fraud.rules import confidence
from app.fraud.rules.duplicates import Judged
from app.fraud.service.scanning import Scan
from app.model_registry.service.serving import scoring
from app.model_registry.service.serving.scoring import Question, Scored
from app.runtime.runtime import Runtime

MODELS = (PAIR_MODEL, CONFIDENCE_MODEL)
"""Every learned model that takes part in an answer, in the order in which its version names them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules and models say: of the pairs of documents that were compared now, and of all that was found."""

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


def judgement(rt: Runtime, scan: Scan, *, business_id: UUID) -> Judgement:
    """The findings of a scan with their confidence."""
    asked = about_findings(scan.found, scan.pairs.version)
    return Judgement(scan.pairs, scoring.scored(rt, asked, business_id=business_id))


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

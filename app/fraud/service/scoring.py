"""Who judges: the scorer of pairs and the confidence of alerts, each the version that serves, or the rules instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from app.books.records import Books
from app.fraud.records import CONFIDENCE_MODEL, PAIR_MODEL, Finding
from app.fraud.repo.scans import KeptScan
from app.fraud.rules import confidence
from app.fraud.rules.duplicates import Judged
from app.fraud.service import scanning
from app.fraud.service.scanning import Scan
from app.model_registry.service.serving import scoring
from app.model_registry.service.serving.scoring import Question, Scored
from app.runtime.runtime import Runtime

MODELS = (PAIR_MODEL, CONFIDENCE_MODEL)
"""Every learned model that takes part in an answer, in the order in which its version names them."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules and models say of a business's books: `findings.found`, and the scan that found them."""

    scan: Scan
    findings: Scored[Sequence[Finding]]

    @property
    def pairs(self) -> Scored[Sequence[Judged]]:
        """The pairs of documents that were compared now."""
        return self.scan.pairs

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


def judgement(rt: Runtime, books: Books, *, known: KeptScan) -> Judgement:
    """All findings in `books` with their confidence; `known` is what the last scan of the business found."""
    scan = scanning.scan(rt, books, known)
    asked = about_findings(scan.found, scan.pairs.version)
    return Judgement(scan, scoring.scored(rt, asked, business_id=books.business.id))


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

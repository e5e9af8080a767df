"""From findings to alerts: the sentence, the evidence, the id and the weight of each."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from app.books.records import Books
from app.fraud import wording
from app.fraud.records import Alert, Finding, alert_id
from app.fraud.rules import risk


def alerts_of(books: Books, findings: Iterable[Finding], *, version: str, now: datetime) -> list[Alert]:
    """The findings as alerts, the ones that matter most first; one for each id. `version` names who judged."""
    turnover = risk.monthly_turnover(books)
    found: dict[UUID, Alert] = {}
    for finding in findings:
        alert = Alert(
            id=alert_id(books.business.id, finding),
            business_id=books.business.id,
            type=finding.type,
            message=wording.explain(books, finding),
            confidence=round(finding.probability, 4),
            evidence=wording.evidence(books, finding),
            detected_at=now,
            fingerprint=finding.fingerprint,
            weight=risk.weight(finding, turnover),
            rules_version=version,
        )
        found.setdefault(alert.id, alert)
    return sorted(found.values(), key=lambda one: (-one.confidence * one.weight, one.id))

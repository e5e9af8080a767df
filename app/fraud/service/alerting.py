"""From findings to alerts: the sentence, the evidence, the id, and whether another alert speaks for it already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from app.books.records import Books
from app.fraud import wording
from app.fraud.records import Alert, AlertStatus, Finding, Kept, alert_id
from app.fraud.rules import audit, cases, continuity, grounds

UNANSWERED = frozenset({AlertStatus.OPEN, AlertStatus.RESOLVED})


def alerts_of(books: Books, findings: Iterable[Finding], *, version: str, now: datetime) -> list[Alert]:
    """The findings as alerts as one sees them first, those that matter most first. `version` names who judged."""
    return cases.heads(by_finding(books, findings, (), version=version, now=now).values())


def by_finding(
    books: Books, findings: Iterable[Finding], kept: Sequence[Kept], *, version: str, now: datetime
) -> Mapping[str, Alert]:
    """The alerts on the findings by the fingerprint of each, folded, with the ids that the stored ones of `kept` have.

    What is less likely than an alert has to be is left out, unless it was drawn to be asked about. Of findings on the
    same ground about the same things the most certain one is told.
    """
    asked: dict[str, Finding] = {}
    for one in sorted(findings, key=lambda finding: -finding.probability):
        if _is_asked(books.business.id, one):
            asked.setdefault(one.fingerprint, one)
    ids = continuity.ids(books.business.id, asked.values(), kept)
    known = {one.id: one for one in kept}
    found = {
        fingerprint: _alert(books, one, ids[fingerprint], known.get(ids[fingerprint]), version=version, now=now)
        for fingerprint, one in asked.items()
    }
    folds = cases.folds([one for one in found.values() if one.status is AlertStatus.OPEN])
    return {fingerprint: replace(one, folded_into=folds.get(one.id)) for fingerprint, one in found.items()}


def _is_asked(business_id: UUID, finding: Finding) -> bool:
    return finding.probability >= cases.ALERT_FROM or _is_drawn(business_id, finding)


def _is_drawn(business_id: UUID, finding: Finding) -> bool:
    return audit.is_drawn(alert_id(business_id, finding), finding.probability)


def _alert(books: Books, finding: Finding, id: UUID, kept: Kept | None, *, version: str, now: datetime) -> Alert:
    business_id = books.business.id
    facts = grounds.facts(books, finding)
    is_open = kept is None or kept.status in UNANSWERED or grounds.is_changed(kept.facts, facts)
    return Alert(
        id=id,
        business_id=business_id,
        type=finding.type,
        message=wording.explain(books, finding),
        confidence=round(finding.probability, 4),
        evidence=wording.evidence(books, finding, version=version),
        detected_at=kept.detected_at if kept else now,
        fingerprint=kept.fingerprint if kept else continuity.born_as(business_id, finding.fingerprint, id),
        amount_at_risk=abs(finding.amount_at_risk),
        rule=finding.rule.value,
        score=finding.probability if finding.by_rule is None else finding.by_rule,
        features=_features(finding),
        facts=facts,
        status=AlertStatus.OPEN if kept is None or is_open else kept.status,
        rules_version=version,
        is_audit=_is_drawn(business_id, finding),
        show_probability=audit.show_probability(finding.probability),
    )


def _features(finding: Finding) -> Mapping[str, Any]:
    """The signs and figures that the score was made of, for those who learn from the answer."""
    return {
        "agree": [one.value for one in finding.agree],
        "differ": [one.value for one in finding.differ],
        "expected": str(finding.expected) if finding.expected is not None else None,
        "actual": str(finding.actual) if finding.actual is not None else None,
        "documents": len(finding.documents),
        "payments": len(finding.payments),
        "parties": len(finding.parties),
    }

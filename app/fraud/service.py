"""What can be asked about fraud: an analysis of a business's books, its alerts, and an answer to one of them.

An analysis is served from the cache while the books stand as they stood; otherwise from what is stored; otherwise a
job looks through the books, and the request waits for it. When that takes too long, the last analysis is served and
says that it is stale.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.books import access, reader
from app.books.access import Reach
from app.books.records import Books, BusinessNotFound
from app.fraud import rules, wording
from app.fraud.records import (
    MODEL_NAME,
    RULES_VERSION,
    Alert,
    AlertNotFound,
    AlertPage,
    AnalysisUnavailable,
    Answer,
    Filters,
    FraudAnalysis,
    alert_id,
)
from app.fraud.repo import alerts as alerts_repo
from app.fraud.repo import analyses
from app.fraud.rules import risk
from app.model_registry import service as model_registry
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.observe.logs import audit
from app.runtime.runtime import Runtime

JOB = "fraud.analyze"
MOST_SHOWN = 200
"""Alerts in one analysis, by probability times rupees; the rest are stored too, and paged through."""


def analyze(rt: Runtime, business_id: UUID, *, caller: Caller) -> FraudAnalysis:
    """The alerts of a business as its books stand now, without those that were dismissed.

    Raises `BusinessNotFound` for a stranger, `AnalysisUnavailable` when the books could not be looked through in time
    and never were before.
    """
    reach = access.reach(rt, caller, business_id)
    cached = rt.cache.fetch(cache_types.FRAUD_ANALYSIS, *_key(reach))
    if cached is not None:
        return analyses.loaded(cached)
    analysis = _stored(rt, reach, caller)
    if analysis is None or not _is_fresh(analysis, reach):
        key = f"{JOB}:{RULES_VERSION}:{business_id}:{reach.revision}"
        rt.jobs.run(JOB, caller=caller, business_id=business_id, key=key)
        analysis = _stored(rt, reach, caller)
    if analysis is None:
        raise AnalysisUnavailable
    if not _is_fresh(analysis, reach):
        since = analysis.analyzed_at.isoformat()
        return replace(analysis, metadata=dict(analysis.metadata) | {"stale": True, "stale_since": since})
    rt.cache.store(cache_types.FRAUD_ANALYSIS, *_key(reach), value=analyses.dumped(analysis))
    return analysis


def analyze_job(rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, **_: Any) -> dict[str, Any]:
    """Looks through the books of a business and stores what it finds in one transaction. Safe to run twice."""
    progress(0.1, "Reading your books")
    with rt.db.transaction(Caller.service()) as tx:
        books = reader.load(tx, business_id)
    progress(0.4, "Comparing bills, invoices and payments")
    found = _found(books, now)
    took_ms = (rt.clock.now() - now).total_seconds() * 1000
    with rt.db.transaction(Caller.service()) as tx:
        analyses.lock(tx, business_id)
        newest = analyses.fetch_newest(tx, business_id)
        if newest is None or newest.metadata["model_version"] != RULES_VERSION or _revision(newest) < books.revision:
            _save(tx, books, found, took_ms=took_ms, now=now)
    return {"alerts": len(found), "href": f"/api/v1/fraud/alerts?business_id={business_id}"}


def alerts(rt: Runtime, business_id: UUID, *, caller: Caller, filters: Filters) -> AlertPage:
    """One page of the stored alerts, the most certain first. Raises `BusinessNotFound` for a stranger."""
    with rt.db.transaction(caller) as tx:
        access.reach(tx, caller, business_id)
        found, total = alerts_repo.fetch_page(tx, business_id, filters)
    return AlertPage(alerts=found, total=total, page=filters.page, page_size=filters.page_size)


def answer(rt: Runtime, alert_id: UUID, *, caller: Caller, answer: Answer, reason: str | None, now: datetime) -> Alert:
    """The alert with what the caller says about it; the same answer again changes nothing.

    Raises `AlertNotFound`, also for an alert of a stranger's business.
    """
    with rt.db.transaction(caller) as tx:
        alert = alerts_repo.fetch(tx, alert_id)
        try:
            reach = access.reach(tx, caller, alert.business_id)
        except BusinessNotFound as stranger:
            raise AlertNotFound from stranger
        if (alert.status.value, alert.reason) != (answer.value, reason):
            alerts_repo.save_answer(tx, alert_id, answer, reason=reason, answered_by=caller.user_id, now=now)
            alert = alerts_repo.fetch(tx, alert_id)
    rt.cache.forget(cache_types.FRAUD_ANALYSIS, *_key(reach))
    audit("fraud alert answered", alert_id=alert_id, business_id=reach.business_id, answer=answer)
    return alert


def _key(reach: Reach) -> tuple[str, UUID, int]:
    return RULES_VERSION, reach.business_id, reach.revision


def _stored(rt: Runtime, reach: Reach, caller: Caller) -> FraudAnalysis | None:
    """The newest analysis with what the owner has answered since, and the risk that is left."""
    with rt.db.transaction(caller) as tx:
        analysis = analyses.fetch_newest(tx, reach.business_id)
        statuses = alerts_repo.fetch_statuses(tx, reach.business_id)
    if analysis is None:
        return None
    standing = [replace(one, status=statuses.get(one.id, one.status)) for one in analysis.alerts]
    shown = [one for one in standing if one.status not in risk.SETTLED]
    return replace(analysis, alerts=shown, risk_score=risk.score(shown))


def _is_fresh(analysis: FraudAnalysis, reach: Reach) -> bool:
    return analysis.metadata["model_version"] == RULES_VERSION and _revision(analysis) >= reach.revision


def _revision(analysis: FraudAnalysis) -> int:
    return int(analysis.metadata["book_revision"])


def _found(books: Books, now: datetime) -> list[Alert]:
    """The findings as alerts, the ones that matter most first; one for each id."""
    turnover = risk.monthly_turnover(books)
    found: dict[UUID, Alert] = {}
    for finding in rules.findings(books):
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
        )
        found.setdefault(alert.id, alert)
    return sorted(found.values(), key=lambda one: (-one.confidence * one.weight, one.id))


def _save(tx: Connection, books: Books, found: Sequence[Alert], *, took_ms: float, now: datetime) -> None:
    alerts_repo.save(tx, books.business.id, found, revision=books.revision, now=now)
    first_seen = alerts_repo.fetch_first_seen(tx, books.business.id)
    kept = [replace(one, detected_at=first_seen[one.id]) for one in found]
    analysis = FraudAnalysis(
        business_id=books.business.id,
        alerts=kept[:MOST_SHOWN],
        risk_score=risk.score(kept),
        metadata=_metadata(books, kept, took_ms),
        analyzed_at=now,
    )
    analyses.save(tx, analysis, revision=books.revision)
    model_registry.record(
        tx, model_name=MODEL_NAME, model_version=RULES_VERSION, predictions=len(found), took_ms=took_ms, now=now
    )


def _metadata(books: Books, found: Sequence[Alert], took_ms: float) -> Mapping[str, Any]:
    return {
        "model_version": RULES_VERSION,
        "book_revision": books.revision,
        "stale": False,
        "documents_examined": len(books.documents),
        "payments_examined": len(books.payments),
        "parties_examined": len(books.parties),
        "alerts_found": len(found),
        "alerts_by_type": dict(Counter(one.type.value for one in found)),
        "took_ms": round(took_ms, 1),
    }

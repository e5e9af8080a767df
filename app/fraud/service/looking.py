"""The job that looks through a business's books: pairs scored, rules asked, alerts and predictions kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.books import reader
from app.books.records import Books
from app.fraud import rules, wording
from app.fraud.records import MODEL_NAME, PAIR_MODEL, RULES_VERSION, Alert, FraudAnalysis, alert_id
from app.fraud.repo import alerts as alerts_repo
from app.fraud.repo import analyses
from app.fraud.rules import duplicates, risk
from app.fraud.rules.duplicates import Judged
from app.fraud.service.scoring import question
from app.model_registry import service as model_registry
from app.model_registry.records import Observation
from app.model_registry.service import serving
from app.model_registry.service.serving import scoring
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime

Scored = scoring.Scored[Sequence[Judged]]
MOST_SHOWN = 200
"""Alerts in one analysis, by probability times rupees; the rest are stored too, and paged through."""


def analyze_job(rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, **_: Any) -> dict[str, Any]:
    """Looks through the books of a business and stores what it finds in one transaction. Safe to run twice."""
    progress(0.1, "Reading your books")
    serving.refresh(rt)
    with rt.db.transaction(Caller.service()) as tx:
        books = reader.load(tx, business_id)
    progress(0.4, "Comparing bills, invoices and payments")
    scored = scoring.scored(rt, question(books), business_id=business_id)
    found = _found(books, scored, now)
    took_ms = (rt.clock.now() - now).total_seconds() * 1000
    with rt.db.transaction(Caller.service()) as tx:
        analyses.lock(tx, business_id)
        newest = analyses.fetch_newest(tx, business_id, version=scored.version)
        if newest is None or newest.metadata["model_version"] != scored.version or newest.revision < books.revision:
            _save(tx, books, found, scored, took_ms=took_ms, now=now)
    return {"alerts": len(found), "href": f"/api/v1/fraud/alerts?business_id={business_id}"}


def _found(books: Books, scored: Scored, now: datetime) -> list[Alert]:
    """The findings as alerts, the ones that matter most first; one for each id."""
    turnover = risk.monthly_turnover(books)
    found: dict[UUID, Alert] = {}
    for finding in rules.joined(books, scored.found):
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
            rules_version=scored.version,
        )
        found.setdefault(alert.id, alert)
    return sorted(found.values(), key=lambda one: (-one.confidence * one.weight, one.id))


def _save(
    tx: Connection, books: Books, found: Sequence[Alert], scored: Scored, *, took_ms: float, now: datetime
) -> None:
    alerts_repo.save(tx, books.business.id, found, version=scored.version, revision=books.revision, now=now)
    first_seen = alerts_repo.fetch_first_seen(tx, books.business.id)
    kept = [replace(one, detected_at=first_seen[one.id]) for one in found]
    analysis = FraudAnalysis(
        business_id=books.business.id,
        alerts=kept[:MOST_SHOWN],
        risk_score=risk.score(kept),
        metadata=_metadata(books, kept, scored, took_ms),
        analyzed_at=now,
    )
    analyses.save(tx, analysis)
    _observe(tx, books, scored, now)
    _count(tx, found, scored, took_ms=took_ms, now=now)


def _observe(tx: Connection, books: Books, scored: Scored, now: datetime) -> None:
    """Keeps what the model said of every pair that became an alert or came near; the alert's answer is its outcome."""
    watched = duplicates.watched(scored.found) if scored.model else ()
    observations = [
        Observation(alert_id(books.business.id, finding), judged.chance, list(judged.pair.row), now)
        for finding, judged in watched
    ]
    serving.observe(tx, scored.model, business_id=books.business.id, observations=observations)


def _count(tx: Connection, found: Sequence[Alert], scored: Scored, *, took_ms: float, now: datetime) -> None:
    counted = [(MODEL_NAME, RULES_VERSION, len(found))]
    if scored.model:
        counted.append((PAIR_MODEL, scored.model.label, len(scored.found)))
    for name, version, predictions in sorted(counted):
        model_registry.record(
            tx, model_name=name, model_version=version, predictions=predictions, took_ms=took_ms, now=now
        )


def _metadata(books: Books, found: Sequence[Alert], scored: Scored, took_ms: float) -> Mapping[str, Any]:
    return {
        "model_version": scored.version,
        "models": scored.models,
        **({"models_missing": scored.models_missing} if scored.models_missing else {}),
        "book_revision": books.revision,
        "stale": False,
        "documents_examined": len(books.documents),
        "payments_examined": len(books.payments),
        "parties_examined": len(books.parties),
        "alerts_found": len(found),
        "alerts_by_type": dict(Counter(one.type.value for one in found)),
        "took_ms": round(took_ms, 1),
    }

"""The job that looks through a business's books: pairs scored, rules asked, alerts and predictions kept."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.books import reader
from app.books.records import Books
from app.fraud.records import MODEL_NAME, RULES_VERSION, Alert, FraudAnalysis
from app.fraud.repo import analyses, scans
from app.fraud.rules import cases, confidence, duplicates, risk
from app.fraud.rules.drafts import Habits
from app.fraud.service import keeping, scanning, scoring
from app.fraud.service.keeping import Held
from app.fraud.service.scanning import Scan
from app.fraud.service.scoring import Judgement
from app.model_registry import service as model_registry
from app.model_registry.records import Observation
from app.model_registry.service import serving
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.memory import uncollected
from app.runtime.runtime import Runtime

MOST_KEPT = 200
"""Alerts that are kept with an analysis, so that the next ones move up when some are answered; the rest in figures."""


def analyze_job(rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, **_: Any) -> dict[str, Any]:
    """Looks through the books of a business and stores what it finds in one transaction. Safe to run twice."""
    with uncollected():
        books, scan, judged = _looked(rt, business_id, progress)
    took_ms = (rt.clock.now() - now).total_seconds() * 1000
    with rt.db.transaction(Caller.service()) as tx:
        analyses.lock(tx, business_id)
        newest = analyses.fetch_newest(tx, business_id, version=judged.version)
        if newest is None or _is_news(books, judged, newest):
            newest = _save(tx, books, scan, judged, took_ms=took_ms, now=now)
    return {"alerts": newest.metadata["alerts_found"], "href": f"/api/v1/fraud/alerts?business_id={business_id}"}


def _is_news(books: Books, judged: Judgement, newest: FraudAnalysis) -> bool:
    """Whether nobody has looked through these books, or later ones, in the meantime; another version may look again."""
    is_by_another = newest.metadata["model_version"] != judged.version
    return newest.revision < books.revision or (newest.revision == books.revision and is_by_another)


def _looked(rt: Runtime, business_id: UUID, progress: Progress) -> tuple[Books, Scan, Judgement]:
    progress(0.1, "Reading your books")
    serving.refresh(rt)
    with rt.db.transaction(Caller.service()) as tx:
        books, known = reader.load(tx, business_id), scans.fetch(tx, business_id)
    progress(0.4, "Comparing bills, invoices and payments")
    scan = scanning.scan(rt, books, known)
    return books, scan, scoring.judgement(rt, scan, business_id=business_id)


def _save(
    tx: Connection, books: Books, scan: Scan, judged: Judgement, *, took_ms: float, now: datetime
) -> FraudAnalysis:
    held = keeping.keep(tx, books, judged.findings.found, version=judged.version, now=now)
    alerts, moved = held.alerts, risk.moved(books)
    within, beyond = alerts[:MOST_KEPT], alerts[MOST_KEPT:]
    everything, kept = risk.in_question(alerts, moved), risk.in_question(within, moved)
    analysis = FraudAnalysis(
        business_id=books.business.id,
        alerts=within,
        risk_score=everything.score,
        metadata=_metadata(books, alerts, judged, took_ms) | _parts(scan),
        analyzed_at=now,
        moved=moved,
        beyond=cases.digests(beyond),
        beyond_in_question=everything.in_question - kept.in_question,
    )
    analyses.save(tx, analysis)
    habits = Habits.of(books)
    scans.save(tx, books.business.id, scan.kept, habits=habits, revision=books.revision, now=now)
    _observe(tx, held, judged, now)
    _count(tx, alerts, judged, took_ms=took_ms, now=now)
    return analysis


def _observe(tx: Connection, held: Held, judged: Judgement, now: datetime) -> None:
    """Keeps what the models said of every alert and of every pair that came near; its answer is the outcome."""
    watched = duplicates.watched(judged.pairs.found) if judged.pairs.model else ()
    pairs = [Observation(held.id(finding), pair.chance, list(pair.pair.row), now) for finding, pair in watched]
    serving.observe(tx, judged.pairs.model, business_id=held.business_id, observations=pairs)
    alerts = [
        Observation(held.id(one), one.probability, list(confidence.row(one)), now) for one in judged.findings.found
    ]
    serving.observe(tx, judged.findings.model, business_id=held.business_id, observations=alerts)


def _count(tx: Connection, found: Sequence[Alert], judged: Judgement, *, took_ms: float, now: datetime) -> None:
    counted = [(MODEL_NAME, RULES_VERSION, len(found))]
    for scored in (judged.pairs, judged.findings):
        if scored.model:
            counted.append((scored.name, scored.model.label, len(scored.found)))
    for name, version, predictions in sorted(counted):
        model_registry.record(
            tx, model_name=name, model_version=version, predictions=predictions, took_ms=took_ms, now=now
        )


def _metadata(books: Books, found: Sequence[Alert], judged: Judgement, took_ms: float) -> dict[str, Any]:
    return {
        "model_version": judged.version,
        "models": judged.models,
        **({"models_missing": judged.models_missing} if judged.models_missing else {}),
        "book_revision": books.revision,
        "stale": False,
        "documents_examined": len(books.documents),
        "payments_examined": len(books.payments),
        "parties_examined": len(books.parties),
        "alerts_found": len(found),
        "alerts_by_type": dict(Counter(one.type.value for one in found)),
        "took_ms": round(took_ms, 1),
    }


def _parts(scan: Scan) -> dict[str, int]:
    return {"parts_scanned": scan.scanned, "parts_kept": len(scan.parts) - scan.scanned}

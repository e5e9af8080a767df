"""The job that works out the insights of a business: invoices scored, rules asked, answer and predictions kept."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection

from app.books import reader
from app.books.records import Books
from app.insights.records.answer import LATE_MODEL, BusinessInsights, Finding, Insight
from app.insights.repo import answers, cards
from app.insights.rules import VERSION, findings
from app.insights.rules.cash.outlook import Sides
from app.insights.rules.paying.late_payment import Expected
from app.insights.service import tools
from app.insights.service.scoring import question
from app.insights.wording import explain, phrases
from app.model_registry import service as model_registry
from app.model_registry.records import Observation
from app.model_registry.service import serving
from app.model_registry.service.serving import scoring
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime
from app.values.period import indian_date

MODEL_NAME = "insights"
Scored = scoring.Scored[Sequence[Expected]]
FRESH_FOR = timedelta(hours=24)


def compute_job(rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, **_: Any) -> dict[str, Any]:
    """Computes the insights of a business and stores them in one transaction. Safe to run twice."""
    progress(0.1, "Reading your books")
    serving.refresh(rt)
    with rt.db.transaction(Caller.service()) as tx:
        books = reader.load(tx, business_id)
    progress(0.4, "Looking ahead")
    sides = findings.sides_of(books, indian_date(now))
    scored = scoring.scored(rt, question(sides.sales, indian_date(now)), business_id=business_id)
    answer = _answer(books, sides, scored, now)
    took_ms = (rt.clock.now() - now).total_seconds() * 1000
    with rt.db.transaction(Caller.service()) as tx:
        answers.lock(tx, business_id)
        newest = answers.fetch_newest(tx, business_id)
        if newest is None or newest.model_version != scored.version or newest.revision <= books.revision:
            answers.save(tx, answer)
            cards.save(tx, answer)
            _observe(tx, books, scored, now)
        _count(tx, answer, scored, took_ms=took_ms, now=now)
    return {"insights": len(answer.insights), "href": f"/api/v1/insights/{business_id}"}


def computed(books: Books, *, now: datetime) -> BusinessInsights:
    """Everything there is to say about `books` at `now` by the rules alone, the highest impact first."""
    sides = findings.sides_of(books, indian_date(now))
    return _answer(books, sides, scoring.by_rules(question(sides.sales, indian_date(now))), now)


def _answer(books: Books, sides: Sides, scored: Scored, now: datetime) -> BusinessInsights:
    on = indian_date(now)
    revenue = findings.monthly_revenue(books, on)
    found = findings.told(books, sides, on, tools.loaded(), scored.found)
    told = [_insight(books, finding, findings.impact_score(finding, revenue), now) for finding in found]
    return BusinessInsights(
        business_id=books.business.id,
        revision=books.revision,
        model_version=scored.version,
        generated_at=now,
        next_update=now + FRESH_FOR,
        insights=tuple(sorted(told, key=lambda insight: -(insight.impact_score or 0.0))),
        models=scored.models,
        models_missing=scored.models_missing,
    )


def _observe(tx: Connection, books: Books, scored: Scored, now: datetime) -> None:
    """Keeps what the model said of each open invoice when it was first asked; how it was paid is the outcome."""
    observations = [
        Observation(one.asked.entry.document_id, one.chance, list(one.asked.row), now) for one in scored.found
    ]
    serving.observe(tx, scored.model, business_id=books.business.id, observations=observations)


def _count(tx: Connection, answer: BusinessInsights, scored: Scored, *, took_ms: float, now: datetime) -> None:
    counted = [(MODEL_NAME, VERSION, len(answer.insights))]
    if scored.model:
        counted.append((LATE_MODEL, scored.model.label, len(scored.found)))
    for name, version, predictions in sorted(counted):
        model_registry.record(
            tx, model_name=name, model_version=version, predictions=predictions, took_ms=took_ms, now=now
        )


def _insight(books: Books, finding: Finding, impact: float | None, now: datetime) -> Insight:
    words = explain.words(finding)
    return Insight(
        insight_id=uuid5(books.business.id, finding.key),
        key=finding.key,
        insight_type=finding.insight_type,
        title=words.title,
        description=words.description,
        recommendations=words.recommendations,
        impact_score=impact,
        priority=findings.priority(impact),
        category=finding.category,
        valid_until=now + timedelta(days=finding.valid_days),
        data=_data(finding),
    )


def _data(finding: Finding) -> dict[str, Any]:
    """The figures of a finding by their names, or only what is missing where no figure could be given."""
    figures = asdict(finding) if finding.is_told else {"is_told": False}
    missing = [asdict(lacking) | {"sentence": phrases.missing(lacking)} for lacking in finding.missing]
    return figures | {"missing": missing}

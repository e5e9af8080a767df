"""The job that works out the insights of a business: invoices scored, rules asked, answer and predictions kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.books import reader
from app.books.records import Books
from app.insights.records.answer import LATE_MODEL, BusinessInsights
from app.insights.records.preferences import NOTHING_SAID, Preferences
from app.insights.records.stored import Stored
from app.insights.repo import answers, cards, preferences
from app.insights.rules import VERSION, findings
from app.insights.rules.paying.late_payment import Expected
from app.insights.service import telling
from app.insights.service.scoring import question
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


def compute_job(rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, **_: Any) -> dict[str, Any]:
    """Computes the insights of a business and stores them in one transaction. Safe to run twice."""
    progress(0.1, "Reading your books")
    serving.refresh(rt)
    with rt.db.transaction(Caller.service()) as tx:
        books, said = reader.load(tx, business_id), preferences.fetch(tx, business_id)
    progress(0.4, "Looking ahead")
    sides = findings.sides_of(books, indian_date(now))
    scored = scoring.scored(rt, question(sides.sales, indian_date(now)), business_id=business_id)
    answer = telling.answer(books, sides, scored, now=now, said=said)
    took_ms = (rt.clock.now() - now).total_seconds() * 1000
    with rt.db.transaction(Caller.service()) as tx:
        answers.lock(tx, business_id)
        if _is_newest(answer, answers.fetch_newest(tx, business_id)):
            answers.save(tx, answer)
            cards.save(tx, answer)
            _observe(tx, books, scored, now)
        _count(tx, answer, scored, took_ms=took_ms, now=now)
    return {"insights": len(answer.insights), "href": f"/api/v1/insights/{business_id}"}


def computed(books: Books, *, now: datetime, said: Preferences = NOTHING_SAID) -> BusinessInsights:
    """Everything there is to say about `books` at `now` by the rules alone, the highest impact first."""
    sides = findings.sides_of(books, indian_date(now))
    scored = scoring.by_rules(question(sides.sales, indian_date(now)))
    return telling.answer(books, sides, scored, now=now, said=said)


def by_release(books: Books, *, now: datetime) -> BusinessInsights:
    """As `computed`, where the models that come with this release take part."""
    sides = findings.sides_of(books, indian_date(now))
    scored = scoring.by_release(question(sides.sales, indian_date(now)))
    return telling.answer(books, sides, scored, now=now, said=NOTHING_SAID)


def _is_newest(answer: BusinessInsights, kept: Stored | None) -> bool:
    """Whether nobody kept an answer from later books, or from a later day, while this one was made."""
    return kept is None or (kept.revision, kept.generated_at) <= (answer.revision, answer.generated_at)


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

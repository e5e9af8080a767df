"""The insights of a business: from the cache while books and day stand, else from what is stored, else computed.

The answer is dated by the day in India, since being overdue is a matter of the day. A job computes it in the worker and
the request waits; when that takes too long, the last answer is served and says that it is stale.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from app.books import access, reader
from app.books.access import Reach
from app.books.records import Books
from app.insights.records.answer import BusinessInsights, Finding, Insight, InsightsUnavailable, Stored
from app.insights.repo import answers, cards
from app.insights.rules import VERSION, findings
from app.insights.wording import explain, phrases
from app.model_registry import service as model_registry
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime
from app.values.period import indian_date

JOB = "insights.compute"
MODEL_NAME = "insights"
FRESH_FOR = timedelta(hours=24)


def insights(rt: Runtime, business_id: UUID, *, caller: Caller, now: datetime) -> bytes:
    """The answer for the app as JSON, ready to be sent: the cached path adds nothing to the bytes that were stored.

    Raises `BusinessNotFound` for a stranger, `InsightsUnavailable` when there is neither a fresh nor an older answer.
    """
    reach = access.reach(rt, caller, business_id)
    key = (VERSION, business_id, reach.revision, indian_date(now))
    return rt.cache.fetch(cache_types.INSIGHTS, *key) or _uncached(rt, reach, key, caller=caller, now=now)


def compute_job(rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, **_: Any) -> dict[str, Any]:
    """Computes the insights of a business and stores them in one transaction. Safe to run twice."""
    progress(0.1, "Reading your books")
    with rt.db.transaction(Caller.service()) as tx:
        books = reader.load(tx, business_id)
    progress(0.4, "Looking ahead")
    answer = computed(books, now=now)
    took_ms = (rt.clock.now() - now).total_seconds() * 1000
    with rt.db.transaction(Caller.service()) as tx:
        answers.lock(tx, business_id)
        newest = answers.fetch_newest(tx, business_id)
        if newest is None or newest.model_version != VERSION or newest.revision <= books.revision:
            answers.save(tx, answer)
            cards.save(tx, answer)
        count = len(answer.insights)
        model_registry.record(
            tx, model_name=MODEL_NAME, model_version=VERSION, predictions=count, took_ms=took_ms, now=now
        )
    return {"insights": count, "href": f"/api/v1/insights/{business_id}"}


def computed(books: Books, *, now: datetime) -> BusinessInsights:
    """Everything there is to say about `books` at `now`, the highest impact first."""
    from ml_models.cashflow.estimator import forecast_months  # arrays live in the worker only

    on = indian_date(now)
    revenue = findings.monthly_revenue(books, on)
    found = findings.findings(books, on, lambda past, ahead: forecast_months(past, horizon=ahead))
    told = [_insight(books, finding, findings.impact_score(finding, revenue), now) for finding in found]
    return BusinessInsights(
        business_id=books.business.id,
        revision=books.revision,
        model_version=VERSION,
        generated_at=now,
        next_update=now + FRESH_FOR,
        insights=tuple(sorted(told, key=lambda insight: -(insight.impact_score or 0.0))),
    )


def _uncached(rt: Runtime, reach: Reach, key: tuple[object, ...], *, caller: Caller, now: datetime) -> bytes:
    stored = _stored(rt, reach, caller)
    if stored is None or not _is_fresh(stored, reach, now):
        rt.jobs.run(JOB, caller=caller, business_id=reach.business_id, key=":".join(map(str, (JOB, *key))))
        stored = _stored(rt, reach, caller)
    if stored is None:
        raise InsightsUnavailable
    if not _is_fresh(stored, reach, now):
        return answers.marked_stale(stored).encode()
    body = stored.body.encode()
    rt.cache.store(cache_types.INSIGHTS, *key, value=body)
    return body


def _stored(rt: Runtime, reach: Reach, caller: Caller) -> Stored | None:
    with rt.db.transaction(caller) as tx:
        return answers.fetch_newest(tx, reach.business_id)


def _is_fresh(stored: Stored, reach: Reach, now: datetime) -> bool:
    """Whether it was made by these rules, from these books or later ones, on this day or a later one."""
    is_of_today = indian_date(stored.generated_at) >= indian_date(now)
    return stored.model_version == VERSION and stored.revision >= reach.revision and is_of_today


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

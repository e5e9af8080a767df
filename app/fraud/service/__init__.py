"""What can be asked about fraud: an analysis of a business's books, and its alerts (`answering` takes the answers).

An analysis is served from the cache while the books and the model stand as they stood; otherwise from what is stored;
otherwise a job looks through the books, and the request waits for it. When that takes too long, the last analysis is
served and says that it is stale.
"""

from dataclasses import replace
from uuid import UUID

from app.books import access
from app.books.access import Reach
from app.fraud.records import RULES_VERSION, AlertPage, AnalysisUnavailable, Filters, FraudAnalysis
from app.fraud.repo import alerts as alerts_repo
from app.fraud.repo import analyses
from app.fraud.rules import cases
from app.fraud.rules.judging import SHOWN_FROM
from app.fraud.service import answering, presenting
from app.fraud.service.answering import answer
from app.fraud.service.looking import analyze_job
from app.fraud.service.scoring import MODELS
from app.model_registry.service import serving
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

JOB = "fraud.analyze"

__all__ = ["JOB", "alerts", "analyze", "analyze_job", "answer"]


def analyze(rt: Runtime, business_id: UUID, *, caller: Caller) -> FraudAnalysis:
    """A readable number of alerts of a business as its books stand now, without those that were dismissed.

    Raises `BusinessNotFound` for a stranger, `AnalysisUnavailable` when the books could not be looked through in time
    and never were before.
    """
    reach = access.reach(rt, caller, business_id)
    wanted = serving.version(rt, RULES_VERSION, *MODELS, business_id=business_id)
    content = rt.cache.fetch(cache_types.FRAUD_ANALYSIS, *answering.cache_key(reach))
    cached = analyses.loaded(content) if content is not None else None
    if cached is not None and _is_fresh(rt, cached, reach, wanted):
        return cached
    analysis = _stored(rt, reach, caller, wanted)
    if analysis is None or not _is_fresh(rt, analysis, reach, wanted):
        key = f"{JOB}:{wanted}:{business_id}:{reach.revision}"
        rt.jobs.run(JOB, caller=caller, business_id=business_id, key=key)
        analysis = _stored(rt, reach, caller, wanted)
    if analysis is None:
        raise AnalysisUnavailable
    if not _is_fresh(rt, analysis, reach, wanted):
        since = analysis.analyzed_at.isoformat()
        return replace(analysis, metadata=dict(analysis.metadata) | {"stale": True, "stale_since": since})
    rt.cache.store(cache_types.FRAUD_ANALYSIS, *answering.cache_key(reach), value=analyses.dumped(analysis))
    if _stored(rt, reach, caller, wanted) != analysis:  # somebody answered, and forgot the cache, before it was stored
        rt.cache.forget(cache_types.FRAUD_ANALYSIS, *answering.cache_key(reach))
    return analysis


def alerts(rt: Runtime, business_id: UUID, *, caller: Caller, filters: Filters) -> AlertPage:
    """One page of the stored alerts, in the order asked for. Raises `BusinessNotFound` for a stranger."""
    with rt.db.transaction(caller) as tx:
        access.reach(tx, caller, business_id)
        found, total = alerts_repo.fetch_page(
            tx, business_id, filters, alert_from=cases.ALERT_FROM, shown_from=SHOWN_FROM
        )
    return AlertPage(alerts=found, total=total, page=filters.page, page_size=filters.page_size)


def _stored(rt: Runtime, reach: Reach, caller: Caller, wanted: str) -> FraudAnalysis | None:
    """The newest analysis as it is shown, with what the owner has answered since."""
    with rt.db.transaction(caller) as tx:
        analysis = analyses.fetch_newest(tx, reach.business_id, version=wanted)
        standings = alerts_repo.fetch_standings(tx, reach.business_id)
    return presenting.presented(analysis, standings) if analysis else None


def _is_fresh(rt: Runtime, analysis: FraudAnalysis, reach: Reach, wanted: str) -> bool:
    """Whether it was made from these books or later ones, by the rules and the model that answer now, or did at first.

    wanted : how an analysis was to be named when the request began; what was promoted since does not make it stale
    """
    if analysis.revision < reach.revision:
        return False
    version = str(analysis.metadata["model_version"])
    if version == wanted:
        return True
    return serving.is_current(rt, version, RULES_VERSION, *MODELS, business_id=reach.business_id)

"""The insights of a business: from the cache while books, day and model stand, else from what is stored, else computed.

The answer is dated by the day in India, since being overdue is a matter of the day. A job computes it in the worker and
the request waits; when that takes too long, the last answer is served and says that it is stale.
"""

from datetime import datetime
from uuid import UUID

from app.books import access
from app.books.access import Reach
from app.insights.records.answer import LATE_MODEL, InsightsUnavailable, Stored
from app.insights.repo import answers
from app.insights.rules import VERSION
from app.insights.service.computing import compute_job, computed
from app.model_registry.service import serving
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.period import indian_date

JOB = "insights.compute"
Key = tuple[str, UUID, int, object]

__all__ = ["JOB", "compute_job", "computed", "insights"]


def insights(rt: Runtime, business_id: UUID, *, caller: Caller, now: datetime) -> bytes:
    """The answer for the app as JSON, ready to be sent: the cached path adds nothing to the bytes that were stored.

    Raises `BusinessNotFound` for a stranger, `InsightsUnavailable` when there is neither a fresh nor an older answer.
    """
    reach = access.reach(rt, caller, business_id)
    wanted = serving.version(rt, VERSION, LATE_MODEL, business_id=business_id)
    key = (wanted, business_id, reach.revision, indian_date(now))
    return rt.cache.fetch(cache_types.INSIGHTS, *key) or _uncached(rt, reach, key, caller=caller, now=now)


def _uncached(rt: Runtime, reach: Reach, key: Key, *, caller: Caller, now: datetime) -> bytes:
    stored = _stored(rt, reach, caller)
    if stored is None or not _is_fresh(rt, stored, reach, key[0], now):
        rt.jobs.run(JOB, caller=caller, business_id=reach.business_id, key=":".join(map(str, (JOB, *key))))
        stored = _stored(rt, reach, caller)
    if stored is None:
        raise InsightsUnavailable
    if not _is_fresh(rt, stored, reach, key[0], now):
        return answers.marked_stale(stored).encode()
    body = stored.body.encode()
    rt.cache.store(cache_types.INSIGHTS, stored.model_version, *key[1:], value=body)
    return body


def _stored(rt: Runtime, reach: Reach, caller: Caller) -> Stored | None:
    with rt.db.transaction(caller) as tx:
        return answers.fetch_newest(tx, reach.business_id)


def _is_fresh(rt: Runtime, stored: Stored, reach: Reach, wanted: str, now: datetime) -> bool:
    """Whether it was made by what answers now or did when the request began, from these books, on this day or later."""
    if stored.revision < reach.revision or indian_date(stored.generated_at) < indian_date(now):
        return False
    if stored.model_version == wanted:
        return True
    return serving.is_current(rt, stored.model_version, VERSION, LATE_MODEL, business_id=reach.business_id)

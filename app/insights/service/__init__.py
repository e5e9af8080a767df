"""The insights of a business: from the cache while books, day and model stand, else what is stored, else computed.

The answer is dated by the day in India, since being overdue is a matter of the day. A job computes it in the worker.
What was computed before is served at once, with its age, while a new one is made; only who asks for a fresh one, or has
no answer of the last days, waits for it.
"""

from datetime import datetime
from uuid import UUID

from app.insights.repo import answers, looks
from app.insights.service import standing
from app.insights.service.computing import compute_job, computed
from app.insights.service.standing import JOB, Wanted
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

__all__ = ["JOB", "compute_job", "computed", "insights"]


def insights(rt: Runtime, business_id: UUID, *, caller: Caller, now: datetime, is_fresh_wanted: bool = False) -> bytes:
    """The answer for the app as JSON, ready to be sent: the cached path adds only its age to the bytes.

    Raises `BusinessNotFound` for a stranger, `InsightsUnavailable` when there is neither a fresh nor an older answer.
    """
    wanted = standing.wanted(rt, business_id, caller=caller, now=now)
    kept = rt.cache.fetch(cache_types.INSIGHTS, *wanted.key)
    if kept is not None:
        return answers.sent(kept, now)
    return _uncached(rt, wanted, caller=caller, now=now, is_awaited=is_fresh_wanted)


def _uncached(rt: Runtime, wanted: Wanted, *, caller: Caller, now: datetime, is_awaited: bool) -> bytes:
    with rt.db.transaction(Caller.service()) as tx:
        looks.note(tx, wanted.business_id, wanted.on)
    stored = standing.stored_in_time(rt, wanted, caller=caller, now=now, is_awaited=is_awaited)
    if not standing.is_fresh(rt, stored, wanted):
        return answers.sent_stale(stored, rt.clock.now())
    kept = answers.cached(stored)
    rt.cache.store(cache_types.INSIGHTS, stored.model_version, *wanted.key[1:], value=kept)
    return answers.sent(kept, rt.clock.now())

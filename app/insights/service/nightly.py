"""Insights that nobody waits for: at night those of every active business, so that the morning's first look is fresh.

Active is a business whose books changed, or whose insights somebody looked at, within the last thirty days.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.books.freshness import Freshness
from app.books.rounds import Round
from app.flags import service as flags
from app.flags.rules import INSIGHTS
from app.insights.repo import looks
from app.insights.repo.answers import ANALYSIS_TYPE
from app.insights.service import standing
from app.insights.service.computing import compute_job
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime
from app.values.period import indian_date

JOB = "background.insights"
ACTIVE = timedelta(days=30)


def ask_for_due(rt: Runtime) -> int:
    """Asks for the insights of active businesses whose books, rules, models or day moved on; how many. Safe twice."""
    return ROUND.ask_for_due(rt)


def refresh_job(rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, **_: Any) -> dict[str, Any]:
    """Computes the insights of a business, unless somebody has asked for them since. Safe to run twice."""
    if not ROUND.is_due(rt, business_id):
        return {"computed": False}
    return {"computed": True} | compute_job(rt, business_id=business_id, now=now, progress=progress)


def is_old(rt: Runtime, freshness: Freshness, now: datetime) -> bool:
    """Whether the books or the day moved on since the newest answer, or other rules or models would answer now."""
    revision, version, made_at = freshness.analyzed_revision, freshness.version, freshness.analyzed_at
    if revision is None or version is None or made_at is None:
        return True
    if revision < freshness.revision or indian_date(made_at) < indian_date(now):
        return True
    return not standing.is_current(rt, version, freshness.business_id)


def _due(rt: Runtime, tx: Connection, businesses: Sequence[Freshness]) -> list[UUID]:
    now = rt.clock.now()
    switched_on = (one for one in businesses if flags.is_on(rt, INSIGHTS, business_id=one.business_id))
    old = [one for one in switched_on if is_old(rt, one, now)]
    looked_at = looks.fetch_looked_at(tx, [one.business_id for one in old], since=indian_date(now - ACTIVE))
    return [one.business_id for one in old if one.business_id in looked_at or _is_moving(one, now)]


def _is_moving(freshness: Freshness, now: datetime) -> bool:
    return freshness.changed_at is not None and freshness.changed_at > now - ACTIVE


ROUND = Round(JOB, ANALYSIS_TYPE, _due)

"""Scans that nobody waits for: at night every business whose books moved, and each business after an import."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.books.freshness import Freshness
from app.books.rounds import Round
from app.flags import service as flags
from app.flags.rules import FRAUD
from app.fraud.records import RULES_VERSION
from app.fraud.repo.analyses import ANALYSIS_TYPE
from app.fraud.service import looking
from app.fraud.service.scoring import MODELS
from app.model_registry.service import serving
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime

JOB = "background.fraud"


def ask_for_due(rt: Runtime) -> int:
    """Asks for a scan of businesses whose books, rules or model moved since their last one; how many. Safe twice."""
    return ROUND.ask_for_due(rt)


def look_job(rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, **_: Any) -> dict[str, Any]:
    """Scans a business as an analysis does, unless somebody has asked for that since. Safe to run twice."""
    if not ROUND.is_due(rt, business_id):
        return {"scanned": False}
    return {"scanned": True} | looking.analyze_job(rt, business_id=business_id, now=now, progress=progress)


def is_due(rt: Runtime, freshness: Freshness) -> bool:
    """Whether the books moved since the newest analysis, or other rules or models would answer now."""
    analyzed, version = freshness.analyzed_revision, freshness.version
    if analyzed is None or version is None or analyzed < freshness.revision:
        return True
    return not serving.is_current(rt, version, RULES_VERSION, *MODELS, business_id=freshness.business_id)


def _due(rt: Runtime, tx: Connection, businesses: Sequence[Freshness]) -> list[UUID]:
    switched_on = (one for one in businesses if flags.is_on(rt, FRAUD, business_id=one.business_id))
    return [one.business_id for one in switched_on if is_due(rt, one)]


ROUND = Round(JOB, ANALYSIS_TYPE, _due)

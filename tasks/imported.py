"""What follows an import that nobody waits for: the books are looked through, and their insights made."""

from datetime import datetime
from typing import Any
from uuid import UUID

from app.fraud.service import nightly as scans
from app.insights.service import nightly as insights
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime


def look_job(rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, **_: Any) -> dict[str, Any]:
    """Scans new books for fraud unless that was done since, and asks for their insights. Safe to run twice.

    They are a job of their own, so that what somebody waits for comes in between.
    """
    scanned = scans.look_job(rt, business_id=business_id, now=now, progress=progress)
    if insights.ROUND.is_due(rt, business_id):  # not where it is gone
        with rt.db.transaction(Caller.service()) as tx:
            insights.ROUND.ask(rt, tx, business_id)
    return scanned

"""What follows an import that nobody waits for: the books are looked through, and their insights made."""

from datetime import datetime
from typing import Any
from uuid import UUID

from app.fraud.service import nightly as scans
from app.insights.service import nightly as insights
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime


def look_job(rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, **_: Any) -> dict[str, Any]:
    """Scans new books for fraud and computes their insights, unless both was done since. Safe to run twice."""
    scanned = scans.look_job(rt, business_id=business_id, now=now, progress=progress)
    made_at = rt.clock.now()
    return scanned | insights.refresh_job(rt, business_id=business_id, now=made_at, progress=progress)

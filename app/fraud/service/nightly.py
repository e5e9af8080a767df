"""Scans that nobody waits for: at night every business whose books moved, and each business after an import.

They are jobs whose name begins with `background.`, which begin when nothing else waits. The night's are asked for a
few at a time, so that the queue stays short and the work is spread; who was asked for tonight is not asked for again,
even where the scan failed.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Connection

from app.fraud.records import RULES_VERSION
from app.fraud.repo import due
from app.fraud.repo.due import Freshness
from app.fraud.service import looking
from app.fraud.service.scoring import MODELS
from app.model_registry.service import serving
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime
from app.values import period

JOB = "background.fraud"
MOST_WAITING = 1000
"""So many scans wait at most, what some workers do between two looks; the next look tops them up."""
PAGE = 500
TONIGHT = timedelta(hours=18)
"""Who was asked for within this time was asked for tonight."""


def ask_for_due(rt: Runtime, *, page: int = PAGE, most: int = MOST_WAITING) -> int:
    """Asks for a scan of businesses whose books, rules or model moved since their last one; how many. Safe twice."""
    now = rt.clock.now()
    with rt.db.transaction(Caller.service()) as tx:
        room = most - due.waiting(tx, JOB)
    asked = 0
    for businesses in pages(rt, page, start(now)) if room > 0 else ():
        with rt.db.transaction(Caller.service()) as tx:
            chosen = _due(rt, tx, businesses, since=now - TONIGHT)[: room - asked]
            for business_id in chosen:
                _ask(rt, tx, business_id)
        asked += len(chosen)
        if asked >= room:
            break
    return asked


def look_job(rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, **_: Any) -> dict[str, Any]:
    """Scans a business as an analysis does, unless somebody has asked for that since. Safe to run twice."""
    with rt.db.transaction(Caller.service()) as tx:
        freshness = due.fetch(tx, business_id)
    if freshness is None or not is_due(rt, freshness):
        return {"scanned": False}
    return {"scanned": True} | looking.analyze_job(rt, business_id=business_id, now=now, progress=progress)


def is_due(rt: Runtime, freshness: Freshness) -> bool:
    """Whether the books moved since the newest analysis, or other rules or models would answer now."""
    analyzed, version = freshness.analyzed_revision, freshness.version
    if analyzed is None or version is None or analyzed < freshness.revision:
        return True
    return not serving.is_current(rt, version, RULES_VERSION, *MODELS, business_id=freshness.business_id)


def start(now: datetime) -> UUID:
    """The id after which a night begins: another one every night, so that a night too short leaves nobody out twice."""
    return uuid5(NAMESPACE_URL, f"{JOB}:{period.indian_date(now)}")


def pages(rt: Runtime, size: int, start: UUID) -> Iterator[Sequence[Freshness]]:
    """All businesses by id, from `start` to the last and on from the first; no transaction spans two pages."""
    for after, until in ((start, due.LAST), (due.FIRST, start)):
        while after < until:
            with rt.db.transaction(Caller.service()) as tx:
                page = due.fetch_page(tx, after=after, until=until, limit=size)
            if page:
                yield page
            after = page[-1].business_id if len(page) == size else until


def _due(rt: Runtime, tx: Connection, businesses: Sequence[Freshness], *, since: datetime) -> list[UUID]:
    found = [one.business_id for one in businesses if is_due(rt, one)]
    asked = due.fetch_asked(tx, JOB, found, since=since)
    return [one for one in found if one not in asked]


def _ask(rt: Runtime, tx: Connection, business_id: UUID) -> None:
    rt.jobs.enqueue(tx, JOB, caller=Caller.service(), business_id=business_id, payload={}, key=f"{JOB}:{business_id}")

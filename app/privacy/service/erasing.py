"""Erasing somebody: jobs stop, files go, rows go or become nobody's, the cache forgets, and a receipt says so.

Every batch is a transaction that also counts it, so a killed worker loses nothing: the next one goes on where it
stood, and what is gone is not found again.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.privacy.records import Deed, Request, Subject, Table, Treatment, Whom
from app.privacy.repo import requests as repo
from app.privacy.repo import rows
from app.privacy.rules.tables import TABLES
from app.privacy.service import admitting, files, looking_through, receipts, stopping
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime

BATCH_SECONDS = 60
MOST_ROUNDS = 5
"""What comes in while it goes on (a phone that still asks) is erased as well; what comes later is new."""
NAMELESS = (
    *(cache_types.DOCUMENT_PROCESSING, cache_types.SENTENCE_TAGS, cache_types.HSN_SUGGESTIONS),
    *(cache_types.INSIGHT_CHARTS, cache_types.COMPLIANCE_CHECK),
)
"""Cached results whose keys name no business, only what was asked: all go, and are made again."""


def erase_job(
    rt: Runtime,
    *,
    request_id: str,
    now: datetime,
    progress: Progress,
    patience_seconds: float = stopping.PATIENCE_SECONDS,
    **_: Any,
) -> Mapping[str, Any]:
    """Erases what is kept about a user or a business, and writes the receipt. Goes on where it was interrupted."""
    begun = admitting.begun(rt, UUID(request_id))
    if begun is None:
        return {"request": request_id, "is_done": True}
    request, whom = begun
    for _round in range(MOST_ROUNDS):
        stopping.stop(rt, whom, progress, patience_seconds=patience_seconds)
        files.erase(rt, whom)
        if not _sweep(rt, request, whom, progress):
            break
    _forget(rt, whom)
    with rt.db.transaction(Caller.service(), timeout_seconds=BATCH_SECONDS) as tx:
        _end(rt, tx, request, whom, now)
    return {"request": request_id, "is_done": True}


def _sweep(rt: Runtime, request: Request, whom: Whom, progress: Progress) -> int:
    """Treats every table once, in their order; how many rows were found."""
    total = 0
    for number, table in enumerate(TABLES):
        for treatment in looking_through.treatments(table, whom):
            if treatment.deed is not Deed.KEPT:
                total += _treated(rt, request, table, treatment, whom)
        progress(0.05 + 0.9 * number / len(TABLES), f"{table.name} is done")
    return total


def _treated(rt: Runtime, request: Request, table: Table, treatment: Treatment, whom: Whom) -> int:
    total = 0
    while True:
        with rt.db.transaction(Caller.service(), timeout_seconds=BATCH_SECONDS) as tx:
            done = rows.treat(tx, table, treatment, whom)
            if done:
                repo.count(tx, request.id, table.name, treatment.deed.value, done)
        total += done
        if done < rows.MOST:
            return total


def _forget(rt: Runtime, whom: Whom) -> None:
    """Drops what is cached of the subject. Raises `CacheAway`: an erasure is not done while the cache may answer."""
    rt.cache.forget_naming(whom.id)
    for kind in NAMELESS:
        rt.cache.clear(kind)


def _end(rt: Runtime, tx: Connection, request: Request, whom: Whom, now: datetime) -> None:
    if whom.subject is Subject.USER:
        rt.audit.forget(tx, whom.id)
        repo.hand_over(tx, request.id, to=whom.pseudonym)
        repo.count(tx, request.id, repo.TABLE, Deed.ANONYMISED.value, 1)
    known = repo.fetch(tx, request.id)
    found = known.found if known else {}
    receipts.give(rt, tx, request, now=now, found=found, kept=receipts.kept(tx, whom))

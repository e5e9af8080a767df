"""Before rows go, the work on them ends: what nobody started is withdrawn, what runs is waited for."""

import time

from app.privacy.records import StillAtWork, Whom
from app.privacy.repo import rows
from app.runtime.identity import Caller
from app.runtime.jobs import repo as jobs
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime

PATIENCE_SECONDS = 600.0
"""Longer than the longest job of a business may take (`tasks.jobs.LONG`: a document of fifty pages, 300 s)."""
LOOK_SECONDS = 0.5


def stop(rt: Runtime, whom: Whom, progress: Progress, *, patience_seconds: float = PATIENCE_SECONDS) -> None:
    """Returns when no job works on what is the subject's. Raises `StillAtWork` after `patience_seconds`.

    A job whose worker died is queued again when its lease lapses, and withdrawn then.
    """
    until = time.monotonic() + patience_seconds
    while True:
        with rt.db.transaction(Caller.service()) as tx:
            jobs.withdraw(tx, rows.fetch_queued(tx, whom))
            running = rows.fetch_running(tx, whom)
        if not running:
            return
        if time.monotonic() > until:
            raise StillAtWork
        progress(0.01, f"waiting for {running} jobs to end")
        time.sleep(LOOK_SECONDS)

"""The day's backup without anybody's hand: beat asks whether it is due, a worker makes it and deletes what has aged.

Due is judged by what the database knows, so it is made once wherever a worker is: at its hour, or, where nothing ran
then, as soon as something runs. One that failed is tried again each hour.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from app.runtime.backups import keeping, making, noted
from app.runtime.backups.problems import BackupRunning, NotMade
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.runtime.settings import parsers
from app.values.errors import Unavailable
from app.values.period import INDIA

JOB = "background.backup"
WORKER = "worker"
AGAIN = timedelta(hours=1)
"""After a failure: long enough for a disk to be cleared, and often enough for one night to end well."""


def ask_if_due(rt: Runtime) -> UUID | None:
    """Asks for the day's backup once its hour has come and none was begun since; after a failure an hour later."""
    if not is_due(rt, rt.clock.now()):
        return None
    with rt.db.transaction(Caller.service()) as tx:
        return rt.jobs.enqueue(tx, JOB, caller=Caller.service(), business_id=None, payload={}, key=JOB)


def backup_job(rt: Runtime, *, now: datetime, **_: Any) -> Mapping[str, Any]:
    """Deletes backups that have aged and makes the day's, unless that was done since. Safe to run twice.

    With BACKUP_URL it lies in the bucket alone: each worker may be on another machine, and nobody would tidy them all.
    Raises `NotMade`, which is tried again an hour later and not at once.
    """
    if not is_due(rt, now):
        return {"backup": None, "why": "One was begun since it was asked for."}
    try:
        keeping.prune(rt.settings, now=now)
        made = making.make(rt, now=now, by=WORKER)
    except BackupRunning as running:
        return {"backup": None, "why": running.message}
    except Unavailable as problem:
        raise NotMade(problem.message) from problem
    if made.is_sent:
        keeping.leave_to_bucket(rt.settings, made.name)
    return {"backup": made.name, "size_bytes": made.size_bytes, "place": making.place(rt.settings)}


def is_due(rt: Runtime, now: datetime) -> bool:
    """Whether BACKUP_AT came since the newest backup was begun, and no failure is younger than an hour."""
    if rt.settings.backup_at == parsers.NEVER:
        return False
    known = noted.present(rt)
    if known.failed_at is not None and now - known.failed_at < AGAIN:
        return False
    return known.begun_at is None or known.begun_at < latest(rt.settings.backup_at, now)


def latest(hour: str, now: datetime) -> datetime:
    """The last time until `now` when a clock in India showed `hour`, as 01:30."""
    today = datetime.combine(now.astimezone(INDIA).date(), time.fromisoformat(hour), INDIA)
    return today if today <= now else today - timedelta(days=1)

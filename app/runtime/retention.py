"""Deletes what has aged: results and finished jobs after 90 days, uploads and kept answers to repeats after one."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import text

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

KEPT_DAYS: Mapping[str, tuple[str, int]] = {
    "ai_analysis_results": ("created_at < now() - make_interval(days => :days)", 90),
    "jobs": ("state in ('done', 'failed') and finished_at < now() - make_interval(days => :days)", 90),
    "idempotency_keys": ("created_at < now() - make_interval(days => :days)", 1),
    "ai_analytics_events": ("created_at < now() - make_interval(days => :days)", 90),
}
"""Condition and age by table; dead jobs stay until an operator has looked at them."""

UPLOADS = "uploads"
UPLOADS_KEPT_DAYS = 1
"""A job deletes what it was given; this is for what a lost job has left."""


def clean_up(rt: Runtime) -> dict[str, int]:
    """Deletes aged rows, one transaction a table, and uploads; returns how many of each."""
    deleted = {}
    for table, (condition, days) in KEPT_DAYS.items():
        with rt.db.transaction(Caller.service(), timeout_seconds=300) as tx:
            statement = text(f"delete from {table} where {condition}")
            deleted[table] = tx.execute(statement, {"days": days}).rowcount
    deleted[UPLOADS] = rt.storage.delete_older(UPLOADS, rt.clock.now() - timedelta(days=UPLOADS_KEPT_DAYS))
    return deleted

"""Deletes what has aged: results, read documents and finished jobs after 90 days, refused model files after 30, uploads
after one; documents that were sent to be read after DOCUMENT_RETENTION_DAYS.

Rows of the audit trail go to their archive after 90 days, without who and about what.
Predictions of models go after one year, after two when they are labels. Alerts go when no analysis has found them any
more for one year, for two when they were dismissed, and for eight when they were confirmed.
"""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import text

from app.runtime.auditing import archiving
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

KEPT_DAYS: Mapping[str, tuple[str, int]] = {
    "ai_analysis_results": ("created_at < now() - make_interval(days => :days)", 90),
    "document_extractions": ("created_at < now() - make_interval(days => :days)", 90),
    "jobs": ("state in ('done', 'failed') and finished_at < now() - make_interval(days => :days)", 90),
    "idempotency_keys": ("created_at < now() - make_interval(days => :days)", 1),
    "ai_analytics_events": ("created_at < now() - make_interval(days => :days)", 90),
    "ml_model_observations": (
        "predicted_at < now() - make_interval(days => case when outcome is null then 365 else :days end)",
        730,
    ),
    "fraud_alerts": (
        "status <> 'open' and last_seen_at < now() - make_interval(days =>"
        " case status when 'confirmed' then 8 * 365 when 'resolved' then 365 else :days end)",
        730,
    ),
}
"""Condition and age by table; dead jobs stay until an operator has looked at them. Predictions are labels for two years
once their outcome is known, one year without; what was counted from them stays in `ml_model_weeks`. An alert that is
still found stays with its answer, or it would be asked about again; a confirmed one is kept as long as the books
themselves must be (72 months after the annual return: CGST Act 2017, section 36) and a little longer."""

FILES_KEPT_DAYS: Mapping[str, int] = {"uploads": 1, "quarantine": 30, "unfinished": 1, "audit-exports": 7}
"""Age by kind of file. A job deletes the upload it was given: this is for what a lost job has left. Refused model files
wait for whoever looks into a refusal; unfinished is what a killed process was writing. An export of the
audit trail is made anew by whoever still needs it."""


def clean_up(rt: Runtime) -> dict[str, int]:
    """Deletes aged rows, one transaction a table, and aged files; returns how many of each."""
    deleted = {}
    for table, (condition, days) in KEPT_DAYS.items():
        with rt.db.transaction(Caller.service(), timeout_seconds=300) as tx:
            # nosemgrep: sql-from-pieces -- the table above
            statement = text(f"delete from {table} where {condition}")
            deleted[table] = tx.execute(statement, {"days": days}).rowcount
    deleted["ai_audit_logs"] = archiving.put_away(rt.db, rt.audit, now=rt.clock.now())
    for kind, days in {**FILES_KEPT_DAYS, **_documents(rt)}.items():
        deleted[kind] = rt.storage.delete_older(kind, rt.clock.now() - timedelta(days=days))
    return deleted


def _documents(rt: Runtime) -> Mapping[str, int]:
    """Age of the originals of documents and of the pictures of their pages."""
    return dict.fromkeys(("documents", "pages"), rt.settings.document_retention_days)

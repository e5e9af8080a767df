"""The nightly deleting of what has aged, some thousand rows a transaction.

Rows that somebody works on are passed over, so nobody waits for it; the next night finds them. A run that is cut short
has deleted what it has deleted, and the next one goes on.
"""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import TextClause, text

from app.runtime.auditing import archiving
from app.runtime.identity import Caller
from app.runtime.retention import kinds
from app.runtime.retention.kinds import Kind
from app.runtime.runtime import Runtime
from app.runtime.sealing import stored_files

MOST_AT_ONCE = 2000
BATCH_SECONDS = 300


def clean_up(rt: Runtime) -> dict[str, int]:
    """Deletes what has aged; how many rows of each table and files of each kind."""
    now, deleted = rt.clock.now(), Counter[str]()
    for kind in kinds.KINDS:
        deleted[kind.table] += _clean(rt, kind, now - timedelta(days=days_of(rt, kind)))
    deleted["ai_audit_logs"] = archiving.put_away(rt.db, rt.audit, now=now)
    for name, days in files_of(rt).items():
        deleted[name] = rt.storage.delete_older(name, now - timedelta(days=days))
    sent_before = now - timedelta(days=rt.settings.document_retention_days)
    deleted["documents"] += stored_files.delete_aged(rt, sent_before)
    return dict(deleted)


def days_of(rt: Runtime, kind: Kind) -> int:
    """How long rows of the kind live here."""
    return dict(rt.settings.retention_days).get(kind.table, kind.days)


def files_of(rt: Runtime) -> dict[str, int]:
    """How long files of each kind live here."""
    return {**kinds.FILES, **{kind: getattr(rt.settings, name) for kind, name in kinds.FILES_BY_SETTING.items()}}


def _clean(rt: Runtime, kind: Kind, before: datetime) -> int:
    statement, total = _statement(kind), 0
    while True:
        with rt.db.transaction(Caller.service(), timeout_seconds=BATCH_SECONDS) as tx:
            gone = tx.execute(statement, {"before": before, "most": MOST_AT_ONCE}).rowcount
        total += gone
        if gone < MOST_AT_ONCE:
            return total


def _statement(kind: Kind) -> TextClause:
    aged = f"{kind.moment} < :before and ({kind.only})"
    some = f"select ctid from {kind.table} where {aged} limit :most for update skip locked"
    # nosemgrep: sql-from-pieces -- names and conditions of the table of kinds
    return text(f"delete from {kind.table} where ctid = any (array({some}))")

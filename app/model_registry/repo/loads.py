"""SQL over `ml_model_loads`: what each process has loaded of the versions it should serve, and what it could not."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from app.model_registry.records import LoadReport

SILENT_SECONDS = 90
"""Whoever has not been seen for so long has ended, and what it could not load is no news."""
SAVE = text(
    "insert into ml_model_loads as kept (process, name, model_id, serving, code, reason, failures, since, seen_at)"
    " values (:process, :name, :model_id, :serving, :code, :reason, :failures, :now, :now)"
    " on conflict (process, model_id) do update set serving = excluded.serving, code = excluded.code,"
    " reason = excluded.reason, failures = excluded.failures, seen_at = excluded.seen_at,"
    " since = case when kept.reason = excluded.reason then kept.since else excluded.since end"
)
FORGET = text("delete from ml_model_loads where process = :process and not model_id = any (:wanted)")
SEEN = text("update ml_model_loads set seen_at = :now where process = :process")
SWEEP = text("delete from ml_model_loads where seen_at < :now - interval '1 day'")
REPORTS = text(
    "select l.process, l.name, m.label, l.serving, l.code, l.reason, l.failures, l.since, l.seen_at"
    " from ml_model_loads l join ml_models m on m.id = l.model_id left join ml_model_pointers p on p.name = m.name"
    " where (m.state = 'production' or m.id = p.canary_id)"
    f" and l.seen_at > :now - interval '{SILENT_SECONDS} seconds' order by l.name, m.version, l.process"
)


def save(tx: Connection, report: LoadReport, *, model_id: UUID) -> None:
    """Keeps what a process found of one version."""
    values = {name: getattr(report, name) for name in ("process", "name", "serving", "code", "reason", "failures")}
    tx.execute(SAVE, values | {"model_id": model_id, "now": report.seen_at})


def note_seen(tx: Connection, process: str, *, wanted: Sequence[UUID], now: datetime) -> None:
    """Says that a process still stands by its reports of what is `wanted`; its others, and those of processes long
    gone, are deleted."""
    tx.execute(FORGET, {"process": process, "wanted": list(wanted)})
    tx.execute(SEEN, {"process": process, "now": now})
    tx.execute(SWEEP, {"now": now})


def fetch(tx: Connection, *, now: datetime) -> list[LoadReport]:
    """What the processes that live found, by model, version and process."""
    return [LoadReport(**row) for row in tx.execute(REPORTS, {"now": now}).mappings()]

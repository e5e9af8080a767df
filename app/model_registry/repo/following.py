"""The pointers of all models as one small JSON text, and what each process that follows them has loaded."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.model_registry.records import Chosen, Following, LoadReport

SILENT_SECONDS = 90
"""Whoever has not been seen for so long has ended, and what it could not load is no news."""
POINTERS = (
    "select json_agg(json_build_object('name', m.name, 'generation', coalesce(p.generation, 0),"
    " 'production', json_build_array(m.id, m.label),"
    " 'shadow', (select json_build_array(s.id, s.label) from ml_models s where s.id = p.shadow_id),"
    " 'canary', (select json_build_array(c.id, c.label) from ml_models c where c.id = p.canary_id),"
    " 'share', coalesce(p.canary_share, 0), 'instead', (select json_agg(distinct jsonb_build_array(f.label, l.serving))"
    " from ml_model_loads l join ml_models f on f.id = l.model_id where l.model_id in (m.id, p.canary_id)"
    f" and l.reason <> '' and l.seen_at > now() - interval '{SILENT_SECONDS} seconds')) order by m.name)"
    " from ml_models m left join ml_model_pointers p on p.name = m.name"
    " where m.state = 'production' and m.sha256 is not null"
)
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


def pointers(found: str | None) -> Mapping[str, Following]:
    """What the answer to `POINTERS` says, by the model's name."""
    return {row["name"]: _following(row) for row in json.loads(found or "[]")}


def save_report(tx: Connection, report: LoadReport, *, model_id: UUID) -> None:
    """Keeps what a process found of one version."""
    values = {name: getattr(report, name) for name in ("process", "name", "serving", "code", "reason", "failures")}
    tx.execute(SAVE, values | {"model_id": model_id, "now": report.seen_at})


def note_seen(tx: Connection, process: str, *, wanted: Sequence[UUID], now: datetime) -> None:
    """Says that a process still stands by its reports of what is `wanted`; its others, and those of processes long
    gone, are deleted."""
    tx.execute(FORGET, {"process": process, "wanted": list(wanted)})
    tx.execute(SEEN, {"process": process, "now": now})
    tx.execute(SWEEP, {"now": now})


def fetch_reports(tx: Connection, *, now: datetime) -> list[LoadReport]:
    """What the processes that live found, by model, version and process."""
    return [LoadReport(**row) for row in tx.execute(REPORTS, {"now": now}).mappings()]


def _following(row: Mapping[str, Any]) -> Following:
    substitutes: dict[str, set[str]] = {}
    for label, serving in row["instead"] or ():
        substitutes.setdefault(label, set()).add(serving)
    return Following(
        name=row["name"],
        generation=row["generation"],
        production=_chosen(row["production"]),
        canary=_chosen(row["canary"]) if row["canary"] else None,
        shadow=_chosen(row["shadow"]) if row["shadow"] else None,
        canary_share=row["share"],
        substitutes={label: frozenset(found) for label, found in substitutes.items()},
    )


def _chosen(found: Sequence[str]) -> Chosen:
    model_id, label = found
    return Chosen(UUID(model_id), label)

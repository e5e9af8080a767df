"""The table `document_extraction_corrections`: rows are added and never changed."""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from app.intake.records import Change, Kept
from app.intake.rules import kinds
from app.invoices.records.extractions import Value
from app.runtime import sealing
from app.runtime.sealing.columns import DOCUMENT_VALUE

INSERT = text(
    "insert into document_extraction_corrections (extraction_id, business_id, step, path, value, user_id, created_at)"
    " values (:id, :business_id, :step, :path, cast(:value as jsonb), :by, :now)"
)
FETCH = text(
    "select step, path, value, user_id, created_at from document_extraction_corrections"
    " where extraction_id = :id and business_id = :business_id order by step, path"
)


def insert(
    tx: Connection, kept: Kept, values: Mapping[str, Value | None], *, step: int, by: UUID | None, now: datetime
) -> None:
    """Adds one step."""
    seals, place = sealing.of(tx), DOCUMENT_VALUE.place(kept.id)
    rows = [
        {
            "id": kept.id,
            "business_id": kept.business_id,
            "step": step,
            "path": path,
            "value": None if value is None else json.dumps(seals.json(kinds.plain(value), place)),
            "by": by,
            "now": now,
        }
        for path, value in values.items()
    ]
    tx.execute(INSERT, rows)


def fetch(tx: Connection, kept: Kept) -> list[Change]:
    """All steps of a document in their order."""
    rows = tx.execute(FETCH, {"id": kept.id, "business_id": kept.business_id})
    seals, place = sealing.of(tx), DOCUMENT_VALUE.place(kept.id)
    return [
        Change(row.step, row.path, _value(row.path, seals.opened_json(row.value, place)), row.user_id, row.created_at)
        for row in rows
    ]


def _value(path: str, told: str | bool | None) -> Value | None:
    return None if told is None else kinds.kept(path, told)

"""SQL over `ml_model_observations`: what became of predictions, and on what inputs the latest were made."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, text

from app.model_registry.records import Outcome
from app.model_registry.repo import observations

LATEST = text(
    "select max(o.outcome_at) from ml_model_observations o join ml_models m on m.id = o.model_id where m.name = :name"
)
SAVE = text(
    "update ml_model_observations o set outcome = to_jsonb(told.is_true), outcome_at = told.at"
    " from jsonb_to_recordset(cast(:rows as jsonb)) as told (subject uuid, is_true boolean, at timestamptz),"
    " ml_models m where m.id = o.model_id and m.name = :name and o.subject = told.subject"
    " and (o.outcome_at is null or o.outcome_at < told.at)"
)
SPREAD = text(
    "update ml_model_observations o set outcome = known.outcome, outcome_at = known.outcome_at"
    " from (select distinct on (k.subject) k.subject, k.outcome, k.outcome_at from ml_model_observations k"
    " join ml_models n on n.id = k.model_id where n.name = :name and k.outcome is not null"
    " order by k.subject, k.outcome_at desc) known, ml_models m"
    " where m.id = o.model_id and m.name = :name and o.subject = known.subject and o.outcome is null"
)
RECENT = text(
    "select o.subject, o.inputs from ml_model_observations o join ml_models m on m.id = o.model_id"
    " where m.name = :name and o.role <> 'shadow' and o.predicted_at >= :since order by o.predicted_at desc, o.subject"
    " limit :most"
)


def fetch_latest(tx: Connection, name: str) -> datetime | None:
    """When the last outcome of model `name` that is kept here became known."""
    found: datetime | None = tx.execute(LATEST, {"name": name}).scalar()
    return found


def save(tx: Connection, name: str, outcomes: Iterable[Outcome]) -> int:
    """Writes each outcome to every version's prediction about its subject, the later one last; how many changed.

    A version that judged a subject later than it was settled (a shadow) gets the outcome too.
    """
    rows: dict[str, dict[str, Any]] = {}
    for one in sorted(outcomes, key=lambda outcome: outcome.at):
        rows[str(one.subject)] = {"subject": str(one.subject), "is_true": one.is_true, "at": one.at.isoformat()}
    told = tx.execute(SAVE, {"name": name, "rows": json.dumps([*rows.values()])}).rowcount if rows else 0
    return told + tx.execute(SPREAD, {"name": name}).rowcount


def fetch_recent_inputs(tx: Connection, name: str, *, since: datetime, most: int) -> list[Any]:
    """The inputs of what was answered since then, newest first."""
    found = tx.execute(RECENT, {"name": name, "since": since, "most": most})
    return [observations.opened(tx, row.subject, row.inputs) for row in found]

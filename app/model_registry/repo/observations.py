"""SQL over `ml_model_observations`: what was predicted about whom, on which inputs."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.model_registry.records import Observation, Waiting
from app.runtime import sealing
from app.runtime.sealing.columns import OBSERVED_INPUTS

SAVE = text(
    "insert into ml_model_observations as kept"
    " (model_id, subject, business_id, role, probability, inputs, predicted_at)"
    " select :model_id, subject, :business_id, :role, probability, inputs, predicted_at"
    " from jsonb_to_recordset(cast(:rows as jsonb))"
    " as row (subject uuid, probability double precision, inputs jsonb, predicted_at timestamptz)"
    " on conflict (model_id, subject) do update set role = excluded.role, probability = excluded.probability,"
    " inputs = excluded.inputs, predicted_at = excluded.predicted_at"
    " where kept.role = 'shadow' and excluded.role <> 'shadow'"
)
"""A version that watched as a shadow and answers now: its answer takes the place of what it said unheard."""

WAITING = text(
    "select answered.subject, answered.business_id, answered.inputs from ml_model_observations answered"
    " join ml_models m on m.id = answered.model_id"
    " join ai_training_businesses willing on willing.business_id = answered.business_id"
    " where m.name = :name and answered.role <> 'shadow'"
    " and answered.predicted_at > :since and not exists (select from ml_model_observations scored"
    " where scored.model_id = :shadow_id and scored.subject = answered.subject)"
    " order by answered.predicted_at limit :most"
)


def save(tx: Connection, model_id: UUID, observations: Iterable[Observation], *, business_id: UUID, role: str) -> None:
    """Keeps each observation, the first one of its subject."""
    rows = {
        one.subject: {
            "subject": str(one.subject),
            "probability": one.probability,
            "inputs": _kept(tx, one),
            "predicted_at": one.at.isoformat(),
        }
        for one in observations
    }
    if rows:
        values = {"model_id": model_id, "business_id": business_id, "role": role, "rows": json.dumps([*rows.values()])}
        tx.execute(SAVE, values)


def fetch_waiting(tx: Connection, name: str, *, shadow_id: UUID, since: datetime, most: int) -> list[Waiting]:
    """What versions of `name` answered since then and the shadow has not scored yet, the oldest first."""
    values = {"name": name, "shadow_id": shadow_id, "since": since, "most": most}
    found = {
        row.subject: Waiting(row.subject, row.business_id, opened(tx, row.subject, row.inputs))
        for row in tx.execute(WAITING, values)
    }
    return list(found.values())


def _kept(tx: Connection, one: Observation) -> Any:
    """Inputs as they are written: sentences are sealed, rows of figures are not."""
    if isinstance(one.inputs, list):
        return one.inputs
    return sealing.of(tx).json(one.inputs, OBSERVED_INPUTS.place(one.subject))


def opened(tx: Connection, subject: UUID, inputs: Any) -> Any:
    """Inputs as they were before they were sealed."""
    return sealing.of(tx).opened_json(inputs, OBSERVED_INPUTS.place(subject))

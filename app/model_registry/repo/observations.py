"""SQL over `ml_model_observations`: what was predicted about whom, on which inputs."""

import json
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection, text

from app.model_registry.records import Observation

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


def save(tx: Connection, model_id: UUID, observations: Iterable[Observation], *, business_id: UUID, role: str) -> None:
    """Keeps each observation, the first one of its subject."""
    rows = {
        one.subject: {
            "subject": str(one.subject),
            "probability": one.probability,
            "inputs": one.inputs,
            "predicted_at": one.at.isoformat(),
        }
        for one in observations
    }
    if rows:
        values = {"model_id": model_id, "business_id": business_id, "role": role, "rows": json.dumps([*rows.values()])}
        tx.execute(SAVE, values)

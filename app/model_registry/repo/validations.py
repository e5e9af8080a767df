"""SQL over `ml_model_validations`: what was measured of a version, and each gate in a sentence."""

import json
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.model_registry.records import Judgement, Validation

COLUMNS = "id, model_id, against_id, job_id, has_passed, evaluation, verdict, created_at"
INSERT = text(
    "insert into ml_model_validations (model_id, against_id, job_id, has_passed, evaluation, verdict, created_at)"
    " values (:model_id, :against_id, :job_id, :has_passed, cast(:evaluation as jsonb), cast(:verdict as jsonb), :now)"
    f" returning {COLUMNS}"
)
LATEST = text(
    f"select {COLUMNS} from ml_model_validations where model_id = :model_id order by created_at desc, id limit :most"
)


def save(tx: Connection, model_id: UUID, judgement: Judgement, now: datetime) -> Validation:
    """Keeps one validation."""
    values = {
        "model_id": model_id,
        "against_id": judgement.against.id if judgement.against else None,
        "job_id": judgement.job_id,
        "has_passed": judgement.has_passed,
        "evaluation": json.dumps(judgement.evaluation),
        "verdict": json.dumps(list(judgement.verdict)),
        "now": now,
    }
    return _validation(tx.execute(INSERT, values).mappings().one())


def fetch(tx: Connection, model_id: UUID, *, most: int = 50) -> list[Validation]:
    """The validations of a version, the latest first."""
    return [_validation(row) for row in tx.execute(LATEST, {"model_id": model_id, "most": most}).mappings()]


def fetch_latest(tx: Connection, model_id: UUID) -> Validation | None:
    """The latest one."""
    found = fetch(tx, model_id, most=1)
    return found[0] if found else None


def _validation(row: RowMapping) -> Validation:
    return Validation(**dict(row) | {"verdict": tuple(row["verdict"])})

"""SQL that finds the jobs in which a model was trained or a version of it validated, while their rows are kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, text

from app.model_registry.records import ModelVersion

LATEST_OF_VERSION = text(
    "select id from jobs where name = :job and payload ->> 'name' = :name and payload ->> 'version' = :version"
    " order by created_at desc, id limit 1"
)
LAST_ASKED = text("select max(created_at) from jobs where name = :job and payload ->> 'name' = :name")


def fetch_latest(tx: Connection, job: str, version: ModelVersion) -> UUID | None:
    """The latest job of this kind that was about `version`."""
    values = {"job": job, "name": version.name, "version": str(version.version)}
    found: UUID | None = tx.execute(LATEST_OF_VERSION, values).scalar()
    return found


def fetch_last_asked(tx: Connection, job: str, name: str) -> datetime | None:
    """When a job of this kind was last asked for about the model `name`."""
    found: datetime | None = tx.execute(LAST_ASKED, {"job": job, "name": name}).scalar()
    return found

"""SQL over `ml_models`: the versions. Whoever changes one holds the model's lock first."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.model_registry.records import ModelVersion, Origin, State

COLUMNS = (
    "id, name, version, label, kind, state, origin, sha256, size_bytes, metrics, manifest, signature, parent_id,"
    " author, created_at, updated_at"
)
LOCK = text("select pg_advisory_xact_lock(hashtext('ml_models'), hashtext(:name))")
INSERT = text(
    "insert into ml_models (name, version, label, kind, state, origin, sha256, size_bytes, metrics, manifest,"
    " signature, parent_id, author, created_at, updated_at)"
    " values (:name, :version, :label, :kind, 'candidate', :origin, :sha256, :size_bytes, cast(:metrics as jsonb),"
    " cast(:manifest as jsonb), :signature, :parent_id, :author, :now, :now)"
    f" returning {COLUMNS}"
)
MOVE = text(f"update ml_models set state = :state, updated_at = :now where id = :id returning {COLUMNS}")
SIGN_ANEW = text(
    "update ml_models set manifest = cast(:manifest as jsonb), metrics = cast(:metrics as jsonb),"
    f" signature = :signature, updated_at = :now where id = :id returning {COLUMNS}"
)


def lock(tx: Connection, name: str) -> None:
    """Waits for the turn to change the versions of `name`; it lasts to the end of the transaction."""
    tx.execute(LOCK, {"name": name})


def fetch_all(tx: Connection, name: str | None = None) -> list[ModelVersion]:
    """The versions of `name`, or of every model, the newest first."""
    where = "where name = :name " if name else ""
    # nosemgrep: sql-from-pieces -- two constants
    query = text(f"select {COLUMNS} from ml_models {where}order by name, version desc")
    return [_version(row) for row in tx.execute(query, {"name": name} if name else {}).mappings()]


def fetch(tx: Connection, name: str, version: int) -> ModelVersion | None:
    """One version."""
    return _one(tx, "name = :name and version = :version", {"name": name, "version": version})


def fetch_by_id(tx: Connection, model_id: UUID) -> ModelVersion | None:
    """One version by its id."""
    return _one(tx, "id = :id", {"id": model_id})


def fetch_by_file(tx: Connection, name: str, sha256: str) -> ModelVersion | None:
    """The newest version of `name` that was made from this file."""
    return _one(tx, "name = :name and sha256 = :sha256 order by version desc limit 1", {"name": name, "sha256": sha256})


def fetch_by_label(tx: Connection, name: str, label: str) -> ModelVersion | None:
    """The version of `name` that answers carry as `label`."""
    return _one(tx, "name = :name and label = :label", {"name": name, "label": label})


def fetch_production(tx: Connection, name: str) -> ModelVersion | None:
    """The version of `name` that serves."""
    return _one(tx, "name = :name and state = 'production'", {"name": name})


def next_number(tx: Connection, name: str) -> int:
    """The number of the next version."""
    query = text("select coalesce(max(version), 0) + 1 from ml_models where name = :name")
    return int(tx.execute(query, {"name": name}).scalar_one())


def insert(tx: Connection, *, metrics: Mapping[str, Any], manifest: Mapping[str, Any], **values: Any) -> ModelVersion:
    """A new candidate."""
    told = {"metrics": json.dumps(metrics), "manifest": json.dumps(manifest)}
    return _version(tx.execute(INSERT, values | told).mappings().one())


def move(tx: Connection, model_id: UUID, state: State, now: datetime) -> ModelVersion:
    """The version in its new state."""
    return _version(tx.execute(MOVE, {"id": model_id, "state": state, "now": now}).mappings().one())


def save_manifest(
    tx: Connection,
    model_id: UUID,
    *,
    manifest: Mapping[str, Any],
    metrics: Mapping[str, Any],
    signature: str,
    now: datetime,
) -> ModelVersion:
    """The version with another manifest and its signature."""
    told = {"metrics": json.dumps(metrics), "manifest": json.dumps(manifest), "signature": signature}
    return _version(tx.execute(SIGN_ANEW, told | {"id": model_id, "now": now}).mappings().one())


def _version(row: RowMapping) -> ModelVersion:
    """`retired` is what old releases called archived."""
    values = dict(row)
    state = "archived" if values["state"] == "retired" else values["state"]
    return ModelVersion(**values | {"state": State(state), "origin": Origin(values["origin"])})


def _one(tx: Connection, where: str, values: Mapping[str, Any]) -> ModelVersion | None:
    # nosemgrep: sql-from-pieces -- every caller gives a constant
    row = tx.execute(text(f"select {COLUMNS} from ml_models where {where}"), values).mappings().first()
    return _version(row) if row else None

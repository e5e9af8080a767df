"""SQL over `ml_model_events`, to which rows are only ever added."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, text

from app.model_registry.records import Actor, Event, EventKind, ModelVersion, State

APPEND = text(
    "insert into ml_model_events (name, model_id, kind, from_state, to_state, actor, actor_id, reason, detail, at)"
    " values (:name, :model_id, :kind, :from_state, :to_state, :actor, :actor_id, :reason, cast(:detail as jsonb), :at)"
)
FETCH = (
    "select e.id, e.name, e.model_id, m.version, e.kind, e.from_state, e.to_state, e.actor, e.actor_id, e.reason,"
    " e.detail, e.at from ml_model_events e join ml_models m on m.id = e.model_id"
)
OF_ONE = " where e.name = :name"


def append(
    tx: Connection,
    version: ModelVersion,
    kind: EventKind,
    *,
    to_state: State,
    actor: Actor,
    reason: str,
    now: datetime,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Writes down what happened to `version`, which stands in the state from which it leaves."""
    values = {
        "name": version.name,
        "model_id": version.id,
        "kind": kind,
        "from_state": None if kind is EventKind.REGISTERED else version.state,
        "to_state": to_state,
        "actor": actor.name,
        "actor_id": actor.user_id,
        "reason": reason,
        "detail": json.dumps(detail or {}),
        "at": now,
    }
    tx.execute(APPEND, values)


def fetch(tx: Connection, name: str) -> list[Event]:
    """Everything that happened to the versions of `name`, from the first to the last."""
    return [_event(row) for row in tx.execute(text(f"{FETCH}{OF_ONE} order by e.id"), {"name": name}).mappings()]


def fetch_latest(tx: Connection, name: str, *, most: int) -> list[Event]:
    """The latest of them first, at most so many."""
    query = text(f"{FETCH}{OF_ONE} order by e.id desc limit :most")
    return [_event(row) for row in tx.execute(query, {"name": name, "most": most}).mappings()]


def fetch_latest_of_all(tx: Connection, *, most: int) -> list[Event]:
    """The latest events of all models first."""
    query = text(f"{FETCH} order by e.id desc limit :most")
    return [_event(row) for row in tx.execute(query, {"most": most}).mappings()]


def _event(row: RowMapping) -> Event:
    values = dict(row)
    for side in ("from_state", "to_state"):
        values[side] = State(values[side]) if values[side] else None
    return Event(**values | {"kind": EventKind(values["kind"])})

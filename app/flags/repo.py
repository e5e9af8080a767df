"""SQL over `feature_flags`, `feature_flag_overrides` and `feature_flag_events`."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.flags.records import Change, Event, Flag, Override

FLAGS = "select name, description, enabled, rollout_percent, variant, metadata from feature_flags"
OVERRIDES = text(
    "select name, business_id, enabled, variant from feature_flag_overrides"
    " where business_id = any (cast(:business_ids as uuid[])) order by business_id"
)
SET = text(
    "insert into feature_flags as kept (name, enabled, rollout_percent, variant, updated_at)"
    " values (:name, :enabled, coalesce(:rollout_percent, 100), :variant, :now) on conflict (name) do update"
    " set enabled = coalesce(excluded.enabled, kept.enabled),"
    " rollout_percent = coalesce(:rollout_percent, kept.rollout_percent),"
    " variant = coalesce(excluded.variant, kept.variant), updated_at = excluded.updated_at"
)
FOLLOW_ENVIRONMENT = text("update feature_flags set enabled = null, updated_at = :now where name = :name")
SET_OVERRIDE = text(
    "insert into feature_flag_overrides (name, business_id, enabled, variant, updated_at)"
    " values (:name, :business_id, :enabled, :variant, :now) on conflict (name, business_id) do update"
    " set enabled = excluded.enabled, variant = excluded.variant, updated_at = excluded.updated_at"
)
EVERY_OVERRIDE = text(
    "select name, business_id, enabled, variant from feature_flag_overrides where name = any (:names)"
    " order by business_id"
)
LOCK = text("select pg_advisory_xact_lock(hashtext('feature_flag_events'), hashtext(:key))")
REPEATED = text(
    "select exists (select 1 from feature_flag_events where user_id = :user_id and feature_name = :feature_name"
    " and event_type = :event_type and interaction_type is not distinct from :interaction_type"
    " and conversion_value is not distinct from :conversion_value and created_at > :since)"
)
INSERT_EVENT = text(
    "insert into feature_flag_events"
    " (feature_name, user_id, event_type, interaction_type, conversion_value, created_at)"
    " select :feature_name, cast(:user_id as uuid), :event_type, cast(:interaction_type as text),"
    " cast(:conversion_value as numeric), cast(:now as timestamptz)"
    " where not exists (select from ai_consents_now said where said.user_id = cast(:user_id as uuid)"
    " and said.purpose = 'analytics' and not said.is_given)"
)
INSERT_CHANGE = text(
    "insert into feature_flag_changes (name, business_id, enabled, rollout_percent, variant, actor, reason, at)"
    " values (:name, :business_id, :enabled, :rollout_percent, :variant, :actor, :reason, :at)"
)
CHANGES = text(
    "select name, business_id, enabled, rollout_percent, variant, actor, reason, at from feature_flag_changes"
    " where cast(:name as text) is null or name = :name order by id desc limit :limit"
)


def fetch_flag(tx: Connection, name: str, business_ids: Collection[UUID]) -> Flag | None:
    """One flag with the settings of these businesses."""
    found = _flags(tx, f"{FLAGS} where name = :name", {"name": name}, business_ids)
    return found[0] if found else None


def fetch_flags(tx: Connection, business_ids: Collection[UUID]) -> list[Flag]:
    """All flags with the settings of these businesses, by name."""
    return _flags(tx, f"{FLAGS} order by name", {}, business_ids)


def fetch_whole(tx: Connection, names: Collection[str]) -> dict[str, Flag]:
    """Every flag by name; those of `names` with what is set for each business."""
    overrides: dict[str, list[Override]] = defaultdict(list)
    for row in tx.execute(EVERY_OVERRIDE, {"names": list(names)}):
        overrides[row.name].append(Override(row.business_id, row.enabled, row.variant))
    return {row["name"]: Flag(**row, overrides=overrides[row["name"]]) for row in tx.execute(text(FLAGS)).mappings()}


def save_flag(
    tx: Connection, name: str, *, enabled: bool | None, rollout_percent: int | None, variant: str | None, now: datetime
) -> None:
    """Changes what is given of a flag, made when it is new."""
    values = {"name": name, "enabled": enabled, "rollout_percent": rollout_percent, "variant": variant, "now": now}
    tx.execute(SET, values)


def follow_environment(tx: Connection, name: str, *, now: datetime) -> bool:
    """Leaves a flag to the environment again; whether there was one."""
    return tx.execute(FOLLOW_ENVIRONMENT, {"name": name, "now": now}).rowcount > 0


def save_override(
    tx: Connection, name: str, *, business_id: UUID, enabled: bool, variant: str | None, now: datetime
) -> None:
    """Sets a flag for one business."""
    values = {"name": name, "business_id": business_id, "enabled": enabled, "variant": variant, "now": now}
    tx.execute(SET_OVERRIDE, values)


def drop_override(tx: Connection, name: str, *, business_id: UUID) -> None:
    """Takes back what was set for one business."""
    statement = text("delete from feature_flag_overrides where name = :name and business_id = :business_id")
    tx.execute(statement, {"name": name, "business_id": business_id})


def insert_event(tx: Connection, event: Event, *, user_id: UUID | None, since: datetime, now: datetime) -> bool:
    """Keeps `event` unless the user sent the same one after `since`, or took back that use is counted; whether it was.

    A lock for the length of the transaction makes two copies that arrive together one.
    """
    values: dict[str, Any] = {
        "feature_name": event.feature_name,
        "user_id": user_id,
        "event_type": event.kind.value,
        "interaction_type": event.interaction_type,
        "conversion_value": event.conversion_value,
    }
    tx.execute(LOCK, {"key": "|".join(map(str, values.values()))})
    if tx.execute(REPEATED, values | {"since": since}).scalar_one():
        return False
    return tx.execute(INSERT_EVENT, values | {"now": now}).rowcount == 1


def insert_change(tx: Connection, change: Change) -> None:
    """Writes a change down."""
    tx.execute(INSERT_CHANGE, asdict(change))


def fetch_changes(tx: Connection, name: str | None, *, limit: int) -> list[Change]:
    """The latest changes of one flag, or of all, the newest first."""
    return [Change(**row) for row in tx.execute(CHANGES, {"name": name, "limit": limit}).mappings()]


def _flags(tx: Connection, statement: str, values: dict[str, Any], business_ids: Collection[UUID]) -> list[Flag]:
    overrides: dict[str, list[Override]] = defaultdict(list)
    if business_ids:
        for row in tx.execute(OVERRIDES, {"business_ids": [str(business_id) for business_id in business_ids]}):
            overrides[row.name].append(Override(row.business_id, row.enabled, row.variant))
    return [Flag(**row, overrides=overrides[row["name"]]) for row in tx.execute(text(statement), values).mappings()]

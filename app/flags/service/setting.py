"""Changing flags, for everybody or for one business; each change is kept with who and why."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from app.books import access
from app.flags import repo, rules
from app.flags.records import Change, NoFlagName, UnknownFlag
from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

COMMAND_LINE = "command line"


def set_flag(
    rt: Runtime,
    name: str,
    *,
    enabled: bool | None,
    rollout_percent: int | None = None,
    variant: str | None = None,
    now: datetime,
    by: str = COMMAND_LINE,
    reason: str = "",
) -> None:
    """Changes a flag for everybody, made when it is new; what is None stays as it is. Raises `NoFlagName`."""
    if not rules.is_name(name):
        raise NoFlagName
    change = Change(rules.stored_name(name), None, enabled, rollout_percent, variant, by, reason, now)
    with rt.db.transaction(Caller.service()) as tx:
        repo.save_flag(tx, change.name, enabled=enabled, rollout_percent=rollout_percent, variant=variant, now=now)
        _write_down(rt, tx, "flag changed", change)


def follow_environment(rt: Runtime, name: str, *, now: datetime, by: str = COMMAND_LINE, reason: str = "") -> None:
    """Leaves a flag to the environment's default again. Raises `UnknownFlag`."""
    stored_name = rules.stored_name(name)
    with rt.db.transaction(Caller.service()) as tx:
        if not repo.follow_environment(tx, stored_name, now=now):
            raise UnknownFlag
        change = Change(stored_name, None, None, None, None, by, reason, now)
        _write_down(rt, tx, "flag follows the environment", change)


def set_override(
    rt: Runtime,
    name: str,
    *,
    business_id: UUID,
    enabled: bool | None,
    variant: str | None = None,
    now: datetime,
    by: str = COMMAND_LINE,
) -> None:
    """Sets a known flag for one business; `enabled` None takes that back.

    Raises `UnknownFlag` or `BusinessNotFound`.
    """
    stored_name = rules.stored_name(name)
    with rt.db.transaction(Caller.service()) as tx:
        access.reach(tx, Caller.service(), business_id)
        if repo.fetch_flag(tx, stored_name, ()) is None:
            raise UnknownFlag
        if enabled is None:
            repo.drop_override(tx, stored_name, business_id=business_id)
        else:
            repo.save_override(tx, stored_name, business_id=business_id, enabled=enabled, variant=variant, now=now)
        change = Change(stored_name, business_id, enabled, None, variant, by, "", now)
        _write_down(rt, tx, "flag changed for a business", change)


def _write_down(rt: Runtime, tx: Connection, action: str, change: Change) -> None:
    repo.insert_change(tx, change)
    told = {"enabled": change.enabled, "rollout_percent": change.rollout_percent, "variant": change.variant}
    by = Actor.named(change.actor)
    rt.audit.append(tx, Deed(action, by, change.business_id, "flag", change.name, told, change.reason))

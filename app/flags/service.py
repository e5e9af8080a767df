"""The uses of feature flags: asking, setting, and keeping what the app reports."""

import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import ProgrammingError

from app.books import access
from app.flags import repo, rules
from app.flags.records import AIDisabled, Change, Decision, Event, Flag, NoFlagName, OtherUser, UnknownFlag
from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable

REPEAT_SECONDS = 15
"""Reports of one user that are alike within this time are one: the app repeats a call after 2, 4 and 6 seconds."""

SWITCH_SECONDS = 5.0
"""How long a process believes what it read of the flags: every analysis asks, so it must cost nothing."""

RECENT = "flags"
COMMAND_LINE = "command line"


def check(rt: Runtime, name: str, *, caller: Caller, user_id: UUID) -> Decision:
    """Whether `name` is on for `user_id`, who must be the caller. Raises `OtherUser`; an unknown flag is off."""
    _same_user(caller, user_id)
    with rt.db.transaction(caller) as tx:
        business_ids = _business_ids(tx, caller)
        flag = repo.fetch_flag(tx, rules.stored_name(name), business_ids)
        is_ai_on = _is_ai_on(rt, repo.fetch_flag(tx, rules.AI_FLAG, ()))
    return _decision(rt, name, flag, user_id, business_ids, is_ai_on)


def listed(rt: Runtime, *, caller: Caller) -> list[Decision]:
    """Every flag as it stands for the caller, by name."""
    with rt.db.transaction(caller) as tx:
        business_ids = _business_ids(tx, caller)
        flags = repo.fetch_flags(tx, business_ids)
    kill_switch = next((flag for flag in flags if flag.name == rules.AI_FLAG), None)
    is_ai_on = _is_ai_on(rt, kill_switch)
    shown = (flag for flag in flags if flag.name != rules.AI_FLAG)
    return [_decision(rt, flag.name, flag, caller.user_id, business_ids, is_ai_on) for flag in shown]


def stored(rt: Runtime) -> list[Flag]:
    """Every flag as it is stored, for operators."""
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch_flags(tx, ())


def stored_one(rt: Runtime, name: str) -> Flag:
    """One flag as it is stored, for operators. Raises `UnknownFlag`."""
    with rt.db.transaction(Caller.service()) as tx:
        flag = repo.fetch_flag(tx, rules.stored_name(name), ())
    if flag is None:
        raise UnknownFlag
    return flag


def changes(rt: Runtime, name: str | None = None, *, limit: int = 50) -> list[Change]:
    """The latest changes of one flag, or of all, the newest first, for operators."""
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch_changes(tx, name, limit=limit)


def features(rt: Runtime) -> dict[str, bool]:
    """Which features are on for everybody, by the names of the app's health screen.

    Read at most every few seconds a process; while the database is away, what was known last holds.
    """
    flags = _recent(rt)
    is_ai_on = _is_ai_on(rt, flags.get(rules.AI_FLAG))
    return {
        name: _decision(rt, name, flags.get(rules.stored_name(name)), None, (), is_ai_on).enabled
        for name in rules.FEATURES
    }


def track(rt: Runtime, event: Event, *, caller: Caller, user_id: UUID, now: datetime) -> bool:
    """Keeps a report of the app; whether it is new, and no repeat. Raises `OtherUser`."""
    _same_user(caller, user_id)
    with rt.db.transaction(caller) as tx:
        return repo.insert_event(
            tx, event, user_id=caller.user_id, since=now - timedelta(seconds=REPEAT_SECONDS), now=now
        )


def require_ai(rt: Runtime) -> None:
    """Returns while the analyses are switched on. Raises `AIDisabled`.

    Reads the flag at most every few seconds a process; while the database is away, what was known last holds.
    """
    if not _is_ai_on(rt, _recent(rt).get(rules.AI_FLAG)):
        raise AIDisabled


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


def _recent(rt: Runtime) -> Mapping[str, Flag]:
    """Every stored flag by name, as it was read at most `SWITCH_SECONDS` ago, or last, while the database is away."""
    read_at: float | None
    flags: Mapping[str, Flag]
    read_at, flags = rt.loaded.get(RECENT, (None, {}))
    if read_at is None or time.monotonic() - read_at > SWITCH_SECONDS:
        with suppress(Unavailable, ProgrammingError):  # the latter: the schema is not there yet
            flags = {flag.name: flag for flag in stored(rt)}
        rt.loaded[RECENT] = (time.monotonic(), flags)
    return flags


def _is_ai_on(rt: Runtime, flag: Flag | None) -> bool:
    return rt.settings.ai_enabled if flag is None or flag.enabled is None else flag.enabled


def _decision(
    rt: Runtime, name: str, flag: Flag | None, user_id: UUID | None, business_ids: tuple[UUID, ...], is_ai_on: bool
) -> Decision:
    setting = rules.ENVIRONMENT_DEFAULTS.get(name)
    default = getattr(rt.settings, setting) if setting else None
    return rules.decision(name, flag, default=default, user_id=user_id, business_ids=business_ids, is_ai_on=is_ai_on)


def _business_ids(tx: Connection, caller: Caller) -> tuple[UUID, ...]:
    return tuple(business.id for business in access.businesses_of(tx, caller))


def _same_user(caller: Caller, user_id: UUID) -> None:
    if user_id != caller.user_id:
        raise OtherUser

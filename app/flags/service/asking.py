"""Asking for flags, and keeping what the app reports of features."""

from datetime import datetime, timedelta
from uuid import UUID

from app.flags import repo, rules
from app.flags.records import Change, Decision, Event, Flag, OtherUser, UnknownFlag
from app.flags.service.switches import businesses, decided, is_ai_on
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

REPEAT_SECONDS = 15
"""Reports of one user that are alike within this time are one: the app repeats a call after 2, 4 and 6 seconds."""


def check(rt: Runtime, name: str, *, caller: Caller, user_id: UUID) -> Decision:
    """Whether `name` is on for `user_id`, who must be the caller. Raises `OtherUser`; an unknown flag is off."""
    _same_user(caller, user_id)
    with rt.db.transaction(caller) as tx:
        business_ids = businesses(tx, caller)
        flag = repo.fetch_flag(tx, rules.stored_name(name), business_ids)
        is_on = is_ai_on(rt, repo.fetch_flag(tx, rules.AI_FLAG, ()))
    return decided(rt, name, flag, user_id, business_ids, is_on)


def listed(rt: Runtime, *, caller: Caller) -> list[Decision]:
    """Every flag as it stands for the caller, by name."""
    with rt.db.transaction(caller) as tx:
        business_ids = businesses(tx, caller)
        flags = repo.fetch_flags(tx, business_ids)
    kill_switch = next((flag for flag in flags if flag.name == rules.AI_FLAG), None)
    is_on = is_ai_on(rt, kill_switch)
    shown = (flag for flag in flags if flag.name != rules.AI_FLAG)
    return [decided(rt, flag.name, flag, caller.user_id, business_ids, is_on) for flag in shown]


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


def track(rt: Runtime, event: Event, *, caller: Caller, user_id: UUID, now: datetime) -> bool:
    """Keeps a report of the app; whether it is new, and no repeat. Raises `OtherUser`."""
    _same_user(caller, user_id)
    with rt.db.transaction(caller) as tx:
        return repo.insert_event(
            tx, event, user_id=caller.user_id, since=now - timedelta(seconds=REPEAT_SECONDS), now=now
        )


def _same_user(caller: Caller, user_id: UUID) -> None:
    if user_id != caller.user_id:
        raise OtherUser

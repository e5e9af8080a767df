"""What is on at this moment, as every analysis asks: from memory, some seconds old."""

import time
from collections.abc import Mapping
from contextlib import suppress
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import ProgrammingError

from app.books import access
from app.flags import repo, rules, wording
from app.flags.records import AIDisabled, Decision, FeatureOff, Flag, Reason
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable

SWITCH_SECONDS = 5.0
"""How long a process believes what it read of the flags: every analysis asks, so it must cost nothing."""

RECENT = "flags"


def features(rt: Runtime) -> dict[str, bool]:
    """Which features are on for everybody, by the names of the app's health screen.

    Read at most every few seconds a process; while the database is away, what was known last holds.
    """
    return {name: is_on for name, (is_on, _) in standing(rt).items()}


def standing(rt: Runtime) -> dict[str, tuple[bool, str]]:
    """Whether each of `features` is on for everybody, and what decides that."""
    flags = recent(rt)
    is_all_on = is_ai_on(rt, flags.get(rules.AI_FLAG))
    found = (
        (name, decided(rt, name, flags.get(rules.stored_name(name)), None, (), is_all_on)) for name in rules.FEATURES
    )
    return {name: (one.enabled, one.reason.value) for name, one in found}


def require_ai(rt: Runtime) -> None:
    """Returns while the analyses are switched on. Raises `AIDisabled`.

    Reads the flag at most every few seconds a process; while the database is away, what was known last holds.
    """
    if not is_ai_on(rt, recent(rt).get(rules.AI_FLAG)):
        raise AIDisabled


def require(rt: Runtime, name: str, *, caller: Caller, business_id: UUID | None = None) -> None:
    """Returns while the feature `name` is on for this caller. Raises `AIDisabled` or `FeatureOff`.

    business_id : the business that is asked about. One that is not the caller's decides nothing, so that nobody
        learns here what is set for others; then the caller's own decide together, as in `check`.
    Costs a look into the database only where some business has a setting of its own for this feature.
    """
    require_ai(rt)
    if name == rules.AI_FLAG:
        return
    flag = recent(rt).get(rules.stored_name(name))
    business_ids = _judged_by(rt, caller, business_id) if flag and flag.overrides else ()
    found = decided(rt, name, flag, caller.user_id, business_ids, True)
    if not found.enabled:
        raise FeatureOff(wording.OFF.get(name), is_temporary=found.reason in (Reason.FLAG, Reason.ROLLOUT))


def is_on(rt: Runtime, name: str, *, business_id: UUID) -> bool:
    """Whether work on the feature `name` that nobody waits for is done for a business."""
    flags, setting = recent(rt), rules.ENVIRONMENT_DEFAULTS[name]
    is_all_on = is_ai_on(rt, flags.get(rules.AI_FLAG))
    flag, default = flags.get(rules.stored_name(name)), getattr(rt.settings, setting)
    return rules.of_business(name, flag, default=default, business_id=business_id, is_ai_on=is_all_on).enabled


def is_ai_on(rt: Runtime, flag: Flag | None) -> bool:
    """Whether the analyses are on at all, by the flag of that name or the setting."""
    return rt.settings.ai_enabled if flag is None or flag.enabled is None else flag.enabled


def decided(
    rt: Runtime, name: str, flag: Flag | None, user_id: UUID | None, business_ids: tuple[UUID, ...], is_ai_on: bool
) -> Decision:
    """Whether a flag is on, above what its setting says."""
    setting = rules.ENVIRONMENT_DEFAULTS.get(name)
    default = getattr(rt.settings, setting) if setting else None
    return rules.decision(name, flag, default=default, user_id=user_id, business_ids=business_ids, is_ai_on=is_ai_on)


def businesses(tx: Connection, caller: Caller) -> tuple[UUID, ...]:
    """The businesses of the caller, by id."""
    return tuple(business.id for business in access.businesses_of(tx, caller))


def recent(rt: Runtime) -> Mapping[str, Flag]:
    """Every stored flag by name, as it was read at most `SWITCH_SECONDS` ago, or last, while the database is away."""
    read_at: float | None
    flags: Mapping[str, Flag]
    read_at, flags = rt.loaded.get(RECENT, (None, {}))
    if read_at is None or time.monotonic() - read_at > SWITCH_SECONDS:
        # ProgrammingError: the schema is not there yet
        with suppress(Unavailable, ProgrammingError), rt.db.transaction(Caller.service()) as tx:
            flags = repo.fetch_whole(tx, [rules.stored_name(name) for name in rules.FEATURES])
        rt.loaded[RECENT] = (time.monotonic(), flags)
    return flags


def _judged_by(rt: Runtime, caller: Caller, business_id: UUID | None) -> tuple[UUID, ...]:
    with rt.db.transaction(caller) as tx:
        own = businesses(tx, caller)
    return (business_id,) if business_id is not None and business_id in own else own

"""What an owner says of the business that no book holds: read, and changed field by field."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from app.books import access
from app.insights.records.preferences import Preferences
from app.insights.repo import answers, preferences
from app.insights.rules import said as rules
from app.runtime.auditing import Actor, Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from app.values.period import indian_date


def preferences_of(rt: Runtime, business_id: UUID, *, caller: Caller) -> Preferences:
    """What was said so far. Raises `BusinessNotFound` for a stranger."""
    with rt.db.transaction(caller) as tx:
        access.reach(tx, caller, business_id)
        return preferences.fetch(tx, business_id)


def change(rt: Runtime, business_id: UUID, changes: Mapping[str, Any], *, caller: Caller, now: datetime) -> Preferences:
    """What is said from now on: the fields of `changes` anew (None takes back what was said), the others as before.

    The insights made before are old then. Raises `BusinessNotFound` for a stranger, `PreferencesRefused`.
    """
    with rt.db.transaction(caller) as tx:
        access.reach(tx, caller, business_id)
        answers.lock(tx, business_id)  # two changes at once: the later one starts from what the earlier one said
        before = preferences.fetch(tx, business_id)
        after = replace(before, **changes)
        rules.check(before, after, indian_date(now))
        if after != before:
            preferences.save(tx, business_id, after, by=caller.user_id, now=now)
        told = {"fields": sorted(changes)}
        rt.audit.append(tx, Deed("insight preferences changed", Actor.of(caller), business_id, details=told))
    return after

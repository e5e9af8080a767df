"""Which version serves, and the steps on the way there. Each is one transaction behind the model's lock.

Exactly one version of a model is in production: promoting puts the one before into the archive, and a rollback brings
it back by what the history tells, without asking any gate again.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from app.model_registry.records import (
    Actor,
    EventKind,
    ModelVersion,
    NothingEarlier,
    SecondPersonNeeded,
    State,
    StepNotAllowed,
)
from app.model_registry.repo import events, pointers, versions
from app.model_registry.rules import history, states
from app.model_registry.service import lookup
from app.model_registry.service.lifecycle.steps import Will, moved, step, turn
from app.model_registry.wording import steps as wording
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from ml_models.contracts import RefusedModel


def approve(rt: Runtime, name: str, version: int, *, actor: Actor, reason: str, now: datetime) -> ModelVersion:
    """The version, approved; once is enough. Raises `StepNotAllowed`, or `SecondPersonNeeded` for its own author."""
    with turn(rt, name) as tx:
        found = lookup.learned(tx, name, version)
        if found.state is State.APPROVED:
            return found
        return _approved(rt, tx, found, Will(actor, reason, now))


def reject(rt: Runtime, name: str, version: int, *, actor: Actor, reason: str, now: datetime) -> ModelVersion:
    """The version, never to serve; a rollback passes it over as well. Raises `StepNotAllowed` for what serves."""
    return _set_aside(rt, name, version, State.REJECTED, EventKind.REJECTED, Will(actor, reason, now))


def archive(rt: Runtime, name: str, version: int, *, actor: Actor, reason: str, now: datetime) -> ModelVersion:
    """The version, put away. Raises `StepNotAllowed` for what serves."""
    return _set_aside(rt, name, version, State.ARCHIVED, EventKind.ARCHIVED, Will(actor, reason, now))


def promote(
    rt: Runtime, name: str, version: int, *, actor: Actor, reason: str, now: datetime, by_policy: bool = False
) -> ModelVersion:
    """The version, serving from now on; the one before is archived. Promoting what serves changes nothing.

    It must be validated and approved. Where one person is enough, or the model's policy or the release decides
    (`by_policy`), promoting a validated version approves it, too. Raises `StepNotAllowed`, also where its file is
    missing or damaged, or `SecondPersonNeeded`.
    """
    _require_file(rt, name, version)
    will = Will(actor, reason, now)
    needs_second = rt.settings.is_second_person_needed and not by_policy
    with turn(rt, name) as tx:
        found = lookup.learned(tx, name, version)
        if found.state is State.PRODUCTION:
            return found
        if found.state is State.VALIDATED and not needs_second:
            found = step(rt, tx, found, State.APPROVED, EventKind.APPROVED, will)
        if found.state is not State.APPROVED:
            raise StepNotAllowed(wording.step_refused(found))
        if needs_second:
            _require_second_person(tx, found, actor)
        return put_in_production(rt, tx, found, EventKind.PROMOTED, will)


def rollback(rt: Runtime, name: str, *, actor: Actor, reason: str, now: datetime) -> ModelVersion:
    """The version that served before the present one, serving again. Raises `NothingEarlier`.

    Each rollback goes one further back; what was left stays in the archive until it is validated again.
    """
    with turn(rt, name) as tx:
        lookup.require_model(tx, name)
        found = _earlier(tx, name)
        if found is None:
            raise NothingEarlier(wording.nothing_earlier(name))
        return put_in_production(rt, tx, found, EventKind.ROLLED_BACK, Will(actor, reason, now))


def put_in_production(rt: Runtime, tx: Connection, chosen: ModelVersion, kind: EventKind, will: Will) -> ModelVersion:
    """Archives what serves, lets `chosen` serve, and tells every process to look again."""
    serving = versions.fetch_production(tx, chosen.name)
    if serving:
        step(rt, tx, serving, State.ARCHIVED, EventKind.ARCHIVED, will, detail={"replaced_by": chosen.label})
    detail = {"replaced": serving.label if serving else None}
    promoted = moved(rt, tx, chosen, State.PRODUCTION, kind, will, detail=detail)
    pointers.announce(tx, chosen.name, will.now, no_more=chosen.id)
    return promoted


def _require_file(rt: Runtime, name: str, version: int) -> None:
    """Before the lock is taken: reading a store may last."""
    with rt.db.transaction(Caller.service()) as tx:
        found = lookup.learned(tx, name, version)
    try:
        rt.models.get(str(found.sha256))
    except RefusedModel as lacking:
        raise StepNotAllowed(wording.file_lacking(found, lacking.reason)) from lacking


def _approved(rt: Runtime, tx: Connection, found: ModelVersion, will: Will) -> ModelVersion:
    if rt.settings.is_second_person_needed and will.actor.identity == found.author:
        raise SecondPersonNeeded(wording.SELF_APPROVED)
    return step(rt, tx, found, State.APPROVED, EventKind.APPROVED, will)


def _require_second_person(tx: Connection, found: ModelVersion, actor: Actor) -> None:
    approver = history.last_actor(events.fetch(tx, found.name), found.id, EventKind.APPROVED)
    if approver == actor.identity:
        raise SecondPersonNeeded(wording.SELF_PROMOTED)


def _set_aside(rt: Runtime, name: str, version: int, to: State, kind: EventKind, will: Will) -> ModelVersion:
    with turn(rt, name) as tx:
        found = lookup.learned(tx, name, version)
        if found.state is to:
            return found
        if found.state is State.PRODUCTION:
            raise StepNotAllowed(wording.step_refused(found))
        found = step(rt, tx, found, to, kind, will)
        _release(tx, found, will.now)
        return found


def _release(tx: Connection, version: ModelVersion, now: datetime) -> None:
    """What is set aside neither watches nor answers any longer."""
    pointer = pointers.fetch(tx, version.name)
    if pointer and version.id in _trials(pointer.shadow, pointer.canary):
        pointers.announce(tx, version.name, now, no_more=version.id)


def _trials(*watching: ModelVersion | None) -> set[UUID]:
    return {version.id for version in watching if version}


def _earlier(tx: Connection, name: str) -> ModelVersion | None:
    """The version to go back to: the latest that served before and was not rejected since."""
    serving = versions.fetch_production(tx, name)
    for model_id in history.earlier(events.fetch(tx, name), than=serving.id if serving else None):
        found = versions.fetch_by_id(tx, model_id)
        if found and found.state in states.RETURNABLE:
            return found
    return None

"""What every step of a version has in common: the model's turn, the rule, the row, the event, the audit trail."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.model_registry.records import Actor, EventKind, ModelVersion, State, StepNotAllowed
from app.model_registry.repo import events, versions
from app.model_registry.rules import states
from app.model_registry.wording import steps as wording
from app.runtime import auditing
from app.runtime.auditing import Deed
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime


@dataclass(frozen=True, slots=True)
class Will:
    """Who wants a step, why, and when."""

    actor: Actor
    reason: str
    now: datetime


@contextmanager
def turn(rt: Runtime, name: str) -> Iterator[Connection]:
    """A transaction that alone changes the versions of `name`; others wait for its end."""
    with rt.db.transaction(Caller.service()) as tx:
        versions.lock(tx, name)
        yield tx


def step(
    rt: Runtime,
    tx: Connection,
    version: ModelVersion,
    to: State,
    kind: EventKind,
    will: Will,
    *,
    detail: Mapping[str, Any] | None = None,
) -> ModelVersion:
    """The version in its new state, its history written. Raises `StepNotAllowed`."""
    if not states.is_allowed(version.state, to):
        raise StepNotAllowed(wording.step_refused(version))
    return moved(rt, tx, version, to, kind, will, detail=detail)


def moved(
    rt: Runtime,
    tx: Connection,
    version: ModelVersion,
    to: State,
    kind: EventKind,
    will: Will,
    *,
    detail: Mapping[str, Any] | None = None,
) -> ModelVersion:
    """The same for a step that other rules allow."""
    note(rt, tx, version, kind, will, to=to, detail=detail)
    return versions.move(tx, version.id, to, will.now)


def note(
    rt: Runtime,
    tx: Connection,
    version: ModelVersion,
    kind: EventKind,
    will: Will,
    *,
    to: State | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """An event of a version, and its row in the audit trail."""
    to = to or version.state
    events.append(tx, version, kind, to_state=to, actor=will.actor, reason=will.reason, now=will.now, detail=detail)
    told = {"from": version.state, "to": to}
    action, by = f"model {kind}".replace("_", " "), auditing.Actor.named(will.actor.identity)
    rt.audit.append(tx, Deed(action, by, None, "model", version.label, told, will.reason))

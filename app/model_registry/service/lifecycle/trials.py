"""Trying a version before it serves: as a shadow that only watches, or as a canary for a share of the businesses."""

from datetime import datetime

from sqlalchemy import Connection

from app.model_registry.records import Actor, EventKind, ModelVersion, Pointer, State, StepNotAllowed
from app.model_registry.repo import pointers
from app.model_registry.rules import states
from app.model_registry.service import lookup
from app.model_registry.service.lifecycle.steps import Will, note, turn
from app.model_registry.wording import steps as wording
from app.runtime.runtime import Runtime
from app.values.errors import Invalid


def shadow(
    rt: Runtime, name: str, version: int, *, actor: Actor, reason: str, now: datetime, is_on: bool = True
) -> ModelVersion:
    """The version, which now scores what the serving one answers and is never shown; `is_on` false ends that."""
    will = Will(actor, reason, now)
    with turn(rt, name) as tx:
        found = lookup.learned(tx, name, version)
        pointer = _pointer(tx, name)
        watching = pointer.shadow
        if (watching is not None and watching.id == found.id) == is_on:
            return found
        if is_on:
            _require_triable(found)
        _swap(rt, tx, watching, found if is_on else None, EventKind.SHADOWED, will)
        pointers.save_shadow(tx, name, found.id if is_on else None, now)
        return found


def canary(
    rt: Runtime, name: str, version: int, *, share: float, actor: Actor, reason: str, now: datetime
) -> ModelVersion:
    """The version, which now answers this share (0..1) of the businesses, always the same ones; 0 ends it."""
    if not 0 <= share <= 1:
        raise Invalid("The share must lie between 0 and 1.", errors={"share": ["Between 0 and 1."]})
    will = Will(actor, reason, now)
    with turn(rt, name) as tx:
        found = lookup.learned(tx, name, version)
        pointer = _pointer(tx, name)
        trying = pointer.canary
        present = pointer.canary_share if trying and trying.id == found.id else 0.0
        if share == present:
            return found
        if share:
            _require_fit_to_answer(rt, found)
        _swap(rt, tx, trying, found if share else None, EventKind.CANARIED, will, share=share)
        pointers.save_canary(tx, name, found.id if share else None, share, now)
        return found


def _pointer(tx: Connection, name: str) -> Pointer:
    pointer = pointers.fetch(tx, name)
    if pointer is None:
        raise lookup.unknown(tx, name)
    return pointer


def _require_triable(found: ModelVersion) -> None:
    if found.state is State.PRODUCTION:
        raise StepNotAllowed(wording.serves_already(found))
    if found.state not in states.TRIABLE:
        raise StepNotAllowed(wording.step_refused(found))


def _require_fit_to_answer(rt: Runtime, found: ModelVersion) -> None:
    needs_second = rt.settings.is_second_person_needed
    if found.state is State.PRODUCTION:
        raise StepNotAllowed(wording.serves_already(found))
    if not states.may_answer_some(found.state, is_second_person_needed=needs_second):
        raise StepNotAllowed(wording.cannot_answer_some(found, needs_second))


def _swap(
    rt: Runtime,
    tx: Connection,
    old: ModelVersion | None,
    new: ModelVersion | None,
    kind: EventKind,
    will: Will,
    *,
    share: float = 1.0,
) -> None:
    if old and (new is None or old.id != new.id):
        note(rt, tx, old, EventKind.RELEASED, will, detail={"from": kind})
    if new:
        note(rt, tx, new, kind, will, detail={"share": share} if kind is EventKind.CANARIED else None)

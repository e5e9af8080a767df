"""Keeping what a validation found, and moving the version by it: one transaction."""

from datetime import datetime

from app.model_registry.records import Actor, EventKind, Judgement, ModelVersion, State
from app.model_registry.repo import pointers, validations
from app.model_registry.rules import states
from app.model_registry.service import actors, lookup
from app.model_registry.service.lifecycle.steps import Will, moved, note, turn
from app.runtime.runtime import Runtime


def record(
    rt: Runtime,
    name: str,
    version: int,
    judgement: Judgement,
    *,
    now: datetime,
    actor: Actor = actors.WORKER,
    began: State | None = None,
) -> ModelVersion:
    """The version where the validation leaves it. What serves stays in production, whatever was found.

    began : the state in which it was looked at first; what people have set aside since is not called back by passing
    """
    will = Will(actor, judgement.reason, now)
    with turn(rt, name) as tx:
        found = lookup.learned(tx, name, version)
        kept = validations.save(tx, found.id, judgement, now)
        detail = {"validation": str(kept.id), "passed": judgement.has_passed}
        is_overtaken = began is not None and found.state is not began and judgement.has_passed
        to = found.state if is_overtaken else states.after_validation(found.state, has_passed=judgement.has_passed)
        if to is found.state:
            note(rt, tx, found, EventKind.VALIDATED, will, detail=detail)
            return found
        if to is State.REJECTED:
            pointers.announce(tx, name, now, no_more=found.id)
        kind = EventKind.REJECTED if to is State.REJECTED else EventKind.VALIDATED
        return moved(rt, tx, found, to, kind, will, detail=detail)

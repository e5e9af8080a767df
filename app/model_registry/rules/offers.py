"""Which steps can be offered to an admin who looks at a version; each is judged again when it is taken."""

from collections.abc import Iterator
from enum import StrEnum

from app.model_registry.records import ModelVersion, Origin, Pointer, State
from app.model_registry.rules import states


class Step(StrEnum):
    """What an admin may do with a version, in the order in which it is usually done."""

    PROMOTE = "promote"
    APPROVE = "approve"
    VALIDATE = "validate"
    SHADOW = "shadow"
    UNSHADOW = "unshadow"
    CANARY = "canary"
    UNCANARY = "uncanary"
    REJECT = "reject"
    ARCHIVE = "archive"


def offered(version: ModelVersion, pointer: Pointer, *, is_second_person_needed: bool) -> tuple[Step, ...]:
    """The steps that the version may take; none for rules, which come with the code."""
    if version.origin is Origin.CODE:
        return ()
    possible = {*_trials(version, pointer, is_second_person_needed), *_moves(version, is_second_person_needed)}
    return tuple(step for step in Step if step in possible)


def _moves(version: ModelVersion, is_second_person_needed: bool) -> Iterator[Step]:
    state = version.state
    if states.may_answer_some(state, is_second_person_needed=is_second_person_needed):
        yield Step.PROMOTE
    for step, to in ((Step.APPROVE, State.APPROVED), (Step.REJECT, State.REJECTED), (Step.ARCHIVE, State.ARCHIVED)):
        if states.is_allowed(state, to) and state not in (State.PRODUCTION, State.ARCHIVED):
            yield step
    yield Step.VALIDATE


def _trials(version: ModelVersion, pointer: Pointer, is_second_person_needed: bool) -> Iterator[Step]:
    is_shadow = pointer.shadow is not None and pointer.shadow.id == version.id
    is_canary = pointer.canary is not None and pointer.canary.id == version.id
    if is_shadow:
        yield Step.UNSHADOW
    elif version.state in states.TRIABLE:
        yield Step.SHADOW
    if is_canary:
        yield Step.UNCANARY
    if states.may_answer_some(version.state, is_second_person_needed=is_second_person_needed):
        yield Step.CANARY

"""Which steps a version may take: candidate -> validated | rejected -> approved -> production -> archived.

Back to production from the archive leads only a rollback, which asks for no gate; otherwise a version that is set
aside has to be validated again.
"""

from collections.abc import Mapping

from app.model_registry.records import State

NEXT: Mapping[State, frozenset[State]] = {
    State.CANDIDATE: frozenset({State.VALIDATED, State.REJECTED, State.ARCHIVED}),
    State.VALIDATED: frozenset({State.APPROVED, State.REJECTED, State.ARCHIVED}),
    State.REJECTED: frozenset({State.VALIDATED, State.ARCHIVED}),
    State.APPROVED: frozenset({State.PRODUCTION, State.REJECTED, State.ARCHIVED}),
    State.PRODUCTION: frozenset({State.ARCHIVED}),
    State.ARCHIVED: frozenset({State.VALIDATED, State.REJECTED}),
}
RETURNABLE = frozenset({State.ARCHIVED, State.VALIDATED, State.APPROVED})
"""From where a version that served before may be called back."""
TRIABLE = frozenset({State.CANDIDATE, State.VALIDATED, State.APPROVED})
"""What may watch as a shadow, which never answers anybody."""


def is_allowed(now: State, to: State) -> bool:
    """Whether a version in state `now` may be given state `to`."""
    return to in NEXT[now]


def may_answer_some(state: State, *, is_second_person_needed: bool) -> bool:
    """Whether a version may answer a share of the businesses: as for all of them, it is checked and agreed on."""
    return state is State.APPROVED or (state is State.VALIDATED and not is_second_person_needed)


def after_validation(now: State, *, has_passed: bool) -> State:
    """Where a validation leaves a version. What serves stays, whatever it says: only people take it back."""
    if now is State.PRODUCTION or (now is State.ARCHIVED and not has_passed):
        return now
    if not has_passed:
        return State.REJECTED
    return State.APPROVED if now is State.APPROVED else State.VALIDATED

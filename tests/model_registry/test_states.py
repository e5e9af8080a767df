"""Which steps a version may take, and what a validation makes of it."""

import pytest

from app.model_registry.records import State
from app.model_registry.rules import states

C, V, R, A, P, Z = (
    State(name) for name in ("candidate", "validated", "rejected", "approved", "production", "archived")
)


class TestSteps:
    @pytest.mark.parametrize(
        ("now", "to"), [(C, V), (C, R), (V, A), (V, R), (A, P), (P, Z), (R, V), (Z, V), (C, Z), (V, Z), (A, Z), (R, Z)]
    )
    def test_the_way_to_production_and_out_of_it_is_open(self, now: State, to: State) -> None:
        assert states.is_allowed(now, to)

    @pytest.mark.parametrize(
        ("now", "to"), [(C, A), (C, P), (V, P), (R, A), (R, P), (Z, A), (Z, P), (P, R), (P, V), (P, A), (A, V), (A, C)]
    )
    def test_no_step_leaves_out_another(self, now: State, to: State) -> None:
        assert not states.is_allowed(now, to)

    def test_only_approved_versions_are_promoted(self) -> None:
        assert [now for now in State if states.is_allowed(now, P)] == [A]

    def test_nothing_stays_where_it_is_by_a_step(self) -> None:
        assert not any(states.is_allowed(now, now) for now in State)


class TestValidation:
    @pytest.mark.parametrize(
        ("now", "has_passed", "expected"),
        [
            (C, True, V),
            (C, False, R),
            (V, True, V),
            (V, False, R),
            (R, True, V),
            (R, False, R),
            (A, True, A),
            (A, False, R),
            (P, True, P),
            (P, False, P),
            (Z, True, V),
            (Z, False, Z),
        ],
    )
    def test_verdict_moves_the_version_unless_it_serves(self, now: State, has_passed: bool, expected: State) -> None:
        found = states.after_validation(now, has_passed=has_passed)
        assert found is expected
        assert found is now or states.is_allowed(now, found)


class TestCanary:
    @pytest.mark.parametrize(("state", "alone", "together"), [(C, False, False), (V, True, False), (A, True, True)])
    def test_answers_some_only_when_it_might_answer_all(self, state: State, alone: bool, together: bool) -> None:
        assert states.may_answer_some(state, is_second_person_needed=False) is alone
        assert states.may_answer_some(state, is_second_person_needed=True) is together

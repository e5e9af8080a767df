"""Who meets a canary."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model_registry.rules import canary

BUSINESS = UUID("11111111-1111-4111-8111-111111111111")


class TestIsChosen:
    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
    def test_share_of_businesses_is_the_share_asked_for(self, share: float) -> None:
        chosen = sum(canary.is_chosen("duplicate_pairs", uuid4(), share) for _ in range(4000))
        assert chosen / 4000 == pytest.approx(share, abs=0.05)

    @given(st.uuids(), st.text())
    def test_everybody_at_one_and_nobody_at_none(self, business_id: UUID, name: str) -> None:
        assert canary.is_chosen(name, business_id, 1.0)
        assert not canary.is_chosen(name, business_id, 0.0)

    @given(st.uuids(), st.floats(0, 1), st.floats(0, 1))
    def test_larger_share_keeps_everyone_it_has(self, business_id: UUID, one: float, other: float) -> None:
        small, large = sorted((one, other))
        assert canary.is_chosen("m", business_id, large) >= canary.is_chosen("m", business_id, small)

    def test_place_is_the_same_in_every_process_and_another_for_each_model(self) -> None:
        assert canary.position("duplicate_pairs", BUSINESS) == pytest.approx(0.7035, abs=0.00005)
        assert canary.position("late_payment", BUSINESS) != canary.position("duplicate_pairs", BUSINESS)

    def test_answer_for_no_business_never_meets_it(self) -> None:
        assert not canary.is_chosen("m", None, 1.0)

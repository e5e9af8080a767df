"""Who gets a feature: kill switch, business, flag, rollout, environment, in this order."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.flags import rules
from app.flags.records import Decision, Flag, Override, Reason

USER, BUSINESS, OTHER = uuid4(), uuid4(), uuid4()


def _decision(flag: Flag | None, *, default: bool | None = None, is_ai_on: bool = True) -> Decision:
    return rules.decision(
        "fraud_detection", flag, default=default, user_id=USER, business_ids=(BUSINESS,), is_ai_on=is_ai_on
    )


def _flag(enabled: bool | None, *overrides: Override, rollout_percent: int = 100, variant: str | None = None) -> Flag:
    return Flag("fraud_detection", "", enabled, rollout_percent, variant, {}, overrides)


class TestDecision:
    @pytest.mark.parametrize(
        ("flag", "default", "enabled", "reason"),
        [
            (None, None, False, Reason.UNKNOWN_FLAG),
            (None, True, True, Reason.ENVIRONMENT),
            (None, False, False, Reason.ENVIRONMENT),
            (_flag(None), True, True, Reason.ENVIRONMENT),
            (_flag(None), False, False, Reason.ENVIRONMENT),
            (_flag(None), None, True, Reason.ENVIRONMENT),
            (_flag(True), False, True, Reason.FLAG),
            (_flag(False), True, False, Reason.FLAG),
            (_flag(True, rollout_percent=0), True, False, Reason.ROLLOUT),
            (_flag(False, Override(BUSINESS, True)), False, True, Reason.BUSINESS_OVERRIDE),
            (_flag(True, Override(BUSINESS, False)), True, False, Reason.BUSINESS_OVERRIDE),
            (_flag(True, Override(OTHER, False)), True, True, Reason.FLAG),
            (_flag(True, Override(BUSINESS, True), rollout_percent=0), True, True, Reason.BUSINESS_OVERRIDE),
        ],
    )
    def test_the_nearest_setting_decides(
        self, flag: Flag | None, default: bool | None, enabled: bool, reason: Reason
    ) -> None:
        found = _decision(flag, default=default)
        assert (found.enabled, found.reason) == (enabled, reason)

    def test_kill_switch_ends_everything(self) -> None:
        found = _decision(_flag(True, Override(BUSINESS, True)), is_ai_on=False)
        assert (found.enabled, found.reason) == (False, Reason.AI_DISABLED)

    def test_variant_of_the_business_stands_above_that_of_the_flag(self) -> None:
        assert _decision(_flag(True, variant="a")).variant == "a"
        assert _decision(_flag(True, Override(BUSINESS, True, "b"), variant="a")).variant == "b"
        assert _decision(_flag(False, variant="a")).variant is None


class TestBucket:
    @given(st.uuids(), st.integers(0, 100), st.integers(0, 100))
    def test_wider_rollout_keeps_everybody_who_had_it(self, user_id: UUID, one: int, other: int) -> None:
        low, high = sorted((one, other))
        place = rules.bucket("x", user_id)
        assert 0 <= place < 100
        assert not (place < low) or place < high

    def test_share_of_users_is_near_the_percentage(self) -> None:
        users = [UUID(int=number) for number in range(4000)]
        assert 0.26 < sum(rules.bucket("x", user) < 30 for user in users) / len(users) < 0.34

    def test_place_does_not_change_with_versions_of_the_program(self) -> None:
        assert [rules.bucket("nlp_invoice_generation", UUID(int=number)) for number in range(4)] == PLACES


PLACES = [32, 6, 30, 69]

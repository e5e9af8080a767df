"""Flags on a real database: settings of one business stay its own, repeated reports count once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text

from app.flags import service
from app.flags.records import AIDisabled, Decision, Event, EventKind, OtherUser, Reason, UnknownFlag
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops

SEEN = text("select count(*) from feature_flag_events where feature_name = 'fraud_detection'")
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
TAPPED = Event(EventKind.INTERACTION, "fraud_detection", interaction_type="opened")


class TestCheck:
    def test_flag_follows_the_environment(self, rt: Runtime, owner: Caller) -> None:
        settings = replace(rt.settings, compliance_checking_enabled=False)
        found = _check(replace(rt, settings=settings), "compliance_checking", owner)
        assert (found.enabled, found.reason) == (False, Reason.ENVIRONMENT)
        assert _check(rt, "compliance_checking", owner).enabled

    def test_unknown_flag_is_off_and_no_error(self, rt: Runtime, owner: Caller) -> None:
        found = _check(rt, "time_travel", owner)
        assert (found.enabled, found.reason) == (False, Reason.UNKNOWN_FLAG)

    def test_setting_of_one_business_does_not_reach_another(
        self, rt: Runtime, owner: Caller, business_id: UUID, stranger: Caller
    ) -> None:
        service.set_override(rt, "fraud_detection", business_id=business_id, enabled=False, now=NOW)
        assert not _check(rt, "fraud_detection", owner).enabled
        assert _check(rt, "fraud_detection", stranger).enabled

    def test_setting_of_a_business_is_taken_back(self, rt: Runtime, owner: Caller, business_id: UUID) -> None:
        service.set_override(rt, "fraud_detection", business_id=business_id, enabled=False, now=NOW)
        service.set_override(rt, "fraud_detection", business_id=business_id, enabled=None, now=NOW)
        assert _check(rt, "fraud_detection", owner).enabled

    def test_second_name_means_the_same_flag(self, rt: Runtime, owner: Caller, business_id: UUID) -> None:
        service.set_override(rt, "nlp_invoice", business_id=business_id, enabled=False, now=NOW)
        assert not _check(rt, "nlp_invoice_generation", owner).enabled

    def test_nobody_asks_for_somebody_else(self, rt: Runtime, owner: Caller) -> None:
        with pytest.raises(OtherUser):
            service.check(rt, "fraud_detection", caller=owner, user_id=uuid4())

    def test_override_of_an_unknown_flag_is_refused(self, rt: Runtime, business_id: UUID) -> None:
        with pytest.raises(UnknownFlag):
            service.set_override(rt, "time_travel", business_id=business_id, enabled=True, now=NOW)


class TestSetFlag:
    def test_new_flag_with_rollout_and_back_to_the_environment(self, rt: Runtime, owner: Caller, name: str) -> None:
        service.set_flag(rt, name, enabled=True, rollout_percent=0, now=NOW)
        assert _check(rt, name, owner).reason is Reason.ROLLOUT
        service.set_flag(rt, name, enabled=None, rollout_percent=100, variant="blue", now=NOW)
        assert (_check(rt, name, owner).enabled, _check(rt, name, owner).variant) == (True, "blue")
        service.follow_environment(rt, name, now=NOW)
        assert _check(rt, name, owner).reason is Reason.ENVIRONMENT

    def test_each_change_is_kept_with_who_and_why(self, rt: Runtime, business_id: UUID, name: str) -> None:
        service.set_flag(rt, name, enabled=True, rollout_percent=20, now=NOW, by="asha", reason="a first try")
        service.set_override(rt, name, business_id=business_id, enabled=False, now=NOW)
        service.follow_environment(rt, name, now=NOW)
        last, middle, first = service.changes(rt, name)
        assert (first.actor, first.reason, first.enabled, first.rollout_percent) == ("asha", "a first try", True, 20)
        assert (middle.business_id, middle.enabled, middle.actor) == (business_id, False, service.COMMAND_LINE)
        assert last.enabled is None

    def test_all_flags_are_listed_for_the_app(self, rt: Runtime, owner: Caller) -> None:
        names = {flag.feature_name for flag in service.listed(rt, caller=owner)}
        assert {"fraud_detection", "predictive_insights", "compliance_checking", "nlp_invoice_generation"} <= names


class TestKillSwitch:
    def test_setting_switches_off(self, rt: Runtime) -> None:
        with pytest.raises(AIDisabled):
            service.require_ai(replace(rt, settings=replace(rt.settings, ai_enabled=False), loaded={}))

    def test_nothing_is_raised_while_on(self, rt: Runtime) -> None:
        service.require_ai(replace(rt, loaded={}))

    def test_what_was_read_holds_for_some_seconds(self, rt: Runtime) -> None:
        remembered = replace(rt, loaded={})
        service.require_ai(remembered)
        service.set_flag(rt, "ai_enabled", enabled=False, now=NOW)
        try:
            service.require_ai(remembered)
            with pytest.raises(AIDisabled):
                service.require_ai(replace(rt, loaded={}))
            assert set(service.features(replace(rt, loaded={})).values()) == {False}
        finally:
            service.follow_environment(rt, "ai_enabled", now=NOW)


class TestFeatures:
    def test_follow_settings_and_stored_flags(self, rt: Runtime) -> None:
        off = replace(rt, settings=replace(rt.settings, nlp_invoice_enabled=False), loaded={})
        service.set_flag(rt, "predictive_insights", enabled=False, now=NOW)
        try:
            assert service.features(off) == {
                "fraud_detection": True,
                "predictive_analytics": False,
                "compliance_checking": True,
                "nlp_invoice": False,
            }
        finally:
            service.follow_environment(rt, "predictive_insights", now=NOW)


class TestTrack:
    def test_repeat_within_seconds_counts_once(self, rt: Runtime, owner: Caller, engine: Engine) -> None:
        assert _track(rt, TAPPED, owner, NOW)
        assert not _track(rt, TAPPED, owner, NOW + timedelta(seconds=14))
        assert _track(rt, TAPPED, owner, NOW + timedelta(seconds=16))
        assert _events(engine, owner) == 2

    def test_different_reports_are_counted_each(self, rt: Runtime, owner: Caller, engine: Engine) -> None:
        for event in (
            TAPPED,
            replace(TAPPED, interaction_type="closed"),
            replace(TAPPED, feature_name="other"),
            Event(EventKind.CONVERSION, "fraud_detection", conversion_value=Decimal(0)),
            Event(EventKind.CONVERSION, "fraud_detection", conversion_value=Decimal("1.5")),
        ):
            assert _track(rt, event, owner, NOW)
        assert _events(engine, owner) == 5

    def test_other_users_count_for_themselves(self, rt: Runtime, owner: Caller, stranger: Caller) -> None:
        assert _track(rt, TAPPED, owner, NOW)
        assert _track(rt, TAPPED, stranger, NOW)
        with rt.db.transaction(owner) as tx:
            assert tx.execute(SEEN).scalar_one() == 1

    def test_copies_that_arrive_together_are_one(self, rt: Runtime, owner: Caller, engine: Engine) -> None:
        with ThreadPoolExecutor(6) as pool:
            new = list(pool.map(lambda _: _track(rt, TAPPED, owner, NOW), range(6)))
        assert sum(new) == _events(engine, owner) == 1

    def test_nobody_reports_for_somebody_else(self, rt: Runtime, owner: Caller) -> None:
        with pytest.raises(OtherUser):
            service.track(rt, TAPPED, caller=owner, user_id=uuid4(), now=NOW)


def _check(rt: Runtime, name: str, caller: Caller) -> Decision:
    assert caller.user_id
    return service.check(rt, name, caller=caller, user_id=caller.user_id)


def _track(rt: Runtime, event: Event, caller: Caller, now: datetime) -> bool:
    assert caller.user_id
    return service.track(rt, event, caller=caller, user_id=caller.user_id, now=now)


def _events(engine: Engine, caller: Caller) -> int:
    statement = "select count(*) from feature_flag_events where user_id = :user_id"
    return shops.count(engine, statement, {"user_id": caller.user_id})


@pytest.fixture
def owner(caller: Callable[..., Caller]) -> Caller:
    return caller()


@pytest.fixture
def stranger(caller: Callable[..., Caller]) -> Caller:
    return caller()


@pytest.fixture
def business_id(engine: Engine, owner: Caller) -> UUID:
    return shops.opened(engine, owner.user_id)


@pytest.fixture
def name(engine: Engine) -> Iterator[str]:
    found = f"flag_{uuid4().hex}"
    yield found
    shops.execute(engine, "delete from feature_flags where name = :name", {"name": found})

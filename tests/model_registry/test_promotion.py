"""Approving, promoting and rolling back on a real database: one version serves, and the history tells all of it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event as Signal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from app.model_registry.records import (
    Actor,
    EventKind,
    ModelVersion,
    NothingEarlier,
    Origin,
    SecondPersonNeeded,
    State,
    StepNotAllowed,
    UnknownModel,
    UnknownVersion,
)
from app.model_registry.repo import pointers
from app.model_registry.service import actors, versions
from app.model_registry.service.files import registering
from app.model_registry.service.lifecycle import promotion
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops
from tests.model_registry import tiny
from tests.model_registry.tiny import NOW

ASHA, RAVI = Actor("asha", uuid4()), Actor("ravi", uuid4())
BECAUSE: dict[str, Any] = {"actor": ASHA, "reason": "it is better", "now": NOW}


class TestPromote:
    def test_validated_version_serves_and_the_one_before_is_archived(self, rt: Runtime, name: str) -> None:
        first, second = _validated(rt, name, 2)
        promotion.promote(rt, name, first.version, **BECAUSE)
        found = promotion.promote(rt, name, second.version, **BECAUSE)
        assert found.state is State.PRODUCTION
        assert _states(rt, name) == {1: State.ARCHIVED, 2: State.PRODUCTION}

    def test_history_tells_who_when_why_from_and_to(self, rt: Runtime, name: str) -> None:
        (version,) = _validated(rt, name, 1)
        promotion.promote(rt, name, version.version, **BECAUSE)
        promoted, approved, *_ = versions.events(rt, name)
        assert [promoted.kind, approved.kind] == [EventKind.PROMOTED, EventKind.APPROVED]
        assert (promoted.from_state, promoted.to_state) == (State.APPROVED, State.PRODUCTION)
        told = (promoted.actor, promoted.actor_id, promoted.reason, promoted.at)
        assert told == ("asha", ASHA.user_id, "it is better", NOW)

    def test_pointer_generation_grows_with_every_change(self, rt: Runtime, name: str) -> None:
        seen = [_generation(rt, name)] if _validated(rt, name, 2) else []
        for version in (1, 2):
            promotion.promote(rt, name, version, **BECAUSE)
            seen.append(_generation(rt, name))
        promotion.rollback(rt, name, **BECAUSE)
        seen.append(_generation(rt, name))
        assert seen == sorted(set(seen))

    def test_promoting_what_serves_changes_nothing(self, rt: Runtime, name: str) -> None:
        (version,) = _validated(rt, name, 1)
        promotion.promote(rt, name, version.version, **BECAUSE)
        before = (versions.events(rt, name), _generation(rt, name))
        promotion.promote(rt, name, version.version, **BECAUSE)
        assert (versions.events(rt, name), _generation(rt, name)) == before

    def test_what_was_not_validated_is_refused_in_a_sentence(self, rt: Runtime, name: str) -> None:
        (version,) = _candidates(rt, name, 1)
        with pytest.raises(StepNotAllowed, match="has not been validated yet: validate it first"):
            promotion.promote(rt, name, version.version, **BECAUSE)
        promotion.reject(rt, name, version.version, **BECAUSE)
        with pytest.raises(StepNotAllowed, match="was rejected"):
            promotion.promote(rt, name, version.version, **BECAUSE)

    def test_version_whose_file_is_nowhere_does_not_take_over(self, rt: Runtime, name: str) -> None:
        first, second = _validated(rt, name, 2)
        promotion.promote(rt, name, first.version, **BECAUSE)
        for path in rt.settings.data_dir.rglob(f"*{second.sha256}*"):
            path.unlink()
        with pytest.raises(StepNotAllowed, match="cannot serve: The store holds no model file"):
            promotion.promote(rt, name, second.version, **BECAUSE)
        assert _states(rt, name) == {1: State.PRODUCTION, 2: State.VALIDATED}

    def test_unknown_model_and_version_are_named(self, rt: Runtime, name: str) -> None:
        _validated(rt, name, 1)
        with pytest.raises(UnknownVersion):
            promotion.promote(rt, name, 9, **BECAUSE)
        with pytest.raises(UnknownModel, match="There is no model 'nobody' here"):
            promotion.promote(rt, "nobody", 1, **BECAUSE)

    def test_failure_in_the_middle_leaves_everything_as_it_was(self, rt: Runtime, name: str, engine: Engine) -> None:
        first, second = _validated(rt, name, 2)
        promotion.promote(rt, name, first.version, **BECAUSE)
        with pytest.raises(DBAPIError):
            promotion.promote(rt, name, second.version, actor=ASHA, reason="a NUL \x00", now=NOW)
        assert _states(rt, name) == {1: State.PRODUCTION, 2: State.VALIDATED}

    def test_many_at_once_leave_one_in_production_at_every_moment(self, rt: Runtime, name: str, engine: Engine) -> None:
        brought = _validated(rt, name, 16)
        counted: list[int] = []
        over = Signal()

        def watch() -> None:
            query = text("select count(*) from ml_models where name = :name and state = 'production'")
            while not over.is_set():
                with engine.connect() as connection:
                    counted.append(int(connection.execute(query, {"name": name}).scalar_one()))

        promotion.promote(rt, name, brought[0].version, **BECAUSE)
        with ThreadPoolExecutor(9) as pool:
            watching = pool.submit(watch)
            promoted = list(pool.map(lambda one: promotion.promote(rt, name, one.version, **BECAUSE), brought[1:]))
            over.set()
            watching.result()
        assert {version.state for version in promoted} == {State.PRODUCTION}
        assert set(counted) == {1}
        assert list(_states(rt, name).values()).count(State.PRODUCTION) == 1


class TestRollback:
    def test_goes_back_one_version_at_a_time_and_then_says_so(self, rt: Runtime, name: str) -> None:
        for version in _validated(rt, name, 3):
            promotion.promote(rt, name, version.version, **BECAUSE)
        assert [promotion.rollback(rt, name, **BECAUSE).version for _ in range(2)] == [2, 1]
        with pytest.raises(NothingEarlier, match="nothing to go back to"):
            promotion.rollback(rt, name, **BECAUSE)
        assert _states(rt, name)[1] is State.PRODUCTION

    def test_asks_no_gate_and_no_second_person(self, rt: Runtime, name: str) -> None:
        for version in _validated(rt, name, 2):
            promotion.promote(rt, name, version.version, **BECAUSE)
        assert promotion.rollback(_strict(rt), name, **BECAUSE).version == 1

    def test_passes_over_what_was_rejected_since(self, rt: Runtime, name: str) -> None:
        for version in _validated(rt, name, 3):
            promotion.promote(rt, name, version.version, **BECAUSE)
        promotion.reject(rt, name, 2, **BECAUSE)
        assert promotion.rollback(rt, name, **BECAUSE).version == 1

    def test_version_that_was_left_has_to_be_validated_again(self, rt: Runtime, name: str) -> None:
        for version in _validated(rt, name, 2):
            promotion.promote(rt, name, version.version, **BECAUSE)
        promotion.rollback(rt, name, **BECAUSE)
        with pytest.raises(StepNotAllowed, match="is archived: validate it again first"):
            promotion.promote(rt, name, 2, **BECAUSE)

    def test_history_has_the_rollback_and_what_it_replaced(self, rt: Runtime, name: str) -> None:
        for version in _validated(rt, name, 2):
            promotion.promote(rt, name, version.version, **BECAUSE)
        promotion.rollback(rt, name, **BECAUSE)
        back, left, *_ = versions.events(rt, name)
        assert (back.kind, back.version, back.detail) == (EventKind.ROLLED_BACK, 1, {"replaced": f"{name}-2"})
        assert (left.kind, left.version, left.to_state) == (EventKind.ARCHIVED, 2, State.ARCHIVED)


class TestTwoPersons:
    def test_author_may_not_approve_and_approver_may_not_promote(self, rt: Runtime, name: str) -> None:
        strict = _strict(rt)
        tiny.registered(rt, name)
        author = tiny.TESTER
        with pytest.raises(SecondPersonNeeded, match="You brought this version"):
            promotion.approve(strict, name, 1, actor=author, reason="", now=NOW)
        promotion.approve(strict, name, 1, actor=ASHA, reason="", now=NOW)
        with pytest.raises(SecondPersonNeeded, match="You approved this version"):
            promotion.promote(strict, name, 1, actor=ASHA, reason="now", now=NOW)
        assert promotion.promote(strict, name, 1, actor=RAVI, reason="now", now=NOW).state is State.PRODUCTION

    def test_promoting_does_not_approve_by_the_way(self, rt: Runtime, name: str) -> None:
        tiny.registered(rt, name)
        with pytest.raises(StepNotAllowed, match="has not been approved yet"):
            promotion.promote(_strict(rt), name, 1, actor=RAVI, reason="now", now=NOW)

    def test_policy_of_a_model_stands_for_both(self, rt: Runtime, name: str) -> None:
        tiny.registered(rt, name)
        found = promotion.promote(
            _strict(rt), name, 1, actor=actors.WORKER, reason="passed every gate", now=NOW, by_policy=True
        )
        assert found.state is State.PRODUCTION


class TestSettingAside:
    def test_what_serves_is_neither_archived_nor_rejected(self, rt: Runtime, name: str) -> None:
        (version,) = _validated(rt, name, 1)
        promotion.promote(rt, name, version.version, **BECAUSE)
        for step in (promotion.archive, promotion.reject):
            with pytest.raises(StepNotAllowed, match="serves now: promote another version or roll back first"):
                step(rt, name, version.version, **BECAUSE)

    def test_repeat_changes_nothing(self, rt: Runtime, name: str) -> None:
        _validated(rt, name, 1)
        for step in (promotion.approve, promotion.archive):
            first = step(rt, name, 1, **BECAUSE)
            assert step(rt, name, 1, **BECAUSE) == first
        assert len(versions.events(rt, name)) == 3

    def test_rules_change_with_a_release_only(self, rt: Runtime, engine: Engine, name: str) -> None:
        shops.execute(
            engine,
            "insert into ml_models (name, version, label, kind, state)"
            " values (:name, 1, 'rules-1', 'rules', 'production')",
            {"name": name},
        )
        with pytest.raises(StepNotAllowed, match="is code"):
            promotion.archive(rt, name, 1, **BECAUSE)
        with pytest.raises(StepNotAllowed, match="is code"):
            promotion.rollback(rt, name, **BECAUSE)


class TestHistoryStays:
    @pytest.mark.parametrize(
        "statement",
        [
            "update ml_model_events set reason = 'another' where name = :name",
            "delete from ml_model_events where name = :name",
            "truncate ml_model_events",
        ],
    )
    def test_nobody_changes_it_not_even_the_service_or_the_owner(
        self, rt: Runtime, engine: Engine, name: str, statement: str
    ) -> None:
        _validated(rt, name, 1)
        with pytest.raises(DBAPIError, match="permission denied"), rt.db.transaction(Caller.service()) as tx:
            tx.execute(text(statement), {"name": name})
        with pytest.raises(DBAPIError, match="history and stay as they are"):
            shops.execute(engine, statement, {"name": name})


def _candidates(rt: Runtime, name: str, count: int) -> list[ModelVersion]:
    made = (tiny.bundled(name, seed=seed) for seed in range(1, count + 1))
    return [registering.register(rt, name, one, origin=Origin.UPLOAD, actor=ASHA, now=NOW) for one in made]


def _validated(rt: Runtime, name: str, count: int) -> list[ModelVersion]:
    return [tiny.registered(rt, name, seed=seed) for seed in range(1, count + 1)]


def _states(rt: Runtime, name: str) -> dict[int, State]:
    return {version.version: version.state for version in versions.listed(rt, name)}


def _generation(rt: Runtime, name: str) -> int:
    with rt.db.transaction(Caller.service()) as tx:
        pointer = pointers.fetch(tx, name)
    assert pointer
    return pointer.generation


def _strict(rt: Runtime) -> Runtime:
    return replace(rt, settings=replace(rt.settings, model_two_person_approval=True))

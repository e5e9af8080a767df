"""Feedback on a real database: one row for an id, the first content stays, nobody meets another's."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from app.feedback import service, usage
from app.feedback.records import Feedback, Tally
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops


class TestRecordFeedback:
    def test_repeated_feedback_makes_no_second_row(
        self, rt: Runtime, owner: Caller, feedback: Feedback, engine: Engine
    ) -> None:
        assert service.record_feedback(rt, feedback, caller=owner) == feedback
        assert service.record_feedback(rt, feedback, caller=owner) == feedback
        assert _rows(engine, feedback) == 1

    def test_copies_that_arrive_together_are_one(
        self, rt: Runtime, owner: Caller, feedback: Feedback, engine: Engine
    ) -> None:
        with ThreadPoolExecutor(6) as pool:
            kept = list(pool.map(lambda _: service.record_feedback(rt, feedback, caller=owner), range(6)))
        assert set(kept) == {feedback}
        assert _rows(engine, feedback) == 1

    def test_first_content_stays(self, rt: Runtime, owner: Caller, feedback: Feedback) -> None:
        service.record_feedback(rt, feedback, caller=owner)
        assert service.record_feedback(rt, replace(feedback, helpful=False), caller=owner) == feedback

    def test_id_of_somebody_else_is_kept_apart(
        self, rt: Runtime, owner: Caller, feedback: Feedback, caller: Callable[..., Caller]
    ) -> None:
        service.record_feedback(rt, feedback, caller=owner)
        other, others = caller(), replace(feedback, comment="of another", helpful=not feedback.helpful)
        assert [service.record_feedback(rt, others, caller=other) for _ in range(2)] == [others, others]
        assert service.record_feedback(rt, feedback, caller=owner) == feedback


class TestLatest:
    def test_operators_see_the_newest_of_a_kind_and_how_much_of_it_helped(
        self, rt: Runtime, owner: Caller, feedback: Feedback
    ) -> None:
        kind = f"kind-{uuid4().hex}"
        first = replace(feedback, id=uuid4(), feedback_type=kind, helpful=True)
        second = replace(feedback, id=uuid4(), feedback_type=kind, helpful=False)
        for one in (first, second):
            service.record_feedback(rt, one, caller=owner)
        assert service.latest(rt, kind=kind) == [second, first]
        assert service.latest(rt, kind=kind, limit=1) == [second]
        assert Tally(kind, given=2, helpful=1) in service.tallies(rt)


class TestUsage:
    def test_use_is_kept_with_names_and_numbers(self, rt: Runtime, owner: Caller, engine: Engine) -> None:
        with rt.db.transaction(owner) as tx:
            usage.record(tx, caller=owner, event="assistant.asked", attributes={"topic": "sales"})
        statement = (
            "select count(*) from ai_analytics_events where user_id = :user_id and attributes->>'topic' = 'sales'"
        )
        assert shops.count(engine, statement, {"user_id": owner.user_id}) == 1


def _rows(engine: Engine, feedback: Feedback) -> int:
    return shops.count(engine, "select count(*) from feedback where id = :id", {"id": feedback.id})


@pytest.fixture
def owner(caller: Callable[..., Caller]) -> Caller:
    return caller()


@pytest.fixture
def feedback() -> Feedback:
    submitted_at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    return Feedback(uuid4(), "insight", str(uuid4()), helpful=True, comment="Sahi hai", submitted_at=submitted_at)

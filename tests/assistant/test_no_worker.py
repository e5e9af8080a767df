"""What is answered while no worker computes figures."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import Engine

from app.assistant import service
from app.assistant.records.answers import AnswerUnavailable
from app.assistant.records.asked import Topic
from app.runtime.identity import Caller
from app.runtime.jobs.service import Jobs
from app.runtime.runtime import Runtime
from tests import shops
from tests.assistant.shop import TODAY


class TestWithoutWorker:
    def test_figures_are_not_to_be_had_for_the_moment(self, impatient: Runtime, owner: Caller, shop: UUID) -> None:
        with pytest.raises(AnswerUnavailable):
            service.answer(impatient, "sales?", business_id=shop, caller=owner, on=TODAY)

    @pytest.mark.parametrize(
        ("prompt", "topic"), [("Write a poem", Topic.UNKNOWN), ("sales since Diwali", Topic.SALES)]
    )
    def test_what_needs_no_figures_is_answered(
        self, impatient: Runtime, owner: Caller, shop: UUID, prompt: str, topic: Topic
    ) -> None:
        answer = service.answer(impatient, prompt, business_id=shop, caller=owner, on=TODAY)
        assert answer.topic is topic
        assert answer.text


@pytest.fixture
def owner(caller: Callable[..., Caller]) -> Caller:
    return caller()


@pytest.fixture
def shop(engine: Engine, owner: Caller) -> UUID:
    return shops.opened(engine, owner.user_id, "Asha Foods")


@pytest.fixture
def impatient(rt: Runtime) -> Runtime:
    """A runtime that waits for no job."""
    return replace(rt, jobs=Jobs(rt.db, rt.queue, max_attempts=1, wait_seconds=0))

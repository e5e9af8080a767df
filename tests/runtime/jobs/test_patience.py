"""Asking for what an answer can do without: no worker and no wait twice in vain, but a late worker is asked again."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import redis
from sqlalchemy import text

from app.runtime.health.probes import HEARTBEAT_KEY
from app.runtime.identity import Caller
from app.runtime.jobs import patience
from app.runtime.runtime import Runtime
from app.values.errors import Conflict
from tests import workers

NAME = "tests.patience"
ASKED = text("select count(*) from jobs where name = :name")
SHORT, LONG = 0.05, 20.0


class TestTold:
    def test_is_what_the_job_says(self, rt: Runtime, beat: None) -> None:
        with workers.carrying_out(rt, NAME, lambda rt, **_: {"answer": 7}):
            assert told(rt) == {"answer": 7}

    def test_without_a_worker_nothing_is_asked(self, rt: Runtime) -> None:
        before = asked(rt)
        assert told(rt) is None
        assert asked(rt) == before

    def test_job_that_fails_says_nothing_and_nobody_rests(self, rt: Runtime, beat: None) -> None:
        with workers.carrying_out(rt, NAME, broken):
            assert told(rt) is None
        with workers.carrying_out(rt, NAME, lambda rt, **_: {"answer": 7}):
            assert told(rt) == {"answer": 7}

    def test_after_a_wait_in_vain_nobody_waits(self, rt: Runtime, beat: None) -> None:
        before = asked(rt)
        assert told(rt, key="one", wait_seconds=SHORT) is None
        assert told(rt, key="other") is None
        assert asked(rt) == before + 1

    def test_late_worker_is_asked_again(self, rt: Runtime, beat: None) -> None:
        assert told(rt, key="late", wait_seconds=SHORT) is None
        with rt.db.transaction(Caller.service()) as tx:
            tx.execute(text("update jobs set state = 'done' where name = :name"), {"name": NAME})
        with workers.carrying_out(rt, NAME, lambda rt, **_: {"answer": 7}):
            assert told(rt, key="late") == {"answer": 7}


def told(rt: Runtime, *, key: str = "key", wait_seconds: float = LONG) -> Mapping[str, Any] | None:
    """What a job says."""
    caller = Caller.service()
    return patience.told(
        rt, NAME, caller=caller, business_id=None, payload={}, key=f"{NAME}:{key}", wait_seconds=wait_seconds
    )


def asked(rt: Runtime) -> int:
    """How many jobs were asked for until now."""
    with rt.db.transaction(Caller.service()) as tx:
        return int(tx.execute(ASKED, {"name": NAME}).scalar_one())


def broken(rt: Runtime, **_: Any) -> Any:
    """A job that cannot be done."""
    raise Conflict


@pytest.fixture
def beat(rt: Runtime) -> Iterator[None]:
    """The sign of a living worker; and nobody rests from an earlier test."""
    client = redis.Redis(connection_pool=rt.broker)
    client.set(HEARTBEAT_KEY, "now", ex=60)
    patience.forget(rt, NAME)
    yield
    client.delete(HEARTBEAT_KEY)
    patience.forget(rt, NAME)

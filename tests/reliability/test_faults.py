"""Faults of the whole system: nothing acknowledged is lost, nothing is done twice, and every answer is a plain one."""

import re
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from uuid import UUID

import httpx
import psycopg
import pytest
import redis

from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from tests.reliability.conftest import Fragile

RECOVERY_SECONDS = 60.0
AGE = re.compile(rb', "age_seconds": \d+')


class TestManyAtOnce:
    @pytest.mark.parametrize(
        ("call", "job"), [(Fragile.fresh_insights, "insights.compute"), (Fragile.fraud, "fraud.analyze")]
    )
    def test_fifty_cold_calls_compute_once(
        self, fragile: Fragile, call: Callable[[Fragile], httpx.Response], job: str
    ) -> None:
        fragile.change_books()
        before = fragile.jobs(job)
        with ThreadPoolExecutor(50) as threads:
            answers = list(threads.map(call, [fragile] * 50))
        assert {answer.status_code for answer in answers} == {200}
        assert len({AGE.sub(b"", answer.content) for answer in answers}) == 1
        assert fragile.jobs(job) == before + 1


class TestWorkerKilled:
    def test_job_is_completed_once_by_another(self, fragile: Fragile) -> None:
        with held(fragile, "expenses"):
            job_id = asked(fragile, "fraud.analyze")
            await_true(lambda: fragile.rt.jobs.fetch(job_id, caller=Caller.service()).state == JobState.RUNNING)
            fragile.signal("worker", signal.SIGKILL)
        began = time.monotonic()
        await_over(fragile, job_id)
        job = fragile.rt.jobs.fetch(job_id, caller=Caller.service())
        assert (job.state, job.attempts) == (JobState.DONE, 2)
        assert time.monotonic() - began < RECOVERY_SECONDS


class TestQueueLost:
    def test_no_job_is_lost_with_redis_memory(self, fragile: Fragile) -> None:
        fragile.signal("worker", signal.SIGSTOP)
        try:
            job_ids = [asked(fragile, name) for name in ("fraud.analyze", "insights.compute") for _ in range(3)]
            with redis.Redis.from_url(fragile.rt.settings.redis_url) as client:
                await_true(lambda: int(client.llen("jobs")) >= len(job_ids) - 2)
                client.flushall()
        finally:
            fragile.signal("worker", signal.SIGCONT)
        for job_id in job_ids:
            await_over(fragile, job_id)
            assert fragile.rt.jobs.fetch(job_id, caller=Caller.service()).state == JobState.DONE


class TestDatabaseKilled:
    def test_is_unavailable_and_then_healthy_and_never_an_error(self, fragile: Fragile) -> None:
        assert fragile.insights().status_code == 200
        fragile.signal("postgres", signal.SIGKILL)
        seen = [fragile.insights().status_code]
        await_true(lambda: answers(fragile))
        back = time.monotonic()
        while seen[-1] != 200:
            seen.append(fragile.insights().status_code)
            assert time.monotonic() - back < 2.0, seen
        assert set(seen) <= {200, 503}


class TestRedisHanging:
    def test_answers_go_on_old_and_new(self, fragile: Fragile) -> None:
        assert fragile.insights().status_code == 200
        fragile.signal("redis-server", signal.SIGSTOP)
        try:
            assert [fragile.insights().status_code for _ in range(10)] == [200] * 10
            fragile.change_books()
            fresh = fragile.fresh_insights()
            assert (fresh.status_code, b'"stale": true' in fresh.content) == (200, False)
        finally:
            fragile.signal("redis-server", signal.SIGCONT)


@contextmanager
def held(fragile: Fragile, table: str) -> Iterator[None]:
    """Nobody can read `table` within the block: a job that needs it does not get on."""
    with psycopg.connect(fragile.rt.settings.database_url) as connection:
        connection.execute(f"lock table {table} in access exclusive mode".encode())
        yield


def asked(fragile: Fragile, name: str) -> UUID:
    with fragile.rt.db.transaction(Caller.service()) as tx:
        return fragile.rt.jobs.enqueue(
            tx, name, caller=Caller.service(), business_id=UUID(fragile.business_id), payload={}
        )


def answers(fragile: Fragile) -> bool:
    try:
        return bool(fragile.ask("select 1"))
    except psycopg.OperationalError:
        return False


def await_over(fragile: Fragile, job_id: UUID) -> None:
    await_true(lambda: fragile.rt.jobs.fetch(job_id, caller=Caller.service()).is_over)


def await_true(claim: Callable[[], bool]) -> None:
    until = time.monotonic() + RECOVERY_SECONDS
    while not claim():
        assert time.monotonic() < until
        time.sleep(0.1)

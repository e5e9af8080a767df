"""The sender: it never waits, never fails, and goes on after Redis was away."""

import time
from collections.abc import Callable
from uuid import uuid4

import pytest
import redis
from celery import Celery

from app.runtime.jobs.queue import LISTS, QUEUE, JobQueue
from app.runtime.runtime import Runtime
from scripts import waiting
from scripts.chaos.outages import Outage


class TestSending:
    def test_message_carries_the_id_and_nothing_else(self, queue: JobQueue, own_queue: str) -> None:
        job_id = uuid4()
        queue.send(job_id, "tests.work")
        (message,) = messages(own_queue, 1)
        assert b"tests.work" in message
        assert comes(own_queue, 1)

    def test_work_on_models_waits_behind_what_somebody_waits_for(self, queue: JobQueue, own_queue: str) -> None:
        for name in ("models.fold", "models.retrain", "tests.work"):
            queue.send(uuid4(), name)
        with redis.Redis.from_url(own_queue) as client:
            waiting.until(lambda: [client.llen(name) for name in LISTS] == [1, 2])
        with Celery(broker=own_queue).connection_for_read() as connection, connection.SimpleQueue(QUEUE) as queued:
            taken = [queued.get(timeout=5) for _ in range(3)]
            assert [message.headers["task"] for message in taken] == ["tests.work", "models.fold", "models.retrain"]
            for message in taken:
                message.ack()

    @pytest.mark.parametrize("fault", ["freeze", "kill"])
    def test_asker_never_waits_and_later_messages_arrive(
        self, queue: JobQueue, own_redis: Outage, own_queue: str, fault: str
    ) -> None:
        queue.send(uuid4(), "tests.work")
        assert comes(own_queue, 1)
        getattr(own_redis, fault)()
        began = time.monotonic()
        queue.send(uuid4(), "tests.work")
        assert time.monotonic() - began < 0.2
        time.sleep(2.5 if fault == "freeze" else 0.3)  # longer than the sender's own time-out
        revive(own_redis)

        def is_sent() -> bool:
            queue.send(uuid4(), "tests.work")
            return comes(own_queue, 2, 0.5)

        waiting.until(is_sent, what="the sending of a message")


def messages(url: str, least: int) -> list[bytes]:
    assert comes(url, least)
    with redis.Redis.from_url(url) as client:
        found: list[bytes] = client.lrange(QUEUE, 0, -1)
        return found


def comes(url: str, least: int, seconds: float = 5.0) -> bool:
    """Whether that many messages lie in the queue before the time is over."""
    with redis.Redis.from_url(url) as client:
        return waiting.came_true(lambda: client.llen(QUEUE) >= least, within=seconds)


def revive(outage: Outage) -> None:
    if outage.child.poll() is None:
        outage.thaw()
    else:
        outage.start()


@pytest.fixture
def queue(assembled: Callable[..., Runtime], own_queue: str) -> JobQueue:
    return assembled(redis_url=own_queue).queue

"""What is no message is dropped, and what stands behind it arrives."""

from uuid import uuid4

import pytest
import redis
from celery import Celery
from kombu.connection import Connection
from kombu.entity import Queue
from kombu.messaging import Consumer

from app.runtime.settings import Settings
from tasks.unreadable import Transport


class TestUnreadable:
    @pytest.mark.parametrize(
        "garbage", [b"\x00\xff", b"{}", b"[1, 2", b'{"body": 5}', b'{"properties": null}', b"5", b""]
    )
    def test_message_behind_it_arrives(self, settings: Settings, name: str, garbage: bytes) -> None:
        with Celery(broker=settings.redis_url) as sender:
            sender.send_task("tests.work", queue=name, kwargs={"number": 1}, ignore_result=True)
        with redis.Redis.from_url(settings.redis_url) as client:
            client.rpush(name, garbage)  # taken first
        found: list[str] = []
        with Connection(settings.redis_url, transport=Transport) as connection:  # type: ignore[no-untyped-call]
            queues = [Queue(name)]  # type: ignore[no-untyped-call]
            consumer = Consumer(connection, queues)  # type: ignore[no-untyped-call]
            consumer.register_callback(  # type: ignore[no-untyped-call]
                lambda _, message: found.append(message.headers["task"])
            )
            with consumer:
                for _ in range(2):
                    connection.drain_events(timeout=10)
        assert found == ["tests.work"]


@pytest.fixture
def name() -> str:
    return f"tests-{uuid4().hex}"

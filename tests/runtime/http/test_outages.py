"""Requests while a server is away: a plain answer at once, and a healthy one as soon as it is back."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import jwt
import pytest
from flask.testing import FlaskClient

from app.runtime.runtime import Runtime
from scripts.chaos.outages import Outage
from tests.runtime.http.conftest import build

Headers = Callable[..., dict[str, str]]
FIRST_SECONDS = 0.75
"""Limits and cache ask the same Redis: one finds out for both, in 0.4 s."""
LATER_SECONDS = 0.25


class TestDatabaseAway:
    def test_is_said_in_a_sentence_and_at_once(
        self, calls: FlaskClient, headers: Headers, own_postgres: Outage
    ) -> None:
        own_postgres.kill()
        began = time.monotonic()
        answer = calls.get(f"/api/v1/jobs/{uuid4()}", headers=headers())
        took = time.monotonic() - began
        assert (answer.status_code, (answer.json or {})["code"]) == (503, "database_unavailable")
        assert int(answer.headers["Retry-After"]) > 0
        assert took < 1.0

    def test_first_request_after_its_return_is_answered(
        self, calls: FlaskClient, headers: Headers, own_postgres: Outage
    ) -> None:
        own_postgres.kill()
        assert calls.get(f"/api/v1/jobs/{uuid4()}", headers=headers()).status_code == 503
        own_postgres.start()
        assert calls.get(f"/api/v1/jobs/{uuid4()}", headers=headers()).status_code == 404

    def test_health_tells_and_the_process_lives(self, calls: FlaskClient, own_postgres: Outage) -> None:
        own_postgres.kill()
        health = calls.get("/health")
        assert (health.status_code, (health.json or {})["status"]) == (503, "unhealthy")
        assert calls.get("/health/ready").status_code == 503
        assert calls.get("/health/live").status_code == 200
        assert b"ai_backend_health_status 0.0" in calls.get("/metrics").data

    @pytest.fixture
    def calls(self, assembled: Callable[..., Runtime], own_postgres: Outage) -> Iterator[FlaskClient]:
        client = build(assembled(database_url=own_postgres.url, database_timeout_seconds=1.0)).test_client()
        yield client
        if own_postgres.child.poll() is not None:
            own_postgres.start()


class TestRedisAway:
    @pytest.mark.parametrize("fault", ["freeze", "kill"])
    def test_costs_once_and_no_answer(
        self, calls: FlaskClient, headers: Headers, own_redis: Outage, fault: str
    ) -> None:
        somebody = headers()
        assert calls.get("/tests/looked-up", headers=somebody).status_code == 200
        getattr(own_redis, fault)()
        assert seconds(calls, somebody) < FIRST_SECONDS
        assert max(seconds(calls, somebody) for _ in range(20)) < LATER_SECONDS

    def test_all_who_find_out_at_once_are_answered(self, assembled: Callable[..., Runtime], headers: Headers) -> None:
        app = build(assembled(redis_url="redis://127.0.0.1:1/0"))
        somebody, gate = headers(), threading.Barrier(8)

        def status(number: int) -> int:
            gate.wait()
            return app.test_client().get("/tests/looked-up", headers=somebody).status_code

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(status, range(8))) == {200}

    def test_limits_hold_in_this_process(self, calls: FlaskClient, headers: Headers, own_redis: Outage) -> None:
        own_redis.kill()
        somebody = headers()
        statuses = [calls.get("/tests/chat", headers=somebody).status_code for _ in range(8)]
        assert 429 in statuses
        assert statuses[0] == 200

    def test_health_is_degraded_and_ready(self, calls: FlaskClient, own_redis: Outage) -> None:
        own_redis.kill()
        health = calls.get("/health")
        assert (health.status_code, (health.json or {})["status"]) == (200, "degraded")
        assert calls.get("/health/ready").status_code == 200

    @pytest.fixture
    def calls(self, assembled: Callable[..., Runtime], own_redis: Outage) -> Iterator[FlaskClient]:
        yield build(assembled(redis_url=own_redis.url, rate_limit_per_minute=60, ai_rate_limit=3)).test_client()
        if own_redis.child.poll() is None:
            own_redis.thaw()
        else:
            own_redis.start()


class TestIssuerAway:
    def test_nobody_is_signed_out_for_it(self, assembled: Callable[..., Runtime]) -> None:
        keys = {"auth_mode": "jwks", "jwks_url": "http://127.0.0.1:1/jwks.json", "jwt_issuer": "https://issuer.example"}
        calls = build(assembled(**keys)).test_client()
        token = jwt.encode({}, "any-secret-of-thirty-two-characters", headers={"kid": "any"})
        answer = calls.get("/api/v1/health", headers={"Authorization": f"Bearer {token}"})
        assert (answer.status_code, (answer.json or {})["code"]) == (503, "identity_unavailable")
        assert int(answer.headers["Retry-After"]) > 0


def seconds(calls: FlaskClient, headers: dict[str, Any]) -> float:
    began = time.monotonic()
    assert calls.get("/tests/looked-up", headers=headers).status_code == 200
    return time.monotonic() - began

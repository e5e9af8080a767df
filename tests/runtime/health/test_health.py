"""Health is measured: each part by itself, remembered for a moment, and never waited for."""

import time
from collections.abc import Callable

import pytest
from redis.exceptions import RedisError

from app.factory import create_app
from app.runtime.health import service
from app.runtime.health.probes import Probe, Unwell
from app.runtime.health.service import Finding, Health, UnknownComponent, overall
from app.runtime.runtime import Runtime
from app.values.errors import Unavailable


class TestFindings:
    def test_a_burst_of_questions_costs_one_measurement(self, rt: Runtime) -> None:
        asked: list[Runtime] = []
        health = Health(rt, {"database": noting(asked)})
        for _ in range(10):
            health.findings()
        assert len(asked) == 1

    def test_a_test_is_measured_anew(self, rt: Runtime) -> None:
        asked: list[Runtime] = []
        health = Health(rt, {"database": noting(asked)})
        assert [health.tested("database").is_healthy for _ in range(3)] == [True] * 3
        assert len(asked) == 3

    @pytest.mark.parametrize(
        ("error", "detail"),
        [
            (Unwell("no heartbeat"), "no heartbeat"),
            (Unavailable("The store is away."), "The store is away."),
            (RedisError("redis://:secret@host"), "does not answer (RedisError)"),
            (PermissionError(13, "denied", "/secret"), "does not answer (PermissionError)"),
        ],
    )
    def test_probe_that_raises_is_unwell_in_words_without_secrets(
        self, rt: Runtime, error: Exception, detail: str
    ) -> None:
        def probe(rt: Runtime) -> str:
            raise error

        (finding,) = Health(rt, {"part": probe}).findings()
        assert (finding.is_healthy, finding.detail) == (False, detail)

    def test_probe_that_hangs_is_reported_and_not_waited_for(
        self, rt: Runtime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service, "LONGEST_PROBE_SECONDS", 0.2)
        health = Health(rt, {"slow": late, "quick": lambda rt: "answers"})
        began = time.monotonic()
        slow, quick = health.findings()
        assert time.monotonic() - began < 1.5
        assert (slow.is_healthy, quick.is_healthy) == (False, True)

    def test_unknown_component_is_not_found(self, rt: Runtime) -> None:
        with pytest.raises(UnknownComponent, match="Known are: database"):
            Health(rt, {"database": lambda rt: "answers"}).tested("moon")


class TestOverall:
    @pytest.mark.parametrize(
        ("unwell", "status"),
        [((), "healthy"), (("redis",), "degraded"), (("worker", "ocr"), "degraded"), (("database",), "unhealthy")],
    )
    def test_only_what_is_required_makes_it_unhealthy(self, unwell: tuple[str, ...], status: str) -> None:
        parts = ("database", "schema", "redis", "worker", "ocr")
        assert overall(Finding(part, part not in unwell, "", 0.0) for part in parts) == status


class TestFreshDatabase:
    def test_without_a_schema_is_unhealthy_and_no_error(
        self, assembled: Callable[..., Runtime], fresh_database: str
    ) -> None:
        client = create_app(runtime=assembled(database_url=fresh_database)).test_client()
        for path in ("/health", "/health/ready", "/health/startup"):
            answer = client.get(path)
            assert (answer.status_code, (answer.json or {})["status"]) == (503, "unhealthy")


def noting(asked: list[Runtime]) -> Probe:
    def probe(rt: Runtime) -> str:
        asked.append(rt)
        return "answers"

    return probe


def late(rt: Runtime) -> str:
    time.sleep(2)
    return "late"

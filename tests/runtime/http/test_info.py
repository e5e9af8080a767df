"""What the service says of itself: /info, /health/ai, and second addresses with the rights of the first."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.factory import create_app
from app.runtime.health import parts
from app.runtime.health.parts import Part
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from app.runtime.settings import Settings
from tests import signed_in


class TestInfo:
    def test_names_version_limits_languages_and_whom_to_ask(self, told: Any) -> None:
        assert (told["version"], told["environment"], told["built_at"]) == ("7.1.0", "test", "2026-11-20T10:00:00Z")
        assert told["limits"]["largest_file_bytes"] == 10 * 1024 * 1024
        assert (told["languages"], told["support_contact"]) == (["en", "hi"], "help@example.in")
        assert "application/pdf" in told["file_types"]["documents"]

    def test_says_what_is_off_and_why(self, told: Any) -> None:
        assert told["capabilities"]["fraud_detection"] == {"enabled": False, "reason": "environment"}
        assert told["capabilities"]["nlp_invoice"] == {"enabled": True, "reason": "environment"}
        assert told["capabilities"]["gst_register"] == {"enabled": False, "reason": "environment"}

    def test_holds_no_secret_and_no_address(self, named: Flask, settings: Settings) -> None:
        page = named.test_client().get("/info").text
        for hidden in (settings.jwt_secret_key, settings.encryption_key, settings.database_url, settings.redis_url):
            assert hidden not in page

    def test_may_be_kept_for_a_minute(self, client: FlaskClient) -> None:
        assert client.get("/info").headers["Cache-Control"] == "public, max-age=60"


class TestThinking:
    def test_names_each_part_with_its_circuit(self, app: Flask) -> None:
        answer = app.test_client().get("/health/ai")
        body: Any = answer.json
        assert {"worker", "document_reader", "gst_register"} <= body["parts"].keys()
        assert body["parts"]["gst_register"] == {
            "configured": False,
            "reachable": None,
            "circuit": "closed",
            "detail": "not set up",
        }
        assert answer.status_code == (503 if body["status"] == "unhealthy" else 200)

    def test_is_measured_once_a_minute(self, app: Flask) -> None:
        first: Any = app.test_client().get("/health/ai").json
        again: Any = app.test_client().get("/health/ai").json
        assert first["timestamp"] == again["timestamp"]

    def test_models_that_do_not_load_are_named(self) -> None:
        found = list(parts.models({"fraud": "fraud-3", "cash": "cash-1"}, {"fraud": "it is torn"}))
        assert [(one.name, one.is_reachable, one.detail) for one in found] == [
            ("model_fraud", False, "it is torn"),
            ("model_cash", True, "cash-1"),
        ]

    @pytest.mark.parametrize(
        ("away", "status"), [((), "healthy"), (("gst_register",), "degraded"), (("worker", "model_a"), "unhealthy")]
    )
    def test_whole_follows_from_its_parts(self, away: tuple[str, ...], status: str) -> None:
        names = ("worker", "gst_register", "model_a")
        assert parts.overall(Part(one, True, one not in away, parts.CLOSED, "") for one in names) == status

    def test_part_that_is_not_set_up_is_not_missed(self) -> None:
        assert parts.overall([Part("gst_register", False, None, parts.CLOSED, "")]) == "healthy"


class TestAliases:
    @pytest.mark.parametrize(
        ("alias", "address"),
        [
            ("/api/status/health", "/health"),
            ("/api/status/detailed", "/health/detailed"),
            ("/api/status/metrics", "/metrics"),
        ],
    )
    def test_answer_alike_to_everybody(
        self, rt: Runtime, client: FlaskClient, caller: Callable[..., Caller], alias: str, address: str
    ) -> None:
        for who in (None, caller(), caller(is_admin=True)):
            headers = {"Authorization": f"Bearer {signed_in.token(rt, who)}"} if who else {}
            first, second = client.get(address, headers=headers), client.get(alias, headers=headers)
            assert (first.status_code, first.mimetype) == (second.status_code, second.mimetype)

    def test_figures_do_not_leave_through_a_proxy(self, client: FlaskClient) -> None:
        assert client.get("/api/status/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404


@pytest.fixture(scope="module")
def named(settings: Settings) -> Iterator[Flask]:
    """A release with a name, without its search for fraud."""
    about: dict[str, Any] = {
        "app_version": "7.1.0",
        "app_built_at": "2026-11-20T10:00:00Z",
        "support_contact": "help@example.in",
    }
    runtime = assemble(replace(settings, **about, fraud_detection_enabled=False))
    yield create_app(runtime=runtime)
    runtime.close()


@pytest.fixture
def told(named: Flask) -> Any:
    return named.test_client().get("/info").json

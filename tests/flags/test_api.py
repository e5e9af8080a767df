"""The feature-flag calls: what they answer, and what they refuse."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.factory import create_app
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from app.runtime.settings import Settings
from tests import shops, signed_in
from tests.signed_in import Person

PRELOADED = (
    "fraud_detection",
    "predictive_insights",
    "compliance_checking",
    "nlp_invoice_generation",
    "smart_notifications",
    "ml_analytics_engine",
)
INTERACTION, CONVERSION = "/feature-flags/track/interaction", "/feature-flags/track/conversion"
NAMES = ["", "a" * 101, "a\u0000b", None, 7, ["x"]]


class TestCheck:
    @pytest.mark.parametrize("name", PRELOADED)
    def test_flags_that_the_app_preloads_are_on(self, phone: Person, name: str) -> None:
        body = phone.post("/feature-flags/check", {"feature_name": name, "user_id": phone.id}).json
        assert (body["feature_name"], body["enabled"], body["variant"]) == (name, True, None)
        assert body["metadata"]["reason"] == "environment"

    def test_unknown_flag_is_off(self, phone: Person) -> None:
        answered = phone.post("/feature-flags/check", {"feature_name": "time travel 🙂", "user_id": phone.id})
        assert answered.status_code == 200
        assert answered.json["enabled"] is False
        assert answered.json["metadata"] == {"reason": "unknown_flag"}

    def test_somebody_else_is_not_told(self, phone: Person) -> None:
        answered = phone.post("/feature-flags/check", {"feature_name": "fraud_detection", "user_id": str(uuid4())})
        assert (answered.status_code, answered.json["code"]) == (403, "other_user")

    @pytest.mark.parametrize("name", NAMES)
    def test_name_that_is_none_is_refused(self, phone: Person, name: Any) -> None:
        assert phone.post("/feature-flags/check", {"feature_name": name, "user_id": phone.id}).status_code == 422

    def test_unknown_field_is_refused(self, phone: Person) -> None:
        body = {"feature_name": "fraud_detection", "user_id": phone.id, "enabled": True}
        assert phone.post("/feature-flags/check", body).status_code == 422


class TestList:
    def test_all_flags_are_listed(self, phone: Person) -> None:
        flags = phone.get("/flags").json["flags"]
        assert set(PRELOADED) <= {flag["feature_name"] for flag in flags}
        assert all(isinstance(flag["enabled"], bool) for flag in flags)


class TestTrack:
    @pytest.mark.parametrize(
        ("path", "told"), [(INTERACTION, {"interaction_type": "opened"}), (CONVERSION, {"conversion_value": 12.5})]
    )
    def test_report_is_taken_and_its_repeat_too(self, phone: Person, path: str, told: dict[str, Any]) -> None:
        body = {"feature_name": "fraud_detection", "user_id": phone.id, **told}
        first, second = phone.post(path, body), phone.post(path, body)
        assert (first.status_code, first.json) == (200, {"status": "recorded", "repeated": False})
        assert (second.status_code, second.json) == (200, {"status": "recorded", "repeated": True})

    def test_somebody_else_is_not_reported(self, phone: Person) -> None:
        body = {"feature_name": "x", "user_id": str(uuid4()), "interaction_type": "opened"}
        assert phone.post(INTERACTION, body).status_code == 403

    @pytest.mark.parametrize("value", [None, "1", True, [], 1e16, -1e300, float("nan"), float("inf"), 10**400])
    def test_value_that_is_no_number_is_refused(self, phone: Person, value: Any) -> None:
        body = {"feature_name": "x", "user_id": phone.id, "conversion_value": value}
        answered = phone.post(CONVERSION, body)
        assert answered.status_code in (400, 422)
        assert answered.json["message"]

    @pytest.mark.parametrize("value", [0, -3, 1e-320, 999_999_999_999_999, 0.1])
    def test_any_honest_number_is_kept(self, phone: Person, value: float) -> None:
        body = {"feature_name": "x", "user_id": phone.id, "conversion_value": value}
        assert phone.post(CONVERSION, body).status_code == 200

    @pytest.mark.parametrize("name", NAMES)
    def test_type_that_is_none_is_refused(self, phone: Person, name: Any) -> None:
        body = {"feature_name": "x", "user_id": phone.id, "interaction_type": name}
        assert phone.post(INTERACTION, body).status_code == 422


class TestKillSwitch:
    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("/fraud/analyze", {"business_id": shops.NOBODYS}),
            ("/compliance/check", {"invoice_id": shops.NOBODYS}),
            ("/generate/text", {"prompt": "sales", "context": {}}),
        ],
    )
    def test_analyses_are_away_until_switched_on(self, disabled: Person, path: str, body: dict[str, Any]) -> None:
        answered = disabled.post(path, body)
        assert (answered.status_code, answered.json["code"]) == (503, "ai_disabled")
        assert answered.json["message"].startswith("AI temporarily unavailable")

    def test_flags_say_so_and_the_rest_goes_on(self, disabled: Person) -> None:
        body = disabled.post("/feature-flags/check", {"feature_name": "fraud_detection", "user_id": disabled.id}).json
        assert (body["enabled"], body["metadata"]["reason"]) == (False, "ai_disabled")
        assert disabled.get("/models/performance").status_code == 200


@pytest.fixture(scope="module")
def application_without_ai(settings: Settings) -> Iterator[Flask]:
    runtime = assemble(replace(settings, ai_enabled=False))
    yield create_app(runtime=runtime)
    runtime.close()


@pytest.fixture
def disabled(rt: Runtime, application_without_ai: Flask, caller: Callable[..., Caller]) -> Person:
    """Somebody whose service has its analyses switched off."""
    return signed_in.person(rt, application_without_ai.test_client(), caller())


@pytest.fixture
def phone(rt: Runtime, client: FlaskClient, caller: Callable[..., Caller]) -> Person:
    return signed_in.person(rt, client, caller())

"""The feature-flag calls, as the app makes them when it starts and while it is used."""

from typing import Any
from uuid import uuid4

import httpx
import jwt
import pytest

from tests.running import System

CHECK = "/api/v1/feature-flags/check"
INTERACTION = "/api/v1/feature-flags/track/interaction"
CONVERSION = "/api/v1/feature-flags/track/conversion"
PRELOADED = (
    "fraud_detection",
    "predictive_insights",
    "compliance_checking",
    "nlp_invoice_generation",
    "smart_notifications",
    "ml_analytics_engine",
)


class TestCheck:
    @pytest.mark.parametrize("name", PRELOADED)
    def test_preloaded_flag_has_every_key(self, api: httpx.Client, user_id: str, name: str) -> None:
        answered = api.post(CHECK, json={"feature_name": name, "user_id": user_id})
        body = answered.json()
        assert answered.status_code == 200
        assert (body["feature_name"], body["enabled"]) == (name, True)
        assert isinstance(body["metadata"], dict)

    def test_unknown_flag_is_off(self, api: httpx.Client, user_id: str) -> None:
        body = api.post(CHECK, json={"feature_name": "time_travel", "user_id": user_id}).json()
        assert body["enabled"] is False

    def test_flag_of_somebody_else_is_refused(self, api: httpx.Client) -> None:
        answered = api.post(CHECK, json={"feature_name": "fraud_detection", "user_id": str(uuid4())})
        assert answered.status_code == 403
        assert answered.json()["message"]

    def test_all_flags_are_listed(self, api: httpx.Client) -> None:
        flags = api.get("/api/v1/flags").json()["flags"]
        assert set(PRELOADED) <= {flag["feature_name"] for flag in flags}


class TestTrack:
    @pytest.mark.parametrize(
        ("path", "told"), [(INTERACTION, {"interaction_type": "opened"}), (CONVERSION, {"conversion_value": 1})]
    )
    def test_report_is_taken_and_its_repeat_counts_once(
        self, api: httpx.Client, user_id: str, path: str, told: dict[str, Any]
    ) -> None:
        body = {"feature_name": f"feature {uuid4()}", "user_id": user_id, **told}
        answers = [api.post(path, json=body) for _ in range(3)]
        assert [answered.status_code for answered in answers] == [200, 200, 200]
        assert [answered.json()["repeated"] for answered in answers] == [False, True, True]

    @pytest.mark.parametrize(
        ("path", "told"),
        [(INTERACTION, {}), (INTERACTION, {"interaction_type": ""}), (CONVERSION, {"conversion_value": "much"})],
    )
    def test_what_is_no_report_is_refused_in_a_sentence(
        self, api: httpx.Client, user_id: str, path: str, told: dict[str, Any]
    ) -> None:
        answered = api.post(path, json={"feature_name": "x", "user_id": user_id, **told})
        assert answered.status_code == 422
        assert answered.json()["message"]

    @pytest.mark.parametrize("path", [CHECK, INTERACTION, CONVERSION])
    def test_nobody_signed_in_is_sent_to_sign_in(self, server: System, path: str) -> None:
        assert httpx.post(server.url + path, json={}).status_code == 401


@pytest.fixture(scope="session")
def user_id(server: System) -> str:
    claims = jwt.decode(server.demo["access_token"], options={"verify_signature": False})
    return str(claims["sub"])

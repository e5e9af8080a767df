"""The fraud calls on the running system, as the phone app makes them and decodes the answers."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests import shops
from tests.running import System

ANALYZE, ALERTS = "/api/v1/fraud/analyze", "/api/v1/fraud/alerts"
EXCEPTIONS = "/api/v1/fraud/exceptions"
TYPES = {"duplicate_invoice", "payment_mismatch", "suspicious_pattern", "duplicate_supplier_bill"}


class TestAnalyze:
    def test_answer_has_every_key_and_type_that_the_app_needs(self, answer: dict[str, Any], server: System) -> None:
        assert answer["business_id"] == server.demo["business_id"]
        assert 0 <= answer["risk_score"] <= 1
        assert isinstance(answer["analysis_metadata"], dict)
        assert datetime.fromisoformat(answer["analyzed_at"]).utcoffset() is not None

    def test_says_which_learned_version_took_part_or_why_none_did(self, answer: dict[str, Any]) -> None:
        metadata = answer["analysis_metadata"]
        label = metadata["models"]["duplicate_pairs"]
        assert (label is None) == ("duplicate_pairs" in metadata.get("models_missing", {}))
        assert label is None or label in metadata["model_version"]

    def test_every_alert_has_what_its_card_shows(self, answer: dict[str, Any]) -> None:
        assert {alert["type"] for alert in answer["alerts"]} == TYPES
        for alert in answer["alerts"]:
            assert str(UUID(alert["id"])) == alert["id"]
            assert 0 <= alert["confidence_score"] <= 1
            assert alert["message"].endswith(".") and isinstance(alert["evidence"], dict)
            assert None not in alert["evidence"].values()
            assert alert["evidence"]["amount_at_risk"] >= 0 and alert["evidence"]["what_to_check"]
            assert alert["audit"] in (True, False) and alert["previous_answer"] is None
            assert datetime.fromisoformat(alert["detected_at"]).utcoffset() is not None

    def test_is_a_readable_number_and_the_rest_is_told_in_figures(
        self, api: httpx.Client, server: System, answer: dict[str, Any]
    ) -> None:
        metadata = answer["analysis_metadata"]
        assert len(answer["alerts"]) <= 20
        assert metadata["risk"]["sentence"].endswith(".")
        told = {kind: one["count"] for kind, one in metadata["digest"].items()}
        waiting = sum(one["status"] == "open" for one in answer["alerts"]) + sum(told.values())
        assert waiting == listed(api, server, status="open")["total"]
        for kind, one in metadata["digest"].items():
            assert one["sentence"].endswith(".") and one["amount"] >= 0
            assert api.get(one["href"]).json()["alerts"][0]["type"] == kind

    def test_repeated_post_makes_no_second_alert(self, api: httpx.Client, server: System) -> None:
        first = api.post(ANALYZE, json={"business_id": server.demo["business_id"]}).json()
        before = listed(api, server)["total"]
        again = api.post(ANALYZE, json={"business_id": server.demo["business_id"]}).json()
        assert {one["id"] for one in again["alerts"]} == {one["id"] for one in first["alerts"]}
        assert listed(api, server)["total"] == before


class TestAlerts:
    def test_stored_alerts_are_paged(self, api: httpx.Client, server: System, answer: dict[str, Any]) -> None:
        first, second = (listed(api, server, page=page, page_size=3)["alerts"] for page in (1, 2))
        assert len(first) == 3
        assert not {one["id"] for one in first} & {one["id"] for one in second}

    def test_answer_is_kept_and_may_be_repeated(
        self, api: httpx.Client, server: System, answer: dict[str, Any]
    ) -> None:
        alert = listed(api, server, page_size=1)["alerts"][0]
        replies = [
            api.post(f"{ALERTS}/{alert['id']}/answer", json={"answer": "not_sure", "reason": "will ask"})
            for _ in range(2)
        ]
        assert [one.status_code for one in replies] == [200, 200]
        assert replies[0].json() == replies[1].json()
        assert replies[0].json()["status"] == "not_sure"

    @pytest.mark.parametrize("sort", ["expected_loss", "confidence", "amount", "newest"])
    def test_every_order_shows_the_same_alerts(
        self, api: httpx.Client, server: System, answer: dict[str, Any], sort: str
    ) -> None:
        found = listed(api, server, page_size=100, sort=sort)
        assert len(found["alerts"]) == min(found["total"], 100)
        assert {one["id"] for one in found["alerts"]} >= {one["id"] for one in answer["alerts"]}

    def test_those_drawn_to_be_asked_about_are_marked(self, api: httpx.Client, server: System) -> None:
        for alert in listed(api, server, page_size=100, audit="true")["alerts"]:
            assert alert["audit"] is True and alert["confidence_score"] < 0.7


class TestExceptions:
    def test_party_is_fine_until_the_exception_is_removed(
        self, api: httpx.Client, server: System, answer: dict[str, Any]
    ) -> None:
        business = {"business_id": server.demo["business_id"]}
        party = next(one["evidence"]["parties"][0] for one in answer["alerts"] if len(one["evidence"]["parties"]) == 1)
        made = [api.post(EXCEPTIONS, json=business | {"party_id": party, "reason": "our branch"}) for _ in range(2)]
        assert [one.status_code for one in made] == [200, 200]
        assert made[0].json() == made[1].json()
        kept = api.get(EXCEPTIONS, params=business).json()["exceptions"]
        assert [(one["party_id"], one["type"], one["rule"]) for one in kept] == [(party, None, None)]
        again = api.post(ANALYZE, json=business).json()["alerts"]
        assert [party] not in [one["evidence"]["parties"] for one in again]
        for _ in range(2):
            assert api.delete(f"{EXCEPTIONS}/{kept[0]['id']}").status_code == 204
        back = api.post(ANALYZE, json=business).json()["alerts"]
        assert {one["id"] for one in back} == {one["id"] for one in answer["alerts"]}

    def test_of_a_stranger_do_not_exist(self, api: httpx.Client, server: System) -> None:
        stranger = {"Authorization": f"Bearer {server.demo['other_access_token']}"}
        business = {"business_id": server.demo["business_id"]}
        assert_error(api.get(EXCEPTIONS, params=business, headers=stranger), 404)
        assert_error(api.post(EXCEPTIONS, json=business | {"party_id": str(uuid4())}, headers=stranger), 404)
        assert_error(api.post(EXCEPTIONS, json=business | {"party_id": str(uuid4())}), 404)


class TestErrors:
    def test_business_of_another_owner_does_not_exist(
        self, api: httpx.Client, server: System, answer: dict[str, Any]
    ) -> None:
        stranger = {"Authorization": f"Bearer {server.demo['other_access_token']}"}
        business = {"business_id": server.demo["business_id"]}
        alert = answer["alerts"][0]["id"]
        assert_error(api.post(ANALYZE, json=business, headers=stranger), 404)
        assert_error(api.get(ALERTS, params=business, headers=stranger), 404)
        assert_error(api.post(f"{ALERTS}/{alert}/answer", json={"answer": "dismissed"}, headers=stranger), 404)

    def test_unknown_business_does_not_exist(self, api: httpx.Client) -> None:
        assert_error(api.post(ANALYZE, json={"business_id": str(uuid4())}), 404)

    def test_nobody_is_told_to_sign_in(self, server: System) -> None:
        assert_error(httpx.post(server.url + ANALYZE, json={"business_id": server.demo["business_id"]}), 401)

    @pytest.mark.parametrize("body", [{}, {"business_id": "no id"}, {"business_id": shops.NOBODYS, "x": 1}])
    def test_wrong_body_is_answered_in_a_sentence(self, api: httpx.Client, body: dict[str, Any]) -> None:
        assert_error(api.post(ANALYZE, json=body), 422)


@pytest.fixture
def answer(api: httpx.Client, server: System) -> dict[str, Any]:
    response = api.post(ANALYZE, json={"business_id": server.demo["business_id"]})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def listed(api: httpx.Client, server: System, **filters: int | str) -> dict[str, Any]:
    """A page of the demo's stored alerts."""
    response = api.get(ALERTS, params={"business_id": server.demo["business_id"], **filters})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def assert_error(response: httpx.Response, status: int) -> None:
    assert response.status_code == status
    body = response.json()
    assert body["message"][0].isupper() and body["message"].endswith((".", "!"))
    assert body.keys() == {"message", "code", "errors", "request_id"}

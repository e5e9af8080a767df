"""The fraud calls as the phone app makes them, on the web application with a real database."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops
from tests.fraud.conftest import Shop, token

ANALYZE, ALERTS = "/api/v1/fraud/analyze", "/api/v1/fraud/alerts"
EXCEPTIONS = "/api/v1/fraud/exceptions"
TYPES = {"duplicate_invoice", "payment_mismatch", "suspicious_pattern", "duplicate_supplier_bill"}


class TestAnalyze:
    def test_answers_as_the_app_decodes_it(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        answer = analyzed(client, rt, shop)
        assert answer.keys() == {"business_id", "alerts", "risk_score", "analysis_metadata", "analyzed_at"}
        assert answer["business_id"] == str(shop.business_id)
        for alert in answer["alerts"]:
            assert alert["type"] in TYPES
            assert isinstance(UUID(alert["id"]), UUID)
            assert 0 <= alert["confidence_score"] <= 1
            assert alert["message"] and isinstance(alert["evidence"], dict)
            assert "+" in alert["detected_at"]

    def test_evidence_names_the_entries(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        alerts = {one["type"]: one for one in analyzed(client, rt, shop)["alerts"]}
        evidence = alerts["duplicate_supplier_bill"]["evidence"]
        assert set(evidence["documents"]) == set(shop.bills)
        assert "same amount" in evidence["same"]
        assert "₹1,888" in alerts["duplicate_supplier_bill"]["message"]

    def test_repeated_post_gives_the_same_alerts(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        assert analyzed(client, rt, shop) == analyzed(client, rt, shop)
        assert listed(client, rt, shop)["total"] == 2

    @pytest.mark.parametrize("body", [{}, {"business_id": "17"}, {"business_id": shops.NOBODYS, "more": 1}])
    def test_what_is_missing_or_wrong_is_said(
        self, client: FlaskClient, rt: Runtime, shop: Shop, body: dict[str, Any]
    ) -> None:
        response = client.post(ANALYZE, json=body, headers=shop.headers(rt))
        assert response.status_code == 422
        assert response.get_json()["message"]

    def test_another_owner_finds_nothing(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        stranger = {"Authorization": f"Bearer {token(rt, Caller.user(uuid4()))}"}
        response = client.post(ANALYZE, json={"business_id": str(shop.business_id)}, headers=stranger)
        assert response.status_code == 404
        assert client.post(ANALYZE, json={"business_id": str(shop.business_id)}).status_code == 401


class TestAlerts:
    def test_are_paged(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        analyzed(client, rt, shop)
        pages = [listed(client, rt, shop, page=page, page_size=1) for page in (1, 2, 3)]
        assert [len(page["alerts"]) for page in pages] == [1, 1, 0]
        assert {page["total"] for page in pages} == {2}
        (first,), (second,) = pages[0]["alerts"], pages[1]["alerts"]
        assert expected_loss(first) >= expected_loss(second)

    @pytest.mark.parametrize(
        ("sort", "key"),
        [
            ("confidence", lambda one: -one["confidence_score"]),
            ("amount", lambda one: -one["evidence"]["amount_at_risk"]),
            ("expected_loss", lambda one: -expected_loss(one)),
            ("newest", lambda one: one["detected_at"]),
        ],
    )
    def test_come_in_the_order_asked_for(
        self, client: FlaskClient, rt: Runtime, shop: Shop, sort: str, key: Callable[[Mapping[str, Any]], Any]
    ) -> None:
        analyzed(client, rt, shop)
        found = listed(client, rt, shop, sort=sort)["alerts"]
        assert found == sorted(found, key=key)

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            ({"type": "payment_mismatch"}, 1),
            ({"type": "suspicious_pattern"}, 0),
            ({"status": "open"}, 2),
            ({"status": "dismissed"}, 0),
            ({"min_confidence": 1}, 0),
            ({"audit": "true"}, 0),
            ({"audit": "false"}, 2),
        ],
    )
    def test_are_filtered(
        self, client: FlaskClient, rt: Runtime, shop: Shop, filters: dict[str, Any], expected: int
    ) -> None:
        analyzed(client, rt, shop)
        assert listed(client, rt, shop, **filters)["total"] == expected

    def test_unknown_filter_is_refused(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        query = {"business_id": str(shop.business_id), "status": "lost"}
        assert client.get(ALERTS, query_string=query, headers=shop.headers(rt)).status_code == 422


class TestAnswer:
    def test_is_kept_and_may_be_repeated(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        alert = analyzed(client, rt, shop)["alerts"][0]
        body = {"answer": "dismissed", "reason": "two deliveries"}
        address = f"{ALERTS}/{alert['id']}/answer"
        first = client.post(address, json=body, headers=shop.headers(rt))
        assert first.status_code == 200
        assert (first.get_json()["status"], first.get_json()["answer_reason"]) == ("dismissed", "two deliveries")
        assert client.post(address, json=body, headers=shop.headers(rt)).json == first.json
        assert alert["id"] not in {one["id"] for one in analyzed(client, rt, shop)["alerts"]}

    def test_of_a_stranger_finds_no_alert(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        alert = analyzed(client, rt, shop)["alerts"][0]
        stranger = {"Authorization": f"Bearer {token(rt, Caller.user(uuid4()))}"}
        response = client.post(f"{ALERTS}/{alert['id']}/answer", json={"answer": "dismissed"}, headers=stranger)
        assert response.status_code == 404

    @pytest.mark.parametrize("body", [{}, {"answer": "maybe"}, {"answer": "confirmed", "reason": "x" * 501}])
    def test_wrong_answer_is_refused(self, client: FlaskClient, rt: Runtime, shop: Shop, body: dict[str, Any]) -> None:
        response = client.post(f"{ALERTS}/{uuid4()}/answer", json=body, headers=shop.headers(rt))
        assert response.status_code == 422


class TestExceptions:
    def test_are_made_listed_and_removed(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        party = shop.content["businesses"][0]["parties"][0]["id"]
        body = {"business_id": str(shop.business_id), "party_id": party, "type": "payment_mismatch"}
        made, again = (client.post(EXCEPTIONS, json=body, headers=shop.headers(rt)) for _ in range(2))
        assert made.status_code == again.status_code == 200
        assert made.json == again.json
        query = {"business_id": str(shop.business_id)}
        kept = client.get(EXCEPTIONS, query_string=query, headers=shop.headers(rt)).get_json()
        assert kept == {"exceptions": [made.get_json()]}
        assert (kept["exceptions"][0]["party_name"], kept["exceptions"][0]["rule"]) == ("Shree Marketing", None)
        assert [one["type"] for one in analyzed(client, rt, shop)["alerts"]] == ["duplicate_supplier_bill"]
        for _ in range(2):
            gone = client.delete(f"{EXCEPTIONS}/{made.get_json()['id']}", headers=shop.headers(rt))
            assert (gone.status_code, gone.data) == (204, b"")
        assert len(analyzed(client, rt, shop)["alerts"]) == 2

    def test_dismissed_for_ever(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        alert = analyzed(client, rt, shop)["alerts"][0]
        address = f"{ALERTS}/{alert['id']}/answer"
        refused = client.post(address, json={"answer": "confirmed", "always": True}, headers=shop.headers(rt))
        assert (refused.status_code, refused.get_json()["code"]) == (422, "always_needs_dismissal")
        taken = client.post(address, json={"answer": "dismissed", "always": True}, headers=shop.headers(rt))
        assert taken.get_json()["status"] == "dismissed"
        query = {"business_id": str(shop.business_id)}
        (kept,) = client.get(EXCEPTIONS, query_string=query, headers=shop.headers(rt)).get_json()["exceptions"]
        assert (kept["type"], kept["rule"]) == (alert["type"], alert["evidence"]["rule"])

    @pytest.mark.parametrize(
        ("body", "status"),
        [({"party_id": "x"}, 422), ({"party_id": shops.NOBODYS}, 404), ({"party_id": shops.NOBODYS, "rule": "x"}, 422)],
    )
    def test_what_is_wrong_is_said(
        self, client: FlaskClient, rt: Runtime, shop: Shop, body: dict[str, Any], status: int
    ) -> None:
        sent = {"business_id": str(shop.business_id)} | body
        response = client.post(EXCEPTIONS, json=sent, headers=shop.headers(rt))
        assert response.status_code == status
        assert response.get_json()["message"]


def analyzed(client: FlaskClient, rt: Runtime, shop: Shop) -> Mapping[str, Any]:
    """The analysis of the shop as its owner gets it."""
    response = client.post(ANALYZE, json={"business_id": str(shop.business_id)}, headers=shop.headers(rt))
    assert response.status_code == 200, response.json
    answer: Mapping[str, Any] = response.get_json()
    return answer


def expected_loss(alert: Mapping[str, Any]) -> float:
    """Rupees that are lost on average."""
    return float(alert["confidence_score"] * alert["evidence"]["amount_at_risk"])


def listed(client: FlaskClient, rt: Runtime, shop: Shop, **filters: Any) -> Mapping[str, Any]:
    """A page of the shop's alerts."""
    query = {"business_id": str(shop.business_id), **filters}
    response = client.get(ALERTS, query_string=query, headers=shop.headers(rt))
    assert response.status_code == 200, response.json
    answer: Mapping[str, Any] = response.get_json()
    return answer

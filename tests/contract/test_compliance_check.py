"""POST /api/v1/compliance/check on the running system, as the phone app makes it and decodes the answer."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests import shops
from tests.running import System

PATH = "/api/v1/compliance/check"
TYPES = {"gst_mismatch", "missing_gstin", "tax_calculation_error", "incomplete_invoice_data", "warning"}
STATUSES = {"compliant", "issues_found", "critical_issues", "warning", "unknown"}
SEVERITIES = {"low", "medium", "high", "critical"}


class TestCheck:
    def test_answer_has_every_key_and_type_that_the_app_needs(self, answer: dict[str, Any], server: System) -> None:
        assert answer["invoice_id"] == server.demo["invoice_id"]
        assert answer["overall_status"] in STATUSES
        assert datetime.fromisoformat(answer["last_checked"]).utcoffset() is not None
        assert isinstance(answer["issues"], list)

    def test_every_issue_has_what_its_card_shows(self, answer: dict[str, Any]) -> None:
        assert answer["issues"]
        for issue in answer["issues"]:
            assert str(UUID(issue["id"])) == issue["id"]
            assert issue["type"] in TYPES
            assert issue["severity"] in SEVERITIES
            assert issue["description"] and issue["plain_language_explanation"]
            assert issue["suggested_fixes"] and all(isinstance(fix, str) for fix in issue["suggested_fixes"])

    def test_faults_of_the_shown_invoice_are_all_told(self, answer: dict[str, Any]) -> None:
        assert {issue["type"] for issue in answer["issues"]} == {
            "gst_mismatch",
            "tax_calculation_error",
            "incomplete_invoice_data",
        }

    def test_repeated_post_gives_the_same_answer(self, api: httpx.Client, answer: dict[str, Any]) -> None:
        assert api.post(PATH, json={"invoice_id": answer["invoice_id"]}).json() == answer


class TestErrors:
    def test_invoice_of_another_owner_does_not_exist(self, api: httpx.Client, server: System) -> None:
        stranger = {"Authorization": f"Bearer {server.demo['other_access_token']}"}
        response = api.post(PATH, json={"invoice_id": server.demo["invoice_id"]}, headers=stranger)
        assert_error(response, 404)

    def test_unknown_invoice_does_not_exist(self, api: httpx.Client) -> None:
        assert_error(api.post(PATH, json={"invoice_id": str(uuid4())}), 404)

    def test_nobody_is_told_to_sign_in(self, api: httpx.Client, server: System) -> None:
        assert_error(httpx.post(server.url + PATH, json={"invoice_id": server.demo["invoice_id"]}), 401)

    @pytest.mark.parametrize(
        "body", [{}, {"invoice_id": "no id"}, {"invoice_id": 7}, {"invoice_id": shops.NOBODYS, "x": 1}]
    )
    def test_wrong_body_is_answered_in_a_sentence(self, api: httpx.Client, body: dict[str, Any]) -> None:
        assert_error(api.post(PATH, json=body), 422)


@pytest.fixture
def answer(api: httpx.Client, server: System) -> dict[str, Any]:
    response = api.post(PATH, json={"invoice_id": server.demo["invoice_id"]})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def assert_error(response: httpx.Response, status: int) -> None:
    assert response.status_code == status
    body = response.json()
    assert body["message"][0].isupper() and body["message"].endswith((".", "!"))
    assert body.keys() == {"message", "code", "errors", "request_id"}

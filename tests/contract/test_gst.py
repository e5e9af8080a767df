"""POST /api/v1/gst/<call> on the running system, as an integrator makes it."""

from typing import Any

import httpx
import pytest

from tests.running import System

RIGHT = "24AANFA2641L1ZF"
QUESTIONS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("gstin", {"gstin": "24aanfa 2641L1ZF"}, {"valid": True, "normalized": RIGHT, "state_code": "24"}),
    ("gstin", {"gstin": "39ABCFR5521K1ZX"}, {"valid": False, "reason": "state_code"}),
    ("invoice-number", {"number": "INV/25-26/0001"}, {"valid": True, "e_invoice_ok": True, "reason": None}),
    ("invoice-number", {"number": "INV–2025"}, {"valid": False, "reason": "characters"}),
]


class TestCalls:
    @pytest.mark.parametrize(("call", "question", "expected"), QUESTIONS)
    def test_answer_has_what_the_contract_names(
        self, api: httpx.Client, call: str, question: dict[str, Any], expected: dict[str, Any]
    ) -> None:
        answer = api.post(f"/api/v1/gst/{call}", json=question)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert {key: body[key] for key in expected} == expected
        assert all(isinstance(source, str) and source for source in body["sources"]) and body["sources"]
        assert "valid_from" in body and "valid_to" in body

    @pytest.mark.parametrize(("call", "question", "expected"), QUESTIONS)
    def test_many_are_answered_as_one_is(
        self, api: httpx.Client, call: str, question: dict[str, Any], expected: dict[str, Any]
    ) -> None:
        one = api.post(f"/api/v1/gst/{call}", json=question).json()
        many = api.post(f"/api/v1/gst/{call}", json={"questions": [question, question]})
        assert many.json() == {"answers": [one, one]}


class TestErrors:
    def test_nobody_is_told_to_sign_in(self, server: System) -> None:
        assert_error(httpx.post(f"{server.url}/api/v1/gst/gstin", json={"gstin": RIGHT}), 401)

    def test_only_post_is_taken(self, api: httpx.Client) -> None:
        assert_error(api.get("/api/v1/gst/gstin"), 405)

    def test_unknown_call_is_nowhere(self, api: httpx.Client) -> None:
        assert_error(api.post("/api/v1/gst/horoscope", json={}), 404)

    def test_broken_json_is_told(self, api: httpx.Client) -> None:
        headers = {"Content-Type": "application/json"}
        assert_error(api.post("/api/v1/gst/gstin", content=b'{"gstin": ', headers=headers), 400)

    def test_wrong_field_of_one_of_many_is_named(self, api: httpx.Client) -> None:
        answer = api.post("/api/v1/gst/gstin", json={"questions": [{"gstin": RIGHT}, {"gstin": 7}]})
        assert_error(answer, 422)
        assert list(answer.json()["errors"]) == ["questions.1.gstin"]


def assert_error(response: httpx.Response, status: int) -> None:
    assert response.status_code == status
    body = response.json()
    assert body["message"][0].isupper() and body["message"].endswith((".", "!"))
    assert body.keys() == {"message", "code", "errors", "request_id"}

"""One shape for every error, wherever it comes from, and no word of a library in it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Headers = Callable[..., dict[str, str]]
JSON = "application/json"
NOBODYS = "0d9a6d54-6b1c-4f0e-9a57-3c2f7d1e8b46"  # one for all: every process that shares the tests calls them the same
OF_A_LIBRARY = (
    "Traceback",
    "werkzeug",
    "marshmallow",
    "psycopg",
    "sqlalchemy",
    "RuntimeError",
    "inside",
    "<html",
    "<!doctype",
)

CASES: list[tuple[str, str, dict[str, Any], int, str]] = [
    ("GET", "/nowhere", {}, 404, "not_found"),
    ("GET", "/api/v1/jobs/no-uuid", {}, 404, "not_found"),
    ("GET", f"/api/v1/jobs/{NOBODYS}", {}, 404, "job_not_found"),
    ("DELETE", "/tests/notes", {}, 405, "method_not_allowed"),
    ("PATCH", "/health/live", {}, 405, "method_not_allowed"),
    ("POST", "/tests/notes", {"data": "{", "content_type": JSON}, 400, "bad_request"),
    ("POST", "/tests/notes", {"data": b"\xff\xfe", "content_type": JSON}, 400, "bad_request"),
    ("POST", "/tests/notes", {"data": "[" * 100_000, "content_type": JSON}, 400, "bad_request"),
    ("POST", "/tests/notes", {"data": "text=a", "content_type": "text/plain"}, 415, "unsupported_media_type"),
    ("POST", "/tests/notes", {"data": {"text": "a"}}, 415, "unsupported_media_type"),
    ("POST", "/tests/notes", {"data": "<a/>", "content_type": "application/xml"}, 415, "unsupported_media_type"),
    ("POST", "/tests/notes", {}, 422, "invalid"),
    ("POST", "/tests/notes", {"data": "", "content_type": JSON}, 422, "invalid"),
    ("POST", "/tests/notes", {"json": {}}, 422, "invalid"),
    ("POST", "/tests/notes", {"json": []}, 422, "invalid"),
    ("POST", "/tests/notes", {"json": 7}, 422, "invalid"),
    ("POST", "/tests/notes", {"json": None}, 422, "invalid"),
    ("POST", "/tests/notes", {"json": {"text": "a", "txet": "b"}}, 422, "invalid"),
    ("POST", "/tests/notes", {"json": {"text": "a" * 21}}, 422, "invalid"),
    ("POST", "/tests/notes", {"json": {"text": "a\x00"}}, 422, "invalid"),
    ("POST", "/tests/notes", {"data": b'{"text": "\\ud800"}', "content_type": JSON}, 422, "invalid"),
    ("POST", "/tests/notes", {"json": {"text": "a", "amount": "7"}}, 422, "invalid"),
    ("POST", "/tests/notes", {"data": '{"text": "a", "amount": NaN}', "content_type": JSON}, 422, "invalid"),
    ("POST", "/tests/notes", {"data": '{"text": "a", "amount": 1e999}', "content_type": JSON}, 422, "invalid"),
    ("POST", "/tests/notes", {"data": b"x" * 30_000_000, "content_type": JSON}, 413, "too_large"),
    ("GET", "/tests/broken", {}, 500, "internal_error"),
]


class TestShape:
    @pytest.mark.parametrize(("method", "path", "sent", "status", "code"), CASES)
    def test_every_error_has_it(
        self, calls: FlaskClient, headers: Headers, method: str, path: str, sent: dict[str, Any], status: int, code: str
    ) -> None:
        answer = calls.open(path, method=method, headers=headers(), **sent)
        assert (answer.status_code, body(answer)["code"]) == (status, code)

    @pytest.mark.parametrize("path", ["/tests/broken", "/api/v1/health", f"/api/v1/jobs/{NOBODYS}", "/health/detailed"])
    def test_nobody_is_told_to_sign_in(self, calls: FlaskClient, path: str) -> None:
        answer = calls.get(path)
        assert (answer.status_code, body(answer)["code"]) == (401, "unauthorized")
        assert answer.headers["WWW-Authenticate"] == "Bearer"

    def test_unknown_address_needs_no_token_to_be_unknown(self, calls: FlaskClient) -> None:
        assert calls.get("/nowhere").status_code == 404

    def test_wrong_method_is_told_the_right_ones(self, calls: FlaskClient, headers: Headers) -> None:
        assert "POST" in calls.get("/tests/notes", headers=headers()).headers["Allow"]

    def test_unknown_field_is_named(self, calls: FlaskClient, headers: Headers) -> None:
        answer = calls.post("/tests/notes", json={"text": "a", "txet": "b"}, headers=headers())
        assert body(answer)["errors"] == {"txet": ["This service does not know it."]}
        assert "txet" in body(answer)["message"]

    def test_money_comes_and_goes_as_a_number_of_two_decimals(self, calls: FlaskClient, headers: Headers) -> None:
        answer = calls.post("/tests/notes", json={"text": "a", "amount": 0.1}, headers=headers())
        assert answer.json and answer.json["amount"] == 0.1
        wrong = calls.post("/tests/notes", json={"text": "a", "amount": True}, headers=headers())
        assert body(wrong)["errors"]["amount"]


class TestRights:
    @pytest.mark.parametrize("path", ["/tests/admin", "/health/detailed", "/health/dependencies"])
    def test_admin_views_are_for_admins(self, calls: FlaskClient, headers: Headers, path: str) -> None:
        refused = calls.get(path, headers=headers())
        assert (refused.status_code, body(refused)["code"]) == (403, "forbidden")
        assert calls.get(path, headers=headers(is_admin=True)).status_code in (200, 503)

    @pytest.mark.parametrize("path", ["/tests/admin", "/tests/notes", "/api/v1/health", "/health/detailed"])
    def test_browsers_may_ask_what_is_allowed_without_a_token(self, calls: FlaskClient, path: str) -> None:
        answer = calls.options(path)
        assert answer.status_code == 200
        assert "Allow" in answer.headers

    def test_head_is_answered_like_get(self, calls: FlaskClient) -> None:
        answer = calls.head("/health/live")
        assert (answer.status_code, answer.data) == (200, b"")


def body(answer: TestResponse) -> dict[str, Any]:
    """The error's body, which has every key and no word of a library."""
    found: dict[str, Any] = json.loads(answer.data)
    assert found.keys() == {"message", "code", "errors", "request_id"}
    assert found["message"][0].isupper() and found["message"].endswith((".", "!"))
    assert found["request_id"] == answer.headers["X-Request-ID"]
    assert not any(word.lower() in answer.text.lower() for word in OF_A_LIBRARY)
    return found

"""The error bodies of the running system: the phone can always read a sentence from them."""

import socket
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.running import System

NOBODYS = "0d9a6d54-6b1c-4f0e-9a57-3c2f7d1e8b46"  # one for all: every process that shares the tests calls them the same
INSIGHTS, CHECK = f"/api/v1/insights/{NOBODYS}", "/api/v1/compliance/check"
CASES: list[tuple[str, str, dict[str, Any], int]] = [
    ("GET", "/nowhere", {}, 404),
    ("GET", INSIGHTS, {}, 404),
    ("PUT", INSIGHTS, {}, 405),
    ("POST", CHECK, {"content": b"{", "headers": {"Content-Type": "application/json"}}, 400),
    ("POST", CHECK, {"content": b"a=b", "headers": {"Content-Type": "text/plain"}}, 415),
    ("POST", CHECK, {"content": b" " * 20_000_000, "headers": {"Content-Type": "application/json"}}, 413),
    ("POST", CHECK, {"json": {"unknown": 1}}, 422),
]


class TestErrors:
    @pytest.mark.parametrize(("method", "path", "sent", "status"), CASES)
    def test_every_one_has_a_sentence(
        self, api: httpx.Client, method: str, path: str, sent: dict[str, Any], status: int
    ) -> None:
        assert_error(api.request(method, path, **sent), status)

    @pytest.mark.parametrize("token", ["", "Bearer", "Bearer garbage", "Basic YTpi"])
    def test_stranger_is_told_to_sign_in(self, server: System, token: str) -> None:
        headers = {"Authorization": token} if token else {}
        assert_error(httpx.get(server.url + INSIGHTS, headers=headers), 401)

    @pytest.mark.parametrize(
        ("address", "header", "status"), [("/health/live", "x" * 9_000, 431), ("/" + "x" * 5_000, "", 414)]
    )
    def test_what_the_server_refuses_before_us_has_a_sentence_too(
        self, server: System, address: str, header: str, status: int
    ) -> None:
        answer = httpx.get(server.url + address, headers={"X-Long": header})
        body = answer.json()
        assert (answer.status_code, body["code"], body["errors"], body["request_id"]) == (status, "too_large", {}, None)
        assert body["message"].endswith("too long.")

    def test_request_line_that_is_none_is_answered_without_its_text(self, server: System) -> None:
        with socket.create_connection((httpx.URL(server.url).host, httpx.URL(server.url).port or 80), 10) as line:
            line.sendall(b"<script> nonsense\r\n\r\n")
            answer = line.makefile("rb").read()
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert b"application/json" in answer and b"script" not in answer

    def test_question_of_a_browser_needs_no_token(self, server: System) -> None:
        assert httpx.options(server.url + CHECK).status_code == 200

    def test_repeated_post_with_a_key_is_answered_word_for_word(self, api: httpx.Client, server: System) -> None:
        body, headers = {"business_id": server.demo["business_id"]}, {"Idempotency-Key": uuid4().hex}
        first, again = (api.post("/api/v1/fraud/analyze", json=body, headers=headers) for _ in range(2))
        assert (first.status_code, again.status_code, again.content) == (200, 200, first.content)
        assert again.headers["Idempotent-Replayed"] == "true"


def assert_error(answer: httpx.Response, status: int) -> None:
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert body.keys() == {"message", "code", "errors", "request_id"}
    assert body["message"][0].isupper() and body["message"].endswith((".", "!"))
    assert body["request_id"] == answer.headers["X-Request-ID"]

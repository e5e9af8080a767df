"""Repeats of a POST: the same answer for the same request, and nothing done twice."""

import threading
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

Headers = Callable[..., dict[str, str]]


class TestRepeat:
    def test_is_answered_word_for_word_and_says_so(self, calls: FlaskClient, person: dict[str, str]) -> None:
        first, again = post(calls, person), post(calls, person)
        assert (first.status_code, again.status_code) == (201, 201)
        assert again.data == first.data
        assert again.headers["Content-Type"] == first.headers["Content-Type"]
        assert (again.headers["Idempotent-Replayed"], "Idempotent-Replayed" in first.headers) == ("true", False)
        assert again.headers["X-Request-ID"] != first.headers["X-Request-ID"]

    def test_without_a_key_is_done_again(self, calls: FlaskClient, headers: Headers) -> None:
        somebody = headers()
        assert post(calls, somebody).data != post(calls, somebody).data

    def test_with_another_body_is_refused(self, calls: FlaskClient, person: dict[str, str]) -> None:
        post(calls, person)
        refused = calls.post("/tests/notes", json={"text": "other"}, headers=person)
        assert (refused.status_code, (refused.json or {})["code"]) == (422, "idempotency_key_reused")

    def test_of_somebody_else_is_their_own(self, calls: FlaskClient, person: dict[str, str], headers: Headers) -> None:
        other = headers(Idempotency_Key=person["Idempotency-Key"])
        assert post(calls, person).data != post(calls, other).data

    def test_at_another_address_is_another_request(self, calls: FlaskClient, person: dict[str, str]) -> None:
        post(calls, person)
        assert "Idempotent-Replayed" not in calls.post("/tests/status/200", headers=person).headers

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 415, 422, 429, 500, 503])
    def test_of_an_error_tries_again(self, calls: FlaskClient, person: dict[str, str], status: int) -> None:
        first, again = (calls.post(f"/tests/status/{status}", headers=person) for _ in range(2))
        assert first.data != again.data
        assert "Idempotent-Replayed" not in again.headers

    @pytest.mark.parametrize("status", [200, 201, 202, 204])
    def test_of_a_success_does_not(self, calls: FlaskClient, person: dict[str, str], status: int) -> None:
        first, again = (calls.post(f"/tests/status/{status}", headers=person) for _ in range(2))
        assert (first.data, first.status_code) == (again.data, again.status_code)

    def test_while_the_first_is_under_way_is_a_conflict(self, probed: Flask, person: dict[str, str]) -> None:
        found: list[TestResponse] = []
        gate = threading.Barrier(4)

        def call() -> None:
            gate.wait()
            found.append(probed.test_client().post("/tests/notes", json={"text": "slow"}, headers=person))

        threads = [threading.Thread(target=call) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answer.status_code for answer in found) == [201, 409, 409, 409]
        assert {(answer.json or {})["code"] for answer in found if answer.status_code == 409} == {"request_in_progress"}

    @pytest.mark.parametrize("key", ["", "x" * 201, "with blank", "é"])
    def test_with_a_useless_key_is_refused(self, calls: FlaskClient, headers: Headers, key: str) -> None:
        assert post(calls, headers(Idempotency_Key=key)).status_code == 422

    def test_get_takes_no_notice(self, calls: FlaskClient, person: dict[str, str]) -> None:
        answers = [calls.get("/tests/long", headers=person) for _ in range(2)]
        assert all("Idempotent-Replayed" not in answer.headers for answer in answers)

    def test_compressed_answer_is_repeated_to_whoever_takes_it_plain(
        self, calls: FlaskClient, person: dict[str, str]
    ) -> None:
        packed = {**person, "Accept-Encoding": "gzip"}
        assert post(calls, packed).status_code == post(calls, person).status_code == 201
        assert post(calls, person).json


class TestAge:
    @pytest.mark.parametrize(
        ("assignment", "is_taken_over"),
        [
            ("created_at = now() - interval '25 hours'", True),
            ("created_at = now() - interval '23 hours'", False),
            ("state = 'in_flight', created_at = now() - interval '61 seconds'", True),
        ],
    )
    def test_old_key_may_be_used_anew(
        self, calls: FlaskClient, person: dict[str, str], engine: Engine, assignment: str, is_taken_over: bool
    ) -> None:
        first = post(calls, person)
        with engine.begin() as connection:
            statement = f"update idempotency_keys set {assignment} where key = :key"
            connection.execute(text(statement), {"key": person["Idempotency-Key"]})
        assert (post(calls, person).data != first.data) is is_taken_over


def post(calls: FlaskClient, headers: dict[str, str], **changes: Any) -> TestResponse:
    return calls.post("/tests/notes", json={"text": "a"} | changes, headers=headers)


@pytest.fixture
def person(headers: Headers) -> dict[str, str]:
    """The headers of somebody who sends a key."""
    return headers(Idempotency_Key=uuid4().hex)

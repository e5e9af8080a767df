"""How often one user may ask, and what who asks too often is told."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.runtime.runtime import Runtime
from app.runtime.settings import Settings
from tests.runtime.http.conftest import build


class TestLimits:
    def test_who_asks_too_often_is_told_so_plainly_and_when_to_come_back(self, hurried: FlaskClient) -> None:
        answers = [hurried.get("/openapi.json") for _ in range(5)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
        assert answers[-1].json is not None
        assert answers[-1].json["code"] == "too_many_requests"
        assert int(answers[-1].headers["Retry-After"]) > 0

    def test_probes_are_never_refused(self, hurried: FlaskClient) -> None:
        assert {hurried.get("/health/live").status_code for _ in range(9)} == {200}

    def test_users_are_counted_one_by_one(
        self, assembled: Callable[..., Runtime], headers: Callable[..., dict[str, str]]
    ) -> None:
        calls, first, second = build(assembled(rate_limit_per_minute=3)).test_client(), headers(), headers()
        assert statuses(calls, "/tests/long", first, 4) == [200, 200, 200, 429]
        assert statuses(calls, "/tests/long", second, 1) == [200]

    def test_questions_in_words_have_an_account_of_their_own(
        self, assembled: Callable[..., Runtime], headers: Callable[..., dict[str, str]]
    ) -> None:
        calls, somebody = build(assembled(ai_rate_limit=2)).test_client(), headers()
        assert statuses(calls, "/tests/chat", somebody, 3) == [200, 200, 429]
        assert statuses(calls, "/tests/long", somebody, 1) == [200]

    def test_processes_count_together(
        self, assembled: Callable[..., Runtime], headers: Callable[..., dict[str, str]]
    ) -> None:
        one, other = (build(assembled(ai_rate_limit=3)).test_client() for _ in range(2))
        somebody = headers()
        assert statuses(one, "/tests/chat", somebody, 2) == [200, 200]
        assert statuses(other, "/tests/chat", somebody, 2) == [200, 429]

    def test_guessing_tokens_is_counted_by_address(self, hurried: FlaskClient) -> None:
        hurried.environ_base["REMOTE_ADDR"] = "192.0.2.8"
        wrong = {"Authorization": "Bearer garbage"}
        assert statuses(hurried, f"/api/v1/jobs/{uuid4()}", wrong, 4) == [401, 401, 401, 429]


def statuses(calls: FlaskClient, path: str, headers: dict[str, str], count: int) -> list[int]:
    return [calls.get(path, headers=headers).status_code for _ in range(count)]


@pytest.fixture
def hurried(settings: Settings) -> FlaskClient:
    """A client of an application that lets an address ask three times a minute."""
    app = create_app(replace(settings, rate_limit_per_minute=3))
    client: FlaskClient = app.test_client()
    client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    return client

"""POST /api/v1/feedback/structured, as the app calls and repeats it."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.running import System

PATH = "/api/v1/feedback/structured"


class TestFeedback:
    @pytest.mark.parametrize("comment", [{}, {"comment": None}, {"comment": "धन्यवाद"}])
    def test_feedback_is_taken_with_exactly_200_however_often_it_comes(
        self, api: httpx.Client, comment: dict[str, Any]
    ) -> None:
        body = _feedback() | comment
        answers = [api.post(PATH, json=body) for _ in range(3)]
        assert [answered.status_code for answered in answers] == [200, 200, 200]
        assert len({answered.content for answered in answers}) == 1

    def test_id_of_another_user_tells_nobody_that_it_is_taken(self, api: httpx.Client, server: System) -> None:
        body = _feedback()
        api.post(PATH, json=body)
        other = {"Authorization": f"Bearer {server.demo['other_access_token']}"}
        answered = api.post(PATH, json=body, headers=other)
        assert answered.status_code == 200
        assert answered.json() == api.post(PATH, json=body).json()

    @pytest.mark.parametrize("wrong", [{"helpful": "yes"}, {"id": "1"}, {"submitted_at": "now"}, {"stars": 5}])
    def test_what_cannot_be_kept_is_refused_in_a_sentence(self, api: httpx.Client, wrong: dict[str, Any]) -> None:
        answered = api.post(PATH, json=_feedback() | wrong)
        assert answered.status_code == 422
        assert answered.json()["message"]

    def test_nobody_signed_in_is_sent_to_sign_in(self, server: System) -> None:
        assert httpx.post(server.url + PATH, json=_feedback()).status_code == 401


def _feedback() -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "feedback_type": "insight",
        "entity_id": str(uuid4()),
        "helpful": True,
        "submitted_at": "2026-11-21T10:00:00Z",
    }

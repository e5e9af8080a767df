"""POST /api/v1/generate/text and /api/v1/generate/response, as the app calls them."""

from uuid import uuid4

import httpx
import pytest

from tests.running import System

PATHS = ("/api/v1/generate/text", "/api/v1/generate/response")
QUESTIONS = (
    "Who owes me how much?",
    "overdue invoices",
    "How was my cash flow last month?",
    "GST kitna bharna hai?",
    "पिछले महीने की बिक्री कितनी हुई?",
    "What did I spend this year?",
    "What do I owe my suppliers?",
)


@pytest.mark.parametrize("path", PATHS)
class TestGenerate:
    @pytest.mark.parametrize("prompt", QUESTIONS)
    def test_recognised_question_is_answered_from_the_books(
        self, api: httpx.Client, server: System, path: str, prompt: str
    ) -> None:
        context = {"business_id": server.demo["business_id"], "screen": "dashboard"}
        answered = api.post(path, json={"prompt": prompt, "context": context})
        body = answered.json()
        assert answered.status_code == 200
        assert "₹" in body["text"]
        assert body["figures"]
        assert all(source["count"] >= len(source["ids"]) for source in body["sources"])

    def test_alerts_are_told(self, api: httpx.Client, path: str) -> None:
        body = api.post(path, json={"prompt": "Are there any fraud alerts?", "context": {}}).json()
        assert body["topic"] == "alerts"
        assert body["figures"]["alerts"]["count"] > 0

    def test_question_repeated_is_answered_the_same(self, api: httpx.Client, path: str) -> None:
        question = {"prompt": "Who owes me?", "context": {}}
        assert api.post(path, json=question).json() == api.post(path, json=question).json()

    def test_unknown_question_says_what_can_be_asked(self, api: httpx.Client, path: str) -> None:
        answered = api.post(path, json={"prompt": "Tell me a joke", "context": {}})
        assert answered.status_code == 200
        assert answered.json()["suggestions"]

    def test_business_of_another_owner_does_not_exist(self, api: httpx.Client, server: System, path: str) -> None:
        for business_id in (server.demo["other_business_id"], str(uuid4())):
            answered = api.post(path, json={"prompt": "sales", "context": {"business_id": business_id}})
            assert answered.status_code == 404
            assert answered.json()["message"]

    def test_too_long_a_question_is_refused_in_a_sentence(self, api: httpx.Client, path: str) -> None:
        answered = api.post(path, json={"prompt": "a" * 10_001, "context": {}})
        assert answered.status_code == 422
        assert answered.json()["message"] == "Please keep your question under 10,000 characters."

    def test_nobody_signed_in_is_sent_to_sign_in(self, server: System, path: str) -> None:
        answered = httpx.post(server.url + path, json={"prompt": "sales", "context": {}})
        assert answered.status_code == 401
        assert answered.json()["message"]

"""POST /api/v1/invoice/corrections on the running system, as the phone app sends it and decodes the answer."""

from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.running import System

PATH = "/api/v1/invoice/corrections"
SENTENCE = "Anil ko 5 kursi 350 wali"
RIGHT = {"customer_name": "Anil", "items": [{"description": "kursi", "quantity": 5, "unit_price": 350}]}


class TestCorrections:
    def test_answer_has_every_key_and_type(self, api: httpx.Client, server: System) -> None:
        sent = body(server)
        kept = api.post(PATH, json=sent).json()
        assert (kept["id"], kept["entities"], kept["raw_input"]) == (sent["id"], RIGHT, SENTENCE)
        assert (kept["status"], kept["is_aligned"], kept["answer_id"]) == ("recorded", True, None)
        assert all(SENTENCE[start:end] for start, end, _ in kept["spans"])

    def test_entities_of_an_answer_can_be_sent_back(self, api: httpx.Client, server: System) -> None:
        told = {"raw_input": SENTENCE, "business_id": server.demo["business_id"]}
        answer = api.post("/api/v1/invoice/generate", json=told).json()
        sent = body(server, entities=answer["extracted_entities"], answer_id=answer["answer_id"])
        response = api.post(PATH, json=sent)
        assert response.status_code == 200, response.text

    def test_repeated_post_gives_the_same_answer(self, api: httpx.Client, server: System) -> None:
        sent = body(server)
        assert api.post(PATH, json=sent).json() == api.post(PATH, json=sent).json()


class TestErrors:
    def test_business_of_another_owner_does_not_exist(self, api: httpx.Client, server: System) -> None:
        assert_error(api.post(PATH, json=body(server, business_id=server.demo["other_business_id"])), 404)

    def test_nobody_is_told_to_sign_in(self, server: System) -> None:
        assert_error(httpx.post(server.url + PATH, json=body(server)), 401)

    @pytest.mark.parametrize("change", [{"id": "x"}, {"raw_input": ""}, {"entities": {}}, {"entities": 5}, {"more": 1}])
    def test_wrong_body_is_answered_in_a_sentence(
        self, api: httpx.Client, server: System, change: dict[str, Any]
    ) -> None:
        assert_error(api.post(PATH, json=body(server) | change), 422)


def body(server: System, **change: Any) -> dict[str, Any]:
    sent = {"id": str(uuid4()), "business_id": server.demo["business_id"], "raw_input": SENTENCE, "entities": RIGHT}
    return sent | change


def assert_error(response: httpx.Response, status: int) -> None:
    assert response.status_code == status, response.text
    assert response.json()["message"]

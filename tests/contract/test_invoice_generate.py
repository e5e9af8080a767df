"""POST /api/v1/invoice/generate on the running system, as the phone app makes it and decodes the answer."""

import time
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.running import System

PATH = "/api/v1/invoice/generate"
SENTENCE = "Sharma ji ka bill, 10 bori cement 350 ke bhav, 18% GST, 15 din me"
DOUBTED = "4 ltr dahi ek ka 350 gaya hai ambika llp ke paas"
LONGEST_LOOKS = 90
AMOUNTS = ("subtotal", "tax_rate", "tax_amount", "discount_amount", "total_amount")


class TestGenerate:
    def test_answer_has_every_key_and_type_that_the_app_needs(self, api: httpx.Client, server: System) -> None:
        answer = generated(api, server, SENTENCE)
        assert answer["success"] is True
        assert isinstance(answer["message"], str)
        assert answer["invoice_id"] is None
        assert isinstance(answer["extracted_entities"], dict)
        assert 0 <= answer["confidence_score"] <= 1
        assert answer["model_version"].startswith("invoices-rules-")
        assert UUID(answer["answer_id"])
        assert_sentences(answer)

    def test_form_is_decodable_to_the_last_field(self, api: httpx.Client, server: System) -> None:
        form = generated(api, server, SENTENCE)["invoice_data"]
        assert isinstance(form["customer_name"], str)
        assert date.fromisoformat(form["due_date"]) > date.fromisoformat(form["date"])
        assert [form[name] for name in AMOUNTS] == [3500, 18, 630, 0, 4130]
        for item in form["items"]:
            assert isinstance(item["description"], str)
            assert all(is_number(item[name]) for name in ("quantity", "unit_price", "total_price"))
        assert all(isinstance(form[name], str | None) for name in ("invoice_number", "customer_email", "notes"))

    @pytest.mark.parametrize("sentence", ["5 items at 100 each", "२ पंखे १५०० रुपये वाले", "1 saree 2500 including gst 5%"])
    def test_amounts_are_always_numbers(self, api: httpx.Client, server: System, sentence: str) -> None:
        form = generated(api, server, sentence)["invoice_data"]
        assert all(is_number(form[name]) for name in AMOUNTS)
        assert form["customer_name"] == ""

    @pytest.mark.parametrize("sentence", ["good morning", "Create invoice for Ravi", "5 bori cement", "0"])
    def test_what_cannot_be_understood_is_no_error(self, api: httpx.Client, server: System, sentence: str) -> None:
        answer = generated(api, server, sentence)
        assert (answer["success"], answer["invoice_data"]) == (False, None)
        assert answer["errors"] and answer["suggestions"]
        assert_sentences(answer)

    def test_repeated_post_gives_the_same_answer(self, api: httpx.Client, server: System) -> None:
        assert generated(api, server, SENTENCE) == generated(api, server, SENTENCE)


class TestTagger:
    def test_release_brings_a_tagger_that_helps_where_the_grammar_doubts(
        self, api: httpx.Client, server: System
    ) -> None:
        answer = awaited(api, server, DOUBTED)
        assert answer["invoice_data"]["customer_name"] == "ambika llp"
        (line,) = answer["invoice_data"]["items"]
        assert (line["description"], line["quantity"], line["unit_price"]) == ("dahi", 4, 350)
        assert generated(api, server, DOUBTED) == answer


class TestErrors:
    def test_business_of_another_owner_does_not_exist(self, api: httpx.Client, server: System) -> None:
        body = {"raw_input": SENTENCE, "business_id": server.demo["other_business_id"]}
        assert_error(api.post(PATH, json=body), 404)

    def test_nobody_is_told_to_sign_in(self, server: System) -> None:
        body = {"raw_input": SENTENCE, "business_id": server.demo["business_id"]}
        assert_error(httpx.post(server.url + PATH, json=body), 401)

    @pytest.mark.parametrize("body", [{}, {"raw_input": ""}, {"raw_input": 5}, {"raw_input": "9" * 100_000}, {"x": 1}])
    def test_wrong_body_is_answered_in_a_sentence(
        self, api: httpx.Client, server: System, body: dict[str, Any]
    ) -> None:
        assert_error(api.post(PATH, json={"business_id": server.demo["business_id"]} | body), 422)

    def test_unknown_business_does_not_exist(self, api: httpx.Client) -> None:
        assert_error(api.post(PATH, json={"raw_input": SENTENCE, "business_id": str(uuid4())}), 404)


def generated(api: httpx.Client, server: System, sentence: str) -> dict[str, Any]:
    response = api.post(PATH, json={"raw_input": sentence, "business_id": server.demo["business_id"]})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def awaited(api: httpx.Client, server: System, sentence: str) -> dict[str, Any]:
    """The answer that the tagger helped with: a fresh system takes its models in within seconds of the start."""
    for _ in range(LONGEST_LOOKS):
        answer = generated(api, server, sentence)
        if "+invoice_ner-" in answer["model_version"]:
            return answer
        time.sleep(1)
    raise AssertionError(answer["model_version"])


def is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def assert_sentences(answer: dict[str, Any]) -> None:
    assert all(isinstance(sentence, str) for sentence in answer["errors"] + answer["suggestions"])


def assert_error(response: httpx.Response, status: int) -> None:
    assert response.status_code == status, response.text
    assert response.json()["message"]

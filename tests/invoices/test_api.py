"""The two calls about words, on the web application with real PostgreSQL and Redis."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from app.runtime.identity import Caller
from tests.invoices.conftest import Shop
from tests.invoices.rules.test_bills import BILL, RECEIPT

GENERATE, PARSE = "/api/v1/invoice/generate", "/api/v1/nlp/parse-invoice"
AMOUNTS = ("subtotal", "tax_rate", "tax_amount", "discount_amount", "total_amount")


class TestGenerate:
    def test_sentence_becomes_the_form_of_the_app(self, shop: Shop) -> None:
        answer = generated(
            shop, "Ravi Kumar ka bill, 10 bori cement 350 ke bhav, 18% GST, 15 din me", reference_date="2026-04-10"
        )
        assert (answer["success"], answer["invoice_id"], answer["errors"], answer["suggestions"]) == (
            True,
            None,
            [],
            [],
        )
        form = answer["invoice_data"]
        line = {"description": "cement", "quantity": 10, "unit_price": 350, "total_price": 3500}
        assert form["items"][0].items() >= line.items()
        assert form["customer_name"] == "Ravi Kumar"
        assert [form[name] for name in AMOUNTS] == [3500, 18, 630, 0, 4130]
        assert (form["date"], form["due_date"]) == ("2026-04-10", "2026-04-25")
        assert answer["confidence_score"] == 1.0

    def test_entities_hold_what_was_said_and_nothing_else(self, shop: Shop) -> None:
        answer = generated(shop, "Ravi Kumar ko 4 tyre 5200 each, gst 28, 5% chhoot, upi", reference_date="2026-04-10")
        assert answer["extracted_entities"] == {
            "customer_name": "Ravi Kumar",
            "items": [{"description": "tyre", "quantity": 4, "unit_price": 5200}],
            "gst_rate": 28,
            "discount": {"type": "percent", "value": 5},
            "payment_mode": "upi",
            "total": 25292.8,
        }

    def test_customer_gets_the_name_and_telephone_of_the_books(self, shop: Shop) -> None:
        form = generated(shop, "2 fans 1500 each for sharma trader")["invoice_data"]
        assert (form["customer_name"], form["customer_phone"]) == ("Sharma Traders", "9876543210")

    def test_two_customers_that_fit_are_asked_about(self, shop: Shop) -> None:
        answer = generated(shop, "Sharma ji ko 2 fans 1500 each")
        assert "Which customer is it: Sharma Sweets or Sharma Traders?" in answer["suggestions"]
        assert answer["invoice_data"]["customer_name"] == "Sharma"

    def test_draft_without_a_customer_asks_for_one(self, shop: Shop) -> None:
        answer = generated(shop, "5 items at 100 each")
        assert answer["success"]
        assert answer["invoice_data"]["customer_name"] == ""
        assert any("whom" in suggestion for suggestion in answer["suggestions"])
        assert (answer["status"], answer["question"]) == ("needs_input", "Whom is the bill for?")

    def test_values_come_with_their_places_in_the_sentence(self, shop: Shop) -> None:
        sent = "Ravi Kumar ko  १० bori cement 350 ke bhav"
        answer = generated(shop, sent)
        spans = answer["entity_spans"]
        assert spans.keys() == {
            "customer_name",
            *(f"items.0.{name}" for name in ("description", "quantity", "unit", "unit_price")),
        }
        assert all(sent[one["start"] : one["end"]] == one["text"] for one in spans.values())
        assert all(0 < one["confidence"] <= 1 for one in spans.values())
        assert (spans["items.0.quantity"]["text"], answer["question"]) == ("१०", None)

    def test_tax_that_was_not_said_is_none(self, shop: Shop) -> None:
        answer = generated(shop, "5 items at 100 each")
        assert (answer["invoice_data"]["tax_rate"], answer["invoice_data"]["tax_amount"]) == (0, 0)
        assert any("No GST was said" in suggestion for suggestion in answer["suggestions"])

    @pytest.mark.parametrize(
        "raw_input", ["good morning", "10 bori cement Ravi ko", "Make an invoice for Ravi", "1" * 10_000, "\u200b", "5"]
    )
    def test_what_cannot_be_drafted_is_no_error(self, shop: Shop, raw_input: str) -> None:
        answer = generated(shop, raw_input)
        assert (answer["success"], answer["invoice_data"]) == (False, None)
        assert answer["message"] and answer["errors"] and answer["suggestions"]
        assert "total" not in answer["extracted_entities"]


class TestRepeats:
    def test_repeated_call_answers_the_same_and_is_stored_once(self, shop: Shop) -> None:
        answers = [generated(shop, "5 items at 100 each", reference_date="2026-04-10") for _ in range(3)]
        assert answers[0] == answers[1] == answers[2]
        assert shop.stored("invoice_generation") == 1

    def test_calls_at_the_same_time_are_stored_once(self, shop: Shop) -> None:
        def call(_: int) -> int:
            body = {"raw_input": "7 pens at 10 each", "business_id": str(shop.business_id)}
            return shop.client.application.test_client().post(GENERATE, json=body, headers=shop.headers()).status_code

        with ThreadPoolExecutor(6) as pool:
            assert set(pool.map(call, range(12))) == {200}
        assert shop.stored("invoice_generation") == 1

    def test_other_sentence_is_stored_beside(self, shop: Shop) -> None:
        generated(shop, "5 items at 100 each")
        generated(shop, "6 items at 100 each")
        assert shop.stored("invoice_generation") == 2


class TestParse:
    def test_bill_fills_the_form_and_says_what_else_it_holds(self, shop: Shop) -> None:
        answer = shop.post(PARSE, text=BILL).get_json()
        data = answer["invoice_data"]
        assert (answer["success"], answer["errors"], answer["confidence_score"]) == (True, [], 1.0)
        assert [data[name] for name in AMOUNTS] == [5030, 18, 905.4, 0, 5935]
        assert (data["customer_name"], data["supplier_gstin"]) == ("Ravi Hardware", "27AAPFU0939F1ZV")
        assert (data["date"], data["place_of_supply"]) == ("2026-04-05", "Karnataka (29)")

    def test_receipt_without_lines_to_spare_still_gives_numbers(self, shop: Shop) -> None:
        data = shop.post(PARSE, text=RECEIPT).get_json()["invoice_data"]
        assert all(isinstance(data[name], int | float) for name in AMOUNTS)

    @pytest.mark.parametrize("text", ["hello", "Date: 1/4/2026", "3" * 10_000])
    def test_text_that_is_no_bill_gives_no_form(self, shop: Shop, text: str) -> None:
        answer = shop.post(PARSE, text=text).get_json()
        assert (answer["success"], answer["invoice_data"]) == (False, {})
        assert answer["errors"] and answer["suggestions"]

    def test_repeated_call_is_stored_once(self, shop: Shop) -> None:
        first, second = (shop.post(PARSE, text=BILL).get_json() for _ in range(2))
        assert first == second
        assert shop.stored("invoice_parsing") == 1


class TestRefusals:
    @pytest.mark.parametrize(("path", "field"), [(GENERATE, "raw_input"), (PARSE, "text")])
    def test_too_long_a_text_is_refused_in_a_sentence(self, shop: Shop, path: str, field: str) -> None:
        response = shop.post(path, **{field: "1" * 100_000})
        assert response.status_code == 422
        assert response.get_json()["message"] == "This text is too long. Please send at most 10,000 characters."

    @pytest.mark.parametrize(("path", "field"), [(GENERATE, "raw_input"), (PARSE, "text")])
    def test_business_of_another_owner_does_not_exist(self, shop: Shop, path: str, field: str) -> None:
        body = {field: "5 items at 100 each", "business_id": str(shop.business_id)}
        response = shop.client.post(path, json=body, headers=shop.headers(Caller.user(uuid4())))
        assert response.status_code == 404

    @pytest.mark.parametrize("body", [{"raw_input": ""}, {"raw_input": 5}, {"raw_input": "x", "extra": 1}, {}])
    def test_wrong_body_is_refused_in_a_sentence(self, shop: Shop, body: dict[str, Any]) -> None:
        response = shop.post(GENERATE, **body)
        assert response.status_code == 422
        assert response.get_json()["message"]

    def test_date_beyond_all_calendars_is_refused(self, shop: Shop) -> None:
        assert shop.post(GENERATE, raw_input="5 items at 100 each", reference_date="9999-12-31").status_code == 422


def generated(shop: Shop, raw_input: str, **more: Any) -> dict[str, Any]:
    response = shop.post(GENERATE, raw_input=raw_input, **more)
    assert response.status_code == 200, response.get_data(as_text=True)
    found: dict[str, Any] = response.get_json()
    return found

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
    (
        "tax-type",
        {
            "supplier_state": "27",
            "place_of_supply": "29",
            "supplier_registration": "regular",
            "recipient_category": "registered",
            "supply": "taxable",
            "reverse_charge": True,
            "service": "goods transport agency",
        },
        {
            "tax_type": "igst",
            "inter_state": True,
            "payable_by": "recipient",
            "local_tax": None,
            "place_of_supply": "29",
        },
    ),
    (
        "tax-amount",
        {
            "supplier_state": "27",
            "place_of_supply": "27",
            "items": [{"quantity": 1, "unit_price": 105, "gst_rate": 5}],
            "prices_include_tax": True,
        },
        {"taxable_value": 100, "cgst": 2.5, "sgst": 2.5, "igst": 0, "cess": 0, "total": 105},
    ),
    ("rate", {"hsn": "3306", "date": "2025-10-01", "description": "toothpaste"}, {"allowed_rates": [5]}),
    (
        "gstr1-section",
        {
            "supplier_gstin": "27AAGCK7412M1Z7",
            "document_type": "invoice",
            "date": "2024-07-31",
            "recipient_gstin": None,
            "recipient_category": "unregistered",
            "place_of_supply": "29",
            "invoice_value": 100_001,
            "supply": "taxable",
            "reverse_charge": False,
        },
        {"section": "b2cs", "table": "7", "valid_from": "2017-07-01", "valid_to": "2024-07-31"},
    ),
    ("due-date", {"return": "GSTR-1", "frequency": "monthly", "period": "2025-06"}, {"due_date": "2025-07-11"}),
    (
        "e-invoice",
        {
            "highest_aato_since_fy2017_18": 80_000_000,
            "invoice_date": "2025-06-01",
            "document_type": "invoice",
            "recipient_category": "registered",
            "supplier_class": "regular",
            "supply": "taxable",
            "reported_on": "2025-08-20",
        },
        {"applicable": True, "reporting_accepted": True},
    ),
    (
        "interest-late-fee",
        {"tax_paid_in_cash": 100_000, "due_date": "2025-07-20", "paid_on": "2025-08-04"},
        {"days_late": 15, "interest": 739.73},
    ),
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
    def test_day_of_a_later_year_is_refused(self, api: httpx.Client) -> None:
        answer = api.post("/api/v1/gst/rate", json={"hsn": "3306", "date": "2099-01-01"})
        assert_error(answer, 422)
        assert list(answer.json()["errors"]) == ["date"]

    def test_number_that_is_none_is_refused(self, api: httpx.Client) -> None:
        body = b'{"hsn": "3306", "date": "2025-10-01", "unit_price": NaN}'
        answer = api.post("/api/v1/gst/rate", content=body, headers={"Content-Type": "application/json"})
        assert_error(answer, 422)
        assert list(answer.json()["errors"]) == ["unit_price"]

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

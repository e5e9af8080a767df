"""POST /api/v1/gst/invoice-check: whole papers one by one and many at once, in two languages; bad input by its path."""

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.compliance.schemas.gst.invoices import MOST_LINES
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests.compliance.sent_papers import BETWEEN, ELSEWHERE, line, of, paper
from tests.signed_in import Person, person

CALL = "/gst/invoice-check"
WRONG_HEAD = of(paper(line(heads=BETWEEN)), {"place_of_supply": "27"})


class TestAnswer:
    def test_lawful_paper_is_compliant(self, owner: Person) -> None:
        answer = owner.post(CALL, paper())
        assert answer.status_code == 200
        assert (answer.json["compliant"], answer.json["overall_status"], answer.json["issues"]) == (
            True,
            "compliant",
            [],
        )
        assert answer.json["sources"]

    def test_issue_has_field_and_law(self, owner: Person) -> None:
        answer = owner.post(CALL, WRONG_HEAD).json
        (issue,) = answer["issues"]
        assert (answer["compliant"], issue["type"], issue["field"]) == (False, "gst_mismatch", "totals.igst")
        assert "IGST Act 2017, s.8" in issue["law"]
        assert issue["suggested_fixes"][0] == "Charge CGST ₹8,100 and SGST ₹8,100 instead of IGST ₹16,200."

    def test_advice_leaves_a_paper_compliant(self, owner: Person) -> None:
        answer = owner.post(CALL, paper(line(hsn="84713099"))).json
        assert (answer["compliant"], answer["overall_status"]) == (True, "warning")

    def test_same_paper_gets_the_same_ids(self, owner: Person) -> None:
        first, second = (owner.post(CALL, WRONG_HEAD).json["issues"] for _ in range(2))
        assert first == second

    def test_many_are_answered_in_order(self, owner: Person) -> None:
        answers = owner.post(CALL, {"questions": [paper(), WRONG_HEAD, paper()]}).json["answers"]
        assert [answer["compliant"] for answer in answers] == [True, False, True]

    def test_two_thousand_lines_are_taken(self, owner: Person) -> None:
        rows = [line("5", "33.33", "1", description="Shampoo", hsn="3305") for _ in range(MOST_LINES)]
        assert owner.post(CALL, paper(*rows)).json["issues"] == []


class TestLanguage:
    def test_hindi_is_told_in_hindi(self, owner: Person) -> None:
        headers = {"Authorization": f"Bearer {owner.token}", "Accept-Language": "hi-IN, en;q=0.5"}
        said = owner.client.post(f"/api/v1{CALL}", json=WRONG_HEAD, headers=headers).get_json()
        assert said["issues"][0]["suggested_fixes"][0] == "IGST ₹16,200 की जगह CGST ₹8,100 और SGST ₹8,100 लगाएँ।"


class TestRefusals:
    @pytest.mark.parametrize(
        ("changes", "path"),
        [
            ({"items.0.cgst": "8100"}, "items.0.cgst"),
            ({"totals.igst": "NaN"}, "totals.igst"),
            ({"items.0.quantity": 0}, "items.0.quantity"),
            ({"items.0.quantity": -2}, "items.0.quantity"),
            ({"items.0.gst_rate": 1800}, "items.0.gst_rate"),
            ({"place_of_supply": "45"}, "place_of_supply"),
            ({"recipient.state_code": "Atlantis"}, "recipient.state_code"),
            ({"invoice_date": "2017-06-30"}, "invoice_date"),
            ({"invoice_date": "2099-01-05"}, "invoice_date"),
            ({"invoice_date": "05/11/2025"}, "invoice_date"),
            ({"document_type": "proforma"}, "document_type"),
            ({"supplier.registration": "sez"}, "supplier.registration"),
            ({"recipient.name": "x" * 301}, "recipient.name"),
            ({"recipient.pan": "ABCFR5521K"}, "recipient.pan"),
            ({"items": [line()] * (MOST_LINES + 1)}, "items"),
            ({"supplier": None}, "supplier"),
            ({"reverse_charge": "yes"}, "reverse_charge"),
        ],
    )
    def test_wrong_field_is_named_by_its_path(self, owner: Person, changes: dict[str, Any], path: str) -> None:
        answer = owner.post(CALL, of(paper(), changes))
        assert answer.status_code == 422
        assert list(answer.json["errors"]) == [path]
        assert answer.json["message"].endswith(".")

    def test_wrong_field_of_one_of_many_is_named_by_its_path(self, owner: Person) -> None:
        answer = owner.post(CALL, {"questions": [paper(), of(paper(), ELSEWHERE, {"items.0.sgst": True})]})
        assert list(answer.json["errors"]) == ["questions.1.items.0.sgst"]


@pytest.fixture
def owner(rt: Runtime, client: FlaskClient, caller: Callable[..., Caller]) -> Person:
    return person(rt, client, caller())

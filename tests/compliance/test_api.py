"""POST /api/v1/compliance/check as the phone app makes it, on the web application with real PostgreSQL and Redis."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from app.compliance.schemas import checks as schemas
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops
from tests.compliance.conftest import Shop, signed_in

CHECK = "/api/v1/compliance/check"
STORED = text(
    "select count(*) from ai_analysis_results where business_id = :id and analysis_type = 'compliance'"
    " and subject_id = :invoice"
)


class TestAnswer:
    def test_lawful_invoice_is_compliant(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        answer = checked(client, rt, shop, shop.lawful)
        assert (answer["overall_status"], answer["issues"]) == ("compliant", [])

    def test_lawful_bill_is_compliant(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        assert checked(client, rt, shop, shop.bill)["overall_status"] == "compliant"

    def test_is_what_the_app_decodes(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        answer = checked(client, rt, shop, shop.faulty)
        assert schemas.ComplianceSchema().validate(answer) == {}
        assert answer["invoice_id"] == shop.faulty
        assert datetime.fromisoformat(answer["last_checked"]).utcoffset() is not None
        (issue,) = answer["issues"]
        assert (issue["type"], issue["severity"]) == ("gst_mismatch", "high")
        assert str(UUID(issue["id"])) == issue["id"]

    def test_fixes_name_the_right_value(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        (issue,) = checked(client, rt, shop, shop.faulty)["issues"]
        assert issue["suggested_fixes"][0] == "Charge CGST ₹8,100 and SGST ₹8,100 instead of IGST ₹16,200."
        assert "Maharashtra" in issue["plain_language_explanation"]


class TestFreshness:
    def test_repeat_is_the_same_answer_stored_once(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        assert checked(client, rt, shop, shop.faulty) == checked(client, rt, shop, shop.faulty)
        assert stored(rt, shop, shop.faulty) == 1

    def test_changed_invoice_gets_a_fresh_answer(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        before = checked(client, rt, shop, shop.lawful)
        shop.changed(rt, shop.lawful, total_amount=106700)
        after = checked(client, rt, shop, shop.lawful)
        assert before["overall_status"] == "compliant"
        assert [issue["type"] for issue in after["issues"]] == ["tax_calculation_error"]
        assert stored(rt, shop, shop.lawful) == 2

    def test_issue_keeps_its_id_when_other_things_change(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        before = checked(client, rt, shop, shop.faulty)
        shop.changed(rt, shop.faulty, notes="Please pay soon")
        assert checked(client, rt, shop, shop.faulty)["issues"] == before["issues"]


class TestLanguage:
    def test_each_reader_gets_the_language_asked_for(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        english = checked(client, rt, shop, shop.faulty)
        hindi = checked(client, rt, shop, shop.faulty, language="hi-IN, en;q=0.5")
        assert checked(client, rt, shop, shop.faulty, language="en") == english
        assert hindi["issues"][0]["suggested_fixes"][0] == "IGST ₹16,200 की जगह CGST ₹8,100 और SGST ₹8,100 लगाएँ।"
        assert [issue["id"] for issue in hindi["issues"]] == [issue["id"] for issue in english["issues"]]

    def test_what_is_kept_is_english_whoever_asked(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        checked(client, rt, shop, shop.faulty, language="hi")
        kept = rt.db.value("select result::text from ai_analysis_results where subject_id = :id", {"id": shop.faulty})
        assert kept and "Charge CGST" in kept
        assert stored(rt, shop, shop.faulty) == 1


class TestRefusals:
    def test_strangers_find_nothing(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        checked(client, rt, shop, shop.faulty)  # so that a cached answer would be there to leak
        response = client.post(CHECK, json={"invoice_id": shop.faulty}, headers=signed_in(rt, Caller.user(uuid4())))
        assert response.status_code == 404
        missing = client.post(CHECK, json={"invoice_id": str(uuid4())}, headers=shop.headers(rt))
        assert missing.status_code == 404
        assert {**missing.get_json(), "request_id": ""} == {**response.get_json(), "request_id": ""}

    def test_nobody_is_asked_to_sign_in(self, client: FlaskClient, shop: Shop) -> None:
        assert client.post(CHECK, json={"invoice_id": shop.faulty}).status_code == 401

    @pytest.mark.parametrize(
        "body", [{}, {"invoice_id": "17"}, {"invoice_id": None}, {"invoice_id": shops.NOBODYS, "more": 1}]
    )
    def test_what_is_missing_or_wrong_is_said(
        self, client: FlaskClient, rt: Runtime, shop: Shop, body: Mapping[str, Any]
    ) -> None:
        response = client.post(CHECK, json=body, headers=shop.headers(rt))
        assert response.status_code == 422
        assert response.get_json()["message"].endswith(".")


def checked(
    client: FlaskClient, rt: Runtime, shop: Shop, invoice_id: str, *, language: str | None = None
) -> dict[str, Any]:
    headers = dict(shop.headers(rt)) | ({"Accept-Language": language} if language else {})
    response = client.post(CHECK, json={"invoice_id": invoice_id}, headers=headers)
    assert response.status_code == 200, response.get_data(as_text=True)
    assert response.headers["Content-Language"] == ("hi" if (language or "").startswith("hi") else "en")
    answer: dict[str, Any] = response.get_json()
    return answer


def stored(rt: Runtime, shop: Shop, invoice_id: str) -> int:
    with rt.db.transaction(Caller.service()) as tx:
        found: int = tx.execute(STORED, {"id": shop.business_id, "invoice": invoice_id}).scalar_one()
    return found

"""What follows from a document: the law, the books, duplicates; and what a correction changes in them."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from app.intake.service import storing
from app.invoices.repo import corrected
from app.runtime.identity import Caller
from tests import shops
from tests.intake import papers
from tests.intake.conftest import Shop

LINE = {
    "lines__0__description": "Door hinge 4in",
    "lines__0__hsn_sac": "8302",
    "lines__0__quantity": 20,
    "lines__0__unit": "PCS",
    "lines__0__unit_price": 45,
    "lines__0__taxable_value": 900,
    "lines__0__gst_rate": 18,
    "lines__0__cgst": 81,
    "lines__0__sgst": 81,
    "lines__0__total": 1062,
}
WHOLE: dict[str, Any] = {
    **LINE,
    "document_type": "tax_invoice",
    "invoice_number": "GH/2026/118",
    "invoice_date": "2026-06-12",
    "supplier__name": "Gupta Hardware Stores",
    "supplier__gstin": papers.SUPPLIER,
    "supplier__address": "14 Station Road, Pune 411001",
    "buyer__name": papers.SHOP,
    "buyer__gstin": papers.OURS,
    "buyer__address": "5 Market Lane, Pune 411002",
    "place_of_supply": "27",
    "totals__subtotal": None,
    "totals__taxable_value": 900,
    "totals__cgst": 81,
    "totals__sgst": 81,
    "totals__grand_total": 1062,
}
NO_BUYER: dict[str, Any] = {"buyer__name": None, "buyer__gstin": None, "buyer__pan": None}
BOOKED = """
    insert into invoices (business_id, supplier_id, invoice_type, invoice_number, invoice_date, subtotal, tax_amount,
        total_amount, status, created_at)
    select :business_id, id, 'supplier', 'GH/2026/118', '2026-06-12', 900, 162, 1062, 'sent', '2026-06-13 10:00+05:30'
    from suppliers where business_id = :business_id
"""


class TestLaw:
    def test_lawful_bill_has_no_issue(self, shop: Shop) -> None:
        told = whole(shop)
        assert told["compliance"]["is_checked"] is True
        assert [one["rule"] for one in told["compliance"]["issues"] if one["type"] != "warning"] == []

    def test_issue_of_a_bill_speaks_to_its_buyer_in_their_language(self, shop: Shop) -> None:
        told = whole(shop, totals__sgst=91, lines__0__sgst=91)
        issues = told["compliance"]["issues"]
        assert "tax_calculation_error" in {one["type"] for one in issues}
        answer = shop.client.get(
            f"/api/v1/invoices/extractions/{told['id']}", headers={**shop.headers(), "Accept-Language": "hi"}
        )
        hindi = answer.get_json()["compliance"]["issues"]
        assert [one["id"] for one in hindi] == [one["id"] for one in issues]
        assert hindi[0]["plain_language_explanation"] != issues[0]["plain_language_explanation"]

    def test_receipt_without_gst_is_not_held_against_the_law(self, shop: Shop) -> None:
        told = whole(shop, document_type="receipt", supplier__gstin=None, buyer__gstin=None)
        assert told["compliance"]["is_checked"] is False
        assert "no GST invoice" in told["compliance"]["message"]

    def test_value_that_no_paper_says_is_left_out_and_named(self, shop: Shop) -> None:
        told = whole(shop, invoice_date="2016-04-01")
        assert told["compliance"]["is_checked"] is True
        assert "invoice date" in told["compliance"]["message"]


class TestBooks:
    def test_bill_that_is_in_the_books_already_is_named(self, shop: Shop) -> None:
        shops.execute(shop.engine, BOOKED, {"business_id": shop.business_id})
        told = whole(shop)
        assert told["fraud"]["verdict"] == "ask_first"
        (alert,) = [one for one in told["fraud"]["alerts"] if one["type"] == "duplicate_supplier_bill"]
        (same,) = told["duplicates"]
        assert (same["number"], same["kind"], same["why"]) == ("GH/2026/118", "document", alert["message"])
        assert same["id"] in alert["evidence"]["documents"]

    def test_new_bill_is_clear(self, shop: Shop) -> None:
        told = whole(shop)
        assert (told["fraud"]["is_checked"], told["fraud"]["verdict"], told["duplicates"]) == (True, "clear", [])
        assert told["draft"]["supplier_id"]

    def test_same_bill_photographed_again_is_named(self, shop: Shop) -> None:
        first, second = whole(shop), whole(shop, content=papers.BILL + b"\nphotographed again")
        (same,) = second["duplicates"]
        assert (same["id"], same["kind"]) == (first["id"], "extraction")

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"document_type": "credit_note"}, "Credit notes"),
            ({"totals__grand_total": None}, "total"),
            ({"currency": "USD"}, "currency"),
            ({**NO_BUYER, "supplier__name": None, "supplier__gstin": None}, "your bill"),
        ],
    )
    def test_what_cannot_be_compared_says_why(self, shop: Shop, changes: dict[str, Any], words: str) -> None:
        told = whole(shop, **changes)
        assert (told["fraud"]["is_checked"], told["fraud"]["alerts"]) == (False, [])
        assert words in told["fraud"]["message"]

    def test_unknown_side_is_told(self, shop: Shop) -> None:
        told = whole(shop, **NO_BUYER)
        assert (told["direction"], told["draft"]["invoice_type"]) == ("unknown", "supplier")
        assert any("looks like your business" in one for one in told["warnings"])


class TestCorrections:
    def test_value_keeps_its_place_and_says_that_it_was_corrected(self, shop: Shop) -> None:
        read = shop.read()
        before = read["fields"]["supplier.gstin"]
        told = shop.correct(read["id"], supplier__gstin=papers.STRANGER).get_json()
        after = told["fields"]["supplier.gstin"]
        assert (after["box"], after["page"], after["raw"]) == (before["box"], before["page"], before["raw"])
        assert (after["corrected"], told["supplier"]["gstin"]) == (True, papers.STRANGER)
        assert shop.get(f"/{read['id']}").get_json() == told

    def test_repeat_changes_nothing(self, shop: Shop) -> None:
        id = shop.read()["id"]
        first, second = (shop.correct(id, invoice_number="A-1").get_json() for _ in range(2))
        assert [one["path"] for one in second["corrections"]] == ["invoice_number"]
        assert first["corrections"] == second["corrections"]
        assert shop.count("document_extraction_corrections") == 1

    def test_line_that_was_taken_out_stays_out_however_often_that_is_said(self, shop: Shop) -> None:
        told = whole(shop, lines__1__description="Door latch", lines__1__total=118)
        removal: dict[str, Any] = dict.fromkeys(LINE)
        for _ in range(2):
            told = shop.correct(told["id"], **removal).get_json()
            assert [(one["path"], one["description"]) for one in told["lines"]] == [("lines.1", "Door latch")]
        assert [one["name"] for one in told["draft"]["items"]] == ["Door latch"]

    def test_what_was_set_right_teaches_with_the_words_that_were_read(self, shop: Shop) -> None:
        began = shop.rt.clock.now()
        id = shop.read()["id"]
        for number in ("A-1", "A-2"):
            shop.correct(id, invoice_number=number, due_date=None, reverse_charge=True, totals__grand_total=1062.5)
        with shop.rt.db.transaction(Caller.service()) as tx:
            (found,) = [one for one in corrected.fetch(tx, began) if one.business_id == shop.business_id]
        assert dict(found.values) == {"invoice_number": "A-2", "totals.grand_total": "1062.50"}
        assert "Hardware" in [token.text for token in found.pages.tokens]
        with shop.rt.db.transaction(Caller.service()) as tx:
            assert [one for one in corrected.fetch(tx, found.at) if one.business_id == shop.business_id] == []

    def test_every_step_is_kept_with_who_and_when(self, shop: Shop) -> None:
        id = shop.read()["id"]
        for number in ("A-1", "A-2", None):
            told = shop.correct(id, invoice_number=number).get_json()
        assert [(one["step"], one["value"]) for one in told["corrections"]] == [(1, "A-1"), (2, "A-2"), (3, None)]
        assert {one["corrected_by"] for one in told["corrections"]} == {str(shop.owner.user_id)}
        assert told["invoice_number"] is None

    def test_sums_are_tried_anew(self, shop: Shop) -> None:
        right = whole(shop)
        assert right["checks"]
        assert [one for one in right["checks"] if not one["ok"]] == []
        wrong = shop.correct(right["id"], totals__grand_total=1900).get_json()
        assert [one for one in wrong["checks"] if not one["ok"]]
        assert any("not fit" in one for one in wrong["warnings"])

    def test_reviewed_document_needs_no_further_look(self, shop: Shop) -> None:
        id = shop.read()["id"]
        assert shop.correct(id, invoice_number="A-1").get_json()["status"] == "needs_review"
        told = shop.correct(id, is_reviewed=True).get_json()
        assert (told["status"], bool(told["reviewed_at"])) == ("extracted", True)
        assert shop.correct(id, invoice_number="A-2").get_json()["status"] == "extracted"

    def test_wrong_values_are_named_and_nothing_is_changed(self, shop: Shop) -> None:
        id = shop.read()["id"]
        answer = shop.correct(id, invoice_number="A-1", lines__0__quantity="two", colour="red")
        assert (answer.status_code, answer.get_json()["code"]) == (422, "correction_refused")
        assert answer.get_json()["errors"].keys() == {"lines.0.quantity", "colour"}
        assert shop.count("document_extraction_corrections") == 0

    @pytest.mark.parametrize(("content", "code"), [(papers.BILL, "still_being_read"), (b"%PDF-1.4 x", "nothing_read")])
    def test_document_in_which_nothing_was_read_cannot_be_set_right(
        self, shop: Shop, content: bytes, code: str
    ) -> None:
        is_waiting = code == "still_being_read"
        id = shop.send(content, wait="0").get_json()["id"] if is_waiting else shop.read(content)["id"]
        answer = shop.correct(id, invoice_number="A-1")
        assert (answer.status_code, answer.get_json()["code"]) == (409, code)

    def test_list_shows_what_was_set_right(self, shop: Shop) -> None:
        whole(shop, invoice_number="A-9")
        (entry,) = shop.get(f"?business_id={shop.business_id}").get_json()["extractions"]
        assert (entry["invoice_number"], entry["invoice_date"], entry["total"]) == ("A-9", "2026-06-12", 1062)

    def test_unknown_document(self, shop: Shop) -> None:
        assert shop.correct(str(uuid4()), invoice_number="A-1").status_code == 404


def whole(shop: Shop, *, content: bytes = papers.BILL, **changes: Any) -> dict[str, Any]:
    """The bill with all of its values as a person has set them, and these changes."""
    answer = shop.correct(shop.read(content)["id"], **{**WHOLE, **changes})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    assert storing.fetch(shop.rt, UUID(found["id"]), caller=shop.owner).assessment is not None
    return found

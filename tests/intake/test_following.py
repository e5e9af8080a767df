"""What follows from a document: the law, the books, duplicates; and what a correction changes in them."""

from typing import Any

import pytest

from tests import shops
from tests.intake import bills, papers
from tests.intake.conftest import Shop

NO_BUYER: dict[str, Any] = {"buyer__name": None, "buyer__gstin": None, "buyer__pan": None}
BOOKED = """
    insert into invoices (business_id, supplier_id, invoice_type, invoice_number, invoice_date, subtotal, tax_amount,
        total_amount, status, created_at)
    select :business_id, id, 'supplier', 'GH/2026/118', '2026-06-12', 900, 162, 1062, 'sent', '2026-06-13 10:00+05:30'
    from suppliers where business_id = :business_id
"""


class TestLaw:
    def test_lawful_bill_has_no_issue(self, shop: Shop) -> None:
        told = bills.whole(shop)
        assert told["compliance"]["is_checked"] is True
        assert [one["rule"] for one in told["compliance"]["issues"] if one["type"] != "warning"] == []

    def test_issue_of_a_bill_speaks_to_its_buyer_in_their_language(self, shop: Shop) -> None:
        told = bills.whole(shop, totals__sgst=91, lines__0__sgst=91)
        issues = told["compliance"]["issues"]
        assert "tax_calculation_error" in {one["type"] for one in issues}
        answer = shop.client.get(
            f"/api/v1/invoices/extractions/{told['id']}", headers={**shop.headers(), "Accept-Language": "hi"}
        )
        hindi = answer.get_json()["compliance"]["issues"]
        assert [one["id"] for one in hindi] == [one["id"] for one in issues]
        assert hindi[0]["plain_language_explanation"] != issues[0]["plain_language_explanation"]

    def test_finding_that_may_be_a_fault_of_reading_says_so(self, shop: Shop) -> None:
        read = shop.read(papers.BILL.replace(b"GSTIN: " + papers.SUPPLIER.encode(), b""))
        assert "misread" in read["compliance"]["message"]
        assert "supplier GSTIN" in read["compliance"]["message"]
        assert shop.correct(read["id"], is_reviewed=True).get_json()["compliance"]["message"] is None

    def test_receipt_without_gst_is_not_held_against_the_law(self, shop: Shop) -> None:
        told = bills.whole(shop, document_type="receipt", supplier__gstin=None, buyer__gstin=None)
        assert told["compliance"]["is_checked"] is False
        assert "no GST invoice" in told["compliance"]["message"]

    def test_value_that_no_paper_says_is_left_out_and_named(self, shop: Shop) -> None:
        told = bills.whole(shop, invoice_date="2016-04-01")
        assert told["compliance"]["is_checked"] is True
        assert "invoice date" in told["compliance"]["message"]


class TestBooks:
    def test_bill_that_is_in_the_books_already_is_named(self, shop: Shop) -> None:
        shops.execute(shop.engine, BOOKED, {"business_id": shop.business_id})
        told = bills.whole(shop)
        assert told["fraud"]["verdict"] == "ask_first"
        (alert,) = [one for one in told["fraud"]["alerts"] if one["type"] == "duplicate_supplier_bill"]
        (same,) = told["duplicates"]
        assert (same["number"], same["kind"], same["why"]) == ("GH/2026/118", "document", alert["message"])
        assert same["id"] in alert["evidence"]["documents"]

    def test_new_bill_is_clear(self, shop: Shop) -> None:
        told = bills.whole(shop)
        assert (told["fraud"]["is_checked"], told["fraud"]["verdict"], told["duplicates"]) == (True, "clear", [])
        assert told["draft"]["supplier_id"]

    def test_same_bill_photographed_again_is_named(self, shop: Shop) -> None:
        first, second = bills.whole(shop), bills.whole(shop, content=papers.BILL + b"\nphotographed again")
        (same,) = second["duplicates"]
        assert (same["id"], same["kind"]) == (first["id"], "extraction")

    def test_same_bill_is_named_where_its_supplier_was_misread(self, shop: Shop) -> None:
        first = bills.whole(shop)
        changes: dict[str, Any] = {"supplier__gstin": None, "supplier__name": "Cupla Herdwane"}
        second = bills.whole(shop, content=papers.BILL + b"\nphotographed again", **changes)
        assert [(one["id"], "number, date and total" in one["why"]) for one in second["duplicates"]] == [
            (first["id"], True)
        ]

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
        told = bills.whole(shop, **changes)
        assert (told["fraud"]["is_checked"], told["fraud"]["alerts"]) == (False, [])
        assert words in told["fraud"]["message"]

    def test_unknown_side_is_told(self, shop: Shop) -> None:
        told = bills.whole(shop, **NO_BUYER)
        assert (told["direction"], told["draft"]["invoice_type"]) == ("unknown", "supplier")
        assert any("looks like your business" in one for one in told["warnings"])

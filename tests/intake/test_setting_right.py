"""A person sets a document right: step by step, once however often it is sent, and everything follows."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from app.intake.repo import extractions
from app.intake.rules import correcting as rules
from app.intake.service import storing
from app.invoices.repo import corrected
from app.runtime.identity import Caller
from tests import shops
from tests.intake import bills, papers
from tests.intake.conftest import Shop

COLUMNS = (
    *("document_type", "supplier_name", "invoice_number", "invoice_date", "total", "supplier_key", "number_key"),
    "irn",
)


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
        told = bills.whole(shop, lines__1__description="Door latch", lines__1__total=118)
        removal: dict[str, Any] = dict.fromkeys(bills.LINE)
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
        right = bills.whole(shop)
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
        bills.whole(shop, invoice_number="A-9")
        (entry,) = shop.get(f"?business_id={shop.business_id}").get_json()["extractions"]
        assert (entry["invoice_number"], entry["invoice_date"], entry["total"]) == ("A-9", "2026-06-12", 1062)

    def test_step_whose_comparison_broke_off_is_compared_when_it_is_sent_again(self, shop: Shop) -> None:
        told = bills.whole(shop)
        before = told["draft"]
        stale = "update document_extractions set step = step + 1 where business_id = :id"
        shops.execute(shop.engine, stale, {"id": shop.business_id})
        kept = storing.fetch(shop.rt, UUID(told["id"]), caller=shop.owner)
        assert not kept.is_assessed
        assert shop.correct(told["id"], invoice_number="GH/2026/118").get_json()["draft"] == before
        assert storing.fetch(shop.rt, UUID(told["id"]), caller=shop.owner).is_assessed

    def test_slower_comparison_of_an_earlier_step_changes_nothing(self, shop: Shop) -> None:
        id = shop.read()["id"]
        earlier = storing.fetch(shop.rt, UUID(id), caller=shop.owner)
        shop.correct(id, invoice_number="A-1")
        with shop.rt.db.transaction(Caller.service()) as tx:
            extractions.save_assessment(tx, earlier, {"draft": None}, dict.fromkeys(COLUMNS))
        kept = storing.fetch(shop.rt, UUID(id), caller=shop.owner)
        assert kept.assessment is not None
        assert kept.assessment["draft"]["invoice_number"] == "A-1"

    def test_steps_of_one_document_have_an_end(self, shop: Shop) -> None:
        id = shop.read()["id"]
        many = "update document_extractions set step = :most where business_id = :id"
        shops.execute(shop.engine, many, {"id": shop.business_id, "most": rules.MOST_STEPS})
        answer = shop.correct(id, invoice_number="A-1")
        assert (answer.status_code, answer.get_json()["code"]) == (409, "corrected_too_often")

    def test_unknown_document(self, shop: Shop) -> None:
        assert shop.correct(str(uuid4()), invoice_number="A-1").status_code == 404

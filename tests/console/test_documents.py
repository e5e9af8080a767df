"""Admins look through documents: the list, one document with its boxes, setting values right, and who did it."""

from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from tests import shops
from tests.console import planted_documents
from tests.console.browser_visits import SECRET, Visitor
from tests.intake import bills, conftest, papers
from tests.intake.conftest import Shop

DEEDS = "select count(*) from document_deeds where extraction_id = :id and deed = :deed and actor = :actor"
Deeds = Mapping[str, int]


class TestList:
    def test_tells_what_waits_and_what_does_not_add_up(self, admin: Visitor, shop: Shop, document: str) -> None:
        shop.correct(document, totals__grand_total=1900)
        page = admin.get(f"/documents?business={shop.business_id}").text
        assert "Gupta Hardware Stores" in page and papers.SHOP in page and "₹1,900" in page
        assert "One sum or check does" in page and "to look at" in page
        assert "There is no such document" in admin.get(f"/documents?state=failed&business={shop.business_id}").text

    def test_takes_only_the_id_of_a_business(self, admin: Visitor) -> None:
        assert admin.get("/documents?business=Gupta").status_code == 422
        assert admin.get(f"/documents?business={uuid4()}&page=99999999&state=odd").status_code == 200

    def test_unreadable_one_says_why(self, admin: Visitor, shop: Shop) -> None:
        id = planted_documents.planted(shop, b"\x25PDF-1.4 broken off")
        for path in (f"/documents?business={shop.business_id}", f"/documents/{id}"):
            page = admin.get(path).text
            assert "not readable" in page and 'class="values"' not in page


class TestOne:
    def test_shows_every_value_with_its_word_its_source_and_its_box(self, admin: Visitor, document: str) -> None:
        page = admin.get(f"/documents/{document}").text
        for path in ("supplier.gstin", "lines.0.quantity", "totals.grand_total"):
            assert f'id="f-{path}"' in page and f'id="b-{path}"' in page
        assert "from the text of the file" in page and 'value="1062.00"' in page

    def test_sum_that_does_not_close_is_told_with_both_figures(self, admin: Visitor, shop: Shop, document: str) -> None:
        shop.correct(document, totals__grand_total=1900)
        page = admin.get(f"/documents/{document}").text
        assert "Everything together comes to 1062.00; the grand total says 1900.00." in page
        assert 'aria-invalid="true"' in page and "set by a person" in page

    def test_look_is_written_down_once_with_who_looked(
        self, admin: Visitor, engine: Engine, asha: Caller, document: str
    ) -> None:
        for _ in range(2):
            admin.get(f"/documents/{document}")
        assert deeds(engine, document, asha) == {"looked": 1, "corrected": 0}
        assert f"/admin/documents/{document}" in admin.get("/history").text

    def test_owner_reads_who_looked(self, rt: Runtime, admin: Visitor, shop: Shop, document: str) -> None:
        admin.get(f"/documents/{document}")
        with rt.db.transaction(shop.owner) as tx:
            assert tx.exec_driver_sql("select count(*) from document_deeds").scalar_one() == 1

    def test_words_stand_where_there_is_no_picture(self, admin: Visitor, shop: Shop) -> None:
        document = planted_documents.planted(shop, papers.BILL, "bill.txt")
        page = admin.get(f"/documents/{document}").text
        assert ">Hardware</text>" in page and '<img src="/admin/documents' not in page

    def test_picture_of_a_page_is_kept_by_nobody(self, admin: Visitor, document: str) -> None:
        answer = admin.get(f"/documents/{document}/pages/1")
        assert (answer.mimetype, answer.data[:3]) == ("image/jpeg", b"\xff\xd8\xff")
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert admin.get(f"/documents/{document}/pages/2").status_code == 404

    def test_nobody_else_comes_in(self, client: FlaskClient, document: str) -> None:
        client.delete_cookie("console")
        for path in ("", "/pages/1"):
            answer = client.get(f"/admin/documents/{document}{path}")
            assert (answer.status_code, answer.location.split("?")[0]) == (303, "/admin/sign-in")

    def test_unknown_one_is_told_so(self, admin: Visitor) -> None:
        assert admin.get(f"/documents/{uuid4()}").status_code == 404


class TestSettingRight:
    def test_only_what_was_changed_is_set_right_under_the_admins_id(
        self, admin: Visitor, engine: Engine, asha: Caller, shop: Shop, document: str
    ) -> None:
        answer = save(admin, document, invoice_number="GH/1", invoice_date="12/06/2026", currency="")
        assert answer.status_code == 303
        told = shop.get(f"/{document}").get_json()
        assert [(one["path"], one["value"]) for one in told["corrections"]] == [("invoice_number", "GH/1")]
        assert told["corrections"][0]["corrected_by"] == str(asha.user_id)
        assert deeds(engine, document, asha)["corrected"] == 1

    def test_amounts_are_taken_as_people_write_them(self, admin: Visitor, shop: Shop, document: str) -> None:
        save(admin, document, **{"totals.grand_total": "₹ 1,06,200.50", "reverse_charge": "no", "due_date": "1.7.2026"})
        told = shop.get(f"/{document}").get_json()
        assert (told["totals"]["grand_total"], told["reverse_charge"]) == (106200.5, False)
        assert told["due_date"] == "2026-07-01"

    def test_wrong_value_comes_again_with_the_reason_beside_it(self, admin: Visitor, shop: Shop, document: str) -> None:
        answer = save(admin, document, **{"totals.grand_total": "a thousand", "invoice_number": "GH/1"})
        assert answer.status_code == 422
        assert "This must be a number." in answer.text and 'value="a thousand"' in answer.text
        assert 'value="GH/1"' in answer.text and shop.get(f"/{document}").get_json()["corrections"] == []

    def test_line_is_taken_out_and_another_put_in(self, admin: Visitor, shop: Shop, document: str) -> None:
        bills.whole(shop, content=papers.pdf())
        save(admin, document, without="lines.0", **{"lines.1.description": "Door latch", "lines.1.total": "118"})
        lines = shop.get(f"/{document}").get_json()["lines"]
        assert [(one["description"], one["total"]) for one in lines] == [("Door latch", 118)]

    def test_what_somebody_else_set_right_meanwhile_stays(self, admin: Visitor, shop: Shop, document: str) -> None:
        before = admin.get(f"/documents/{document}").text
        shop.correct(document, invoice_number="A-1")
        shown = {"v.invoice_number": "GH/2026/118", "v.payment_terms": "15 days", "step": "0"}
        secret = SECRET.search(before)
        assert secret
        admin.client.post(f"/admin/documents/{document}", data={"form_secret": secret[1], **shown})
        told = shop.get(f"/{document}").get_json()
        assert (told["invoice_number"], told["payment_terms"]) == ("A-1", "15 days")

    def test_all_looked_at_needs_no_further_look(self, admin: Visitor, shop: Shop, document: str) -> None:
        save(admin, document, reviewed="yes")
        assert shop.get(f"/{document}").get_json()["status"] == "extracted"
        answer = save(admin, document, reviewed="yes")
        assert "said=same_as_before" in answer.location

    def test_form_of_somebody_else_is_refused(self, admin: Visitor, shop: Shop, document: str) -> None:
        answer = admin.client.post(f"/admin/documents/{document}", data={"v.invoice_number": "X", "step": "0"})
        assert answer.status_code == 403
        assert shop.get(f"/{document}").get_json()["corrections"] == []


def save(admin: Visitor, document: str, *, without: str = "", reviewed: str = "", **values: str) -> TestResponse:
    """Sends the form of a document with these values; nobody else is at it, so any late step will do."""
    told = {f"v.{path}": text for path, text in values.items()}
    told |= {name: text for name, text in (("without", without), ("reviewed", reviewed)) if text}
    return admin.post(f"/documents/{document}", form_of=f"/documents/{document}", step="999", **told)


def deeds(engine: Engine, document: str, who: Caller) -> Deeds:
    """How often an admin looked at a document, and set something right in it."""
    values = {"id": UUID(document), "actor": str(who.user_id)}
    return {deed: shops.count(engine, DEEDS, {**values, "deed": deed}) for deed in ("looked", "corrected")}


@pytest.fixture
def shop(rt: Runtime, client: FlaskClient, engine: Engine) -> Shop:
    """A shop that has just been imported."""
    return conftest.opened(rt, client, engine)


@pytest.fixture
def document(shop: Shop) -> str:
    """A bill of the shop as a PDF that was read, pictures and all."""
    return planted_documents.planted(shop, papers.pdf())

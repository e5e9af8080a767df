"""A document is sent, read once however often it is sent, and answered with what follows from it."""

import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from app.intake import service
from app.intake.records import Status, Upload
from app.intake.service import receiving, storing
from app.invoices.records.extractions import Extraction, Failure
from app.runtime.jobs import runner
from app.runtime.jobs.records import JobState
from tests import shops
from tests.intake import papers
from tests.intake.conftest import BOUNDARY, EXTRACT, Shop, working, written

CONTRACT = (
    *("id", "document_type", "invoice_number", "invoice_date", "due_date", "purchase_order", "payment_terms"),
    *("currency", "supplier", "buyer", "ship_to", "place_of_supply", "reverse_charge", "irn", "ack_no", "ack_date"),
    *("eway_bill_no", "signed_qr", "lines", "totals", "rates", "company", "date", "address", "total", "fields"),
    *("checks", "auto_accept", "error"),
)
NAMES = ["../../etc/passwd", "C:\\scan\\bill.jpg", "बिल.pdf", "", "x" * 900, "a\x1b[31mb\x00.png"]
NULS = b"\0" * 90


class TestRead:
    def test_answer_holds_the_contract_and_what_follows(self, shop: Shop) -> None:
        told = shop.read()
        assert set(CONTRACT) <= told.keys()
        assert told["supplier"]["gstin"] == papers.SUPPLIER
        assert (told["status"], told["direction"], told["direction_by"]) == ("needs_review", "purchase", "gstin")
        assert told["draft"]["invoice_type"] == "supplier"
        assert {"is_checked", "message", "verdict", "alerts"} == told["fraud"].keys()

    def test_job_tells_what_was_read(self, shop: Shop) -> None:
        id = UUID(shop.read()["id"])
        kept = storing.fetch(shop.rt, id, caller=shop.owner)
        assert kept.job_id is not None
        job = shop.rt.jobs.fetch(kept.job_id, caller=shop.owner)
        assert job.result is not None
        assert job.result["href"] == f"/api/v1/invoices/extractions/{id}"
        assert job.result["supplier"]["gstin"] == papers.SUPPLIER

    def test_longer_reading_is_answered_with_its_job(self, shop: Shop) -> None:
        answer = shop.send(papers.BILL, wait="0")
        assert answer.status_code == 202
        told = answer.get_json()
        assert (told["status"], told["progress"]) == ("waiting", 0)
        assert shop.get(f"/{told['id']}").get_json()["job_id"] == told["job_id"]
        with working(shop):
            assert shop.send(papers.BILL).status_code == 200
        assert shop.get(f"/{told['id']}").status_code == 200

    def test_file_that_holds_nothing_to_read_has_failed_and_is_not_kept(self, shop: Shop) -> None:
        told = shop.read(b"%PDF-1.4\nnot at all")
        assert told["status"] == "failed"
        assert told["error"]["code"] == "file_damaged"
        assert told["error"]["message"].endswith(".")
        assert shop.files(told["id"]) == []

    @pytest.mark.parametrize("name", NAMES)
    def test_name_of_the_file_is_data_and_no_path(self, name: str) -> None:
        cleaned = receiving.cleaned(name)
        assert 0 < len(cleaned) <= receiving.LONGEST_NAME
        assert not set(cleaned) & set("/\\\x00\x1b")

    def test_word_with_characters_that_nobody_sees_is_told_of(self, shop: Shop) -> None:
        parted = papers.SUPPLIER[:4] + "\u200b" + papers.SUPPLIER[4:]
        told = shop.read(papers.BILL.replace(papers.SUPPLIER.encode(), parted.encode()))
        assert told["supplier"]["gstin"] == papers.SUPPLIER
        assert any("nobody can see" in one for one in told["warnings"])
        assert shop.get(f"/{told['id']}").get_json()["warnings"] == told["warnings"]


class TestRepeats:
    def test_same_bytes_are_the_same_document_and_one_job(self, shop: Shop) -> None:
        first, second = shop.read(), shop.read()
        assert {**first, "compliance": None} == {**second, "compliance": None}
        assert (shop.count("document_extractions"), shop.jobs()) == (1, 1)

    def test_repeats_at_the_same_time_make_one_document(self, shop: Shop) -> None:
        with ThreadPoolExecutor(3) as pool:
            answers = list(pool.map(lambda _: shop.send(papers.BILL, wait="0"), range(3)))
        assert {answer.status_code for answer in answers} == {202}
        assert len({answer.get_json()["job_id"] for answer in answers}) == 1
        assert (shop.count("document_extractions"), shop.jobs()) == (1, 1)

    def test_same_bytes_of_another_business_are_another_document(self, shop: Shop, other_shop: Shop) -> None:
        assert shop.read()["id"] != other_shop.read()["id"]

    @pytest.mark.parametrize(
        ("code", "is_read_again"), [("too_much_work", True), ("ocr_not_installed", True), ("file_damaged", False)]
    )
    def test_failure_that_may_have_passed_is_tried_again(self, code: str, is_read_again: bool) -> None:
        upload = Upload(UUID(int=1), "bill.txt", papers.BILL, papers.ON)
        kept = receiving.unread(upload, datetime(2026, 6, 20, tzinfo=UTC))
        failed = replace(kept, status=Status.FAILED, extraction=Extraction(failure=Failure(code, "It failed.")))
        assert storing.is_unfinished(failed) is is_read_again

    def test_comparison_that_broke_off_is_made_when_it_is_sent_again(self, shop: Shop) -> None:
        told = shop.read()
        lost = "update document_extractions set assessment = null where business_id = :id"
        shops.execute(shop.engine, lost, {"id": shop.business_id})
        assert shop.get(f"/{told['id']}").get_json()["direction"] == "unknown"
        assert shop.read()["direction"] == "purchase"

    def test_reading_that_broke_off_has_failed_until_it_is_sent_again(self, shop: Shop) -> None:
        under_way = shop.send(papers.BILL, wait="0").get_json()
        id = under_way["id"]
        shop.rt.storage.delete(storing.place_of(UUID(id)))
        assert runner.execute(shop.rt, UUID(under_way["job_id"]), service.extract_job) is JobState.FAILED
        told = shop.get(f"/{id}").get_json()
        assert (told["status"], told["error"]["code"]) == ("failed", "reading_broke_off")
        assert shop.read()["status"] == "needs_review"


class TestRefused:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "empty"),
            (b"MZ\x90" + NULS, "program"),
            (b"PK\x03\x04" + NULS, "archive"),
            (b"GIF89a" + NULS, "picture"),
        ],
        ids=["empty", "program", "archive", "picture"],
    )
    def test_what_is_no_document_is_refused_before_anything_is_kept(
        self, shop: Shop, content: bytes, words: str
    ) -> None:
        answer = shop.send(content, "bill.pdf")
        assert answer.status_code == 422
        assert words in answer.get_json()["message"]
        assert shop.count("document_extractions") == 0

    def test_larger_file_than_is_taken(self, shop: Shop) -> None:
        answer = shop.send(b"x" * (shop.rt.settings.max_file_size + 70_000))
        assert (answer.status_code, answer.get_json()["code"]) == (413, "document_too_large")

    @pytest.mark.parametrize(
        ("field", "value"),
        [("business_id", "?"), ("wait", "99"), ("wait", "nan"), ("reference_date", "today"), ("colour", "red")],
    )
    def test_wrong_field_is_named(self, shop: Shop, field: str, value: str) -> None:
        answer = shop.send(papers.BILL, **{field: value})
        assert answer.status_code == 422
        assert list(answer.get_json()["errors"]) == [field]

    @pytest.mark.parametrize("again", ["business_id", "file"])
    def test_field_that_is_given_twice_is_named_and_neither_is_taken(self, shop: Shop, again: str) -> None:
        form = written({"business_id": str(shop.business_id)}, papers.BILL, "bill.txt")
        name = b'name="file"; filename="other.txt"' if again == "file" else b'name="business_id"'
        more = b"--%s\r\nContent-Disposition: form-data; %s\r\n\r\nother\r\n" % (BOUNDARY.encode(), name)
        content_type = f"multipart/form-data; boundary={BOUNDARY}"
        answer = shop.client.post(EXTRACT, data=more + form, headers=shop.headers(), content_type=content_type)
        assert (answer.status_code, answer.get_json()["errors"]) == (422, {again: ["This is given twice."]})
        assert shop.jobs() == 0

    def test_form_without_a_file(self, shop: Shop) -> None:
        answer = shop.client.post(EXTRACT, data={"business_id": str(shop.business_id)}, headers=shop.headers())
        assert (answer.status_code, list(answer.get_json()["errors"])) == (422, ["file"])

    @pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # werkzeug leaves the half part open
    def test_form_that_was_cut_off_on_its_way(self, shop: Shop) -> None:
        body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="bill.txt"\r\n\r\nTAX INV'
        answer = shop.client.post(
            EXTRACT, data=body, headers=shop.headers(), content_type="multipart/form-data; boundary=x"
        )
        gc.collect()
        assert answer.status_code == 422
        assert shop.count("document_extractions") == 0

    def test_stranger_finds_neither_the_business_nor_the_document(self, shop: Shop, other_shop: Shop) -> None:
        id = shop.read()["id"]
        stranger = replace(shop, owner=other_shop.owner)
        assert stranger.send(papers.BILL).status_code == 404
        assert stranger.get(f"/{id}").status_code == 404
        assert stranger.get(f"/{id}/pages/1").status_code == 404
        assert stranger.get(f"?business_id={shop.business_id}").status_code == 404
        assert stranger.correct(id, invoice_number="A-1").status_code == 404
        assert stranger.delete(id).status_code == 204
        assert shop.get(f"/{id}").get_json()["invoice_number"] != "A-1"

    def test_nobody_is_told_to_sign_in(self, shop: Shop) -> None:
        assert shop.client.post(EXTRACT).status_code == 401

"""A month from the upload to the answers: what the owner sees, what is refused, and what a repeat does not do."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from app.compliance.service import matching as service
from app.runtime.identity import Caller
from app.runtime.jobs import runner
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests.compliance.matching.conftest import Shop
from tests.compliance.papers_2b import BENGALURU, MUMBAI, STRANGER
from tests.compliance.portal_files import as_json, invoice, line, supplied, usual_workbook
from tests.signed_in import Reply, person


@pytest.mark.usefixtures("worker")
class TestMonth:
    def test_shows_money_by_state_and_supplier(self, shop: Shop) -> None:
        shop.book("A-1")
        shop.book("A-2", total_amount=11800)
        shop.book("B-9", supplier=1)
        file = as_json(b2b=[supplied(invoice("A-1"), invoice("A-2", txval=10400), invoice("A-7"))])
        sent = shop.upload(file)
        assert (sent.status_code, sent.json["period"], sent.json["papers"]) == (201, "2025-10", 3)
        month = shop.glance()
        assert {state: sums["rows"] for state, sums in month["states"].items()} == {
            "exact": 1, "suggested": 0, "mismatch": 1, "missing_in_2b": 1, "missing_in_books": 1
        }  # fmt: skip
        assert (month["credit_at_risk"], month["is_stale"]) == (1800, False)
        at_risk = [one for one in month["suppliers"] if "missing_in_2b" in one["states"]]
        assert [(one["supplier_gstin"], one["supplier_name"]) for one in at_risk] == [(STRANGER, "Pune Paints")]

    def test_row_says_each_difference_in_the_readers_language(self, shop: Shop) -> None:
        shop.book("A-2")
        shop.upload(as_json(b2b=[supplied(invoice("A-2", txval=10400))]))
        (row,) = shop.rows("period=2025-10&state=mismatch")
        assert [one["field"] for one in row["differences"]] == ["taxable_value"]
        assert row["differences"][0]["sentence"] == "Taxable value is ₹10,000 in your books and ₹10,400 in 2B."
        path = f"/api/v1/compliance/{shop.business_id}/reconciliation/rows?period=2025-10"
        headers = {"Authorization": f"Bearer {shop.owner.token}", "Accept-Language": "hi"}
        (row,) = shop.owner.client.get(path, headers=headers).get_json()["rows"]
        assert "आपकी बही में" in row["differences"][0]["sentence"]

    def test_follows_the_books(self, shop: Shop) -> None:
        shop.upload(as_json(b2b=[supplied(invoice("A-1"))]))
        assert shop.glance()["states"]["missing_in_books"]["rows"] == 1
        shop.book("A-1")
        assert shop.glance()["states"]["exact"]["rows"] == 1

    def test_bill_reported_a_month_late_is_matched_there(self, shop: Shop) -> None:
        shop.book("A-1")
        shop.upload(as_json(b2b=[]))
        assert shop.glance()["credit_at_risk"] == 1800
        shop.upload(as_json(period="112025", b2b=[supplied(invoice("A-1"))]))
        assert shop.glance("2025-11")["states"]["exact"]["rows"] == 1
        assert shop.glance()["credit_at_risk"] == 0

    def test_bill_is_missed_nowhere_once_it_stands_in_another_month(self, shop: Shop) -> None:
        shop.upload(as_json(b2b=[]))
        shop.upload(as_json(period="112025", b2b=[supplied(invoice("A-1"))]))
        shop.book("A-1")
        assert shop.glance()["credit_at_risk"] == 1800
        assert shop.glance("2025-11")["states"]["exact"]["rows"] == 1
        assert (shop.glance()["credit_at_risk"], shop.rows()) == (0, [])

    def test_amended_a_month_later_is_told_there_alone(self, shop: Shop) -> None:
        shop.book("A-1", subtotal=12000, total_amount=13800)
        shop.upload(as_json(b2b=[supplied(invoice("A-1"))]))
        assert [row["state"] for row in shop.rows()] == ["mismatch"]
        amended = invoice("A-1", txval=12000, oinum="A-1", oidt="14-10-2025")
        shop.upload(as_json(period="112025", b2ba=[supplied(amended)]))
        assert [row["state"] for row in shop.rows("period=2025-11")] == ["exact"]
        assert shop.rows() == []

    def test_statement_made_later_by_the_portal_counts(self, shop: Shop) -> None:
        shop.book("A-1")
        shop.upload(as_json(b2b=[]))
        later = as_json(b2b=[supplied(invoice("A-1"))]).replace(b"14-11-2025", b"15-11-2025")
        shop.upload(later)
        assert shop.glance()["states"]["exact"]["rows"] == 1

    def test_large_statement_comes_in_parts(self, shop: Shop) -> None:
        shop.book("A-1")
        shop.book("A-2")
        for number in ("A-1", "A-2"):
            shop.upload(as_json(b2b=[supplied(invoice(number))]))
        assert [row["state"] for row in shop.rows()] == ["exact", "exact"]

    def test_bills_without_tax_are_not_missed(self, shop: Shop) -> None:
        shop.book("9", supplier=2, tax_amount=0, total_amount=10000)
        shop.upload(as_json(b2b=[]))
        assert shop.rows() == []

    def test_heads_that_the_books_do_not_tell_are_no_difference(self, shop: Shop) -> None:
        shop.book("A-1")
        shop.upload(as_json(b2b=[supplied(invoice("A-1", cgst=0, sgst=0, igst=1800))]))
        assert [row["state"] for row in shop.rows()] == ["exact"]

    def test_workbook_is_matched_too(self, shop: Shop) -> None:
        shop.book("A-32")
        assert shop.upload(usual_workbook(line()), name="2b.xlsx").status_code == 201
        assert [row["state"] for row in shop.rows()] == ["exact"]

    def test_same_file_again_changes_nothing(self, shop: Shop) -> None:
        file = as_json(b2b=[supplied(invoice())])
        first, again = shop.upload(file), shop.upload(file)
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json == again.json

    def test_rows_come_in_pages(self, shop: Shop) -> None:
        shop.upload(as_json(b2b=[supplied(*(invoice(f"A-{at}") for at in range(5)))]))
        path = f"/compliance/{shop.business_id}/reconciliation/rows?period=2025-10&per_page=2&page=3"
        page = shop.owner.get(path).json
        assert (page["total"], page["page"], len(page["rows"])) == (5, 3, 1)

    def test_refresh_matches_anew(self, shop: Shop) -> None:
        shop.upload(as_json(b2b=[]))
        before = shop.glance()["matched_at"]
        path = f"/compliance/{shop.business_id}/reconciliation/2025-10/refresh"
        assert shop.owner.post(path, {}).json["matched_at"] > before


class TestSlowFiles:
    def test_file_that_takes_longer_is_answered_with_its_job(
        self, rt: Runtime, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = as_json(b2b=[supplied(invoice())])
        with monkeypatch.context() as impatient:
            impatient.setattr(rt.jobs, "_wait_seconds", 0)
            sent, again = shop.upload(file), shop.upload(file)
        assert (sent.status_code, again.status_code) == (202, 202)
        assert sent.json == again.json == {"job_id": sent.json["job_id"]}
        assert runner.execute(rt, UUID(sent.json["job_id"]), service.read_job) is JobState.DONE
        job = shop.owner.get(f"/jobs/{sent.json['job_id']}").json
        assert (
            shop.owner.get(job["result"]["href"].removeprefix("/api/v1")).json["states"]["missing_in_books"]["rows"]
            == 1
        )
        assert shop.upload(file).status_code == 200


@pytest.mark.usefixtures("worker")
class TestAnswers:
    def test_answer_is_kept_while_the_evidence_stands(self, shop: Shop) -> None:
        bill = shop.book("A-1")
        shop.upload(as_json(b2b=[]))
        (row,) = shop.rows()
        assert _said(shop, row["id"], "ignore", "The supplier files on Friday").json["answered"]["answer"] == "ignore"
        assert shop.glance()["credit_at_risk"] == 0
        shop.book("A-2", supplier=1)
        kept = {one["document_id"]: one["answered"] for one in shop.rows()}
        assert kept[bill]["note"] == "The supplier files on Friday"
        (business,) = shop.content["businesses"]
        business["documents"][0] |= {"total_amount": 11900, "subtotal": 10100}
        shop.save()
        assert {one["document_id"]: one["answered"] for one in shop.rows()}[bill] is None

    def test_same_answer_again_changes_nothing(self, shop: Shop) -> None:
        shop.book("A-1")
        shop.upload(as_json(b2b=[]))
        (row,) = shop.rows()
        assert _said(shop, row["id"], "accept").json == _said(shop, row["id"], "accept").json

    @pytest.mark.parametrize("body", [{}, {"answer": "perhaps"}, {"answer": "accept", "note": "x" * 1001}])
    def test_other_answers_are_refused(self, shop: Shop, body: dict[str, str]) -> None:
        path = f"/compliance/{shop.business_id}/reconciliation/rows/{uuid4()}/answer"
        assert shop.owner.post(path, body).status_code == 422

    def test_unknown_row_is_not_found(self, shop: Shop) -> None:
        assert _said(shop, str(uuid4()), "accept").status_code == 404


@pytest.mark.usefixtures("worker")
class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "field"),
        [
            (as_json(gstin=BENGALURU), "gstin"),
            (as_json(period="102035"), "period"),
            (as_json(period="072018"), "period"),
            (b"{}", "file"),
            (as_json()[:-10], "file"),
            (b"%PDF-1.7", "file"),
            (b"", "file"),
            (usual_workbook(line(), gstin=BENGALURU), "gstin"),
            (as_json(b2b=[supplied(invoice(dt="yesterday"))]), "data.docdata.b2b.0.inv.0.dt"),
            (as_json(b2b=[supplied(invoice(dt="14-10-2046"))]), "file"),
        ],
    )
    def test_file_that_cannot_be_used_is_named_and_nothing_stored(
        self, rt: Runtime, shop: Shop, content: bytes, field: str
    ) -> None:
        refused = shop.upload(content)
        assert refused.status_code == 422
        assert list(refused.json["errors"]) == [field] and refused.json["message"].endswith(".")
        assert field in ("file", "gstin", "period") or field in refused.json["message"]
        with rt.db.transaction(Caller.service()) as tx:
            stored = tx.execute(
                text("select count(*) from gstr2b_uploads where business_id = :id"), {"id": shop.business_id}
            )
            assert stored.scalar() == 0

    def test_too_large_a_file_is_refused_by_its_size(self, rt: Runtime, shop: Shop) -> None:
        refused = shop.upload(b"{" + bytes(rt.settings.max_file_size + 1))
        assert refused.status_code == 413 and refused.json["message"]

    def test_form_without_a_file_is_refused(self, shop: Shop) -> None:
        headers = {"Authorization": f"Bearer {shop.owner.token}"}
        path = f"/api/v1/compliance/{shop.business_id}/gstr2b"
        refused = shop.owner.client.post(path, data={"other": "x"}, headers=headers)
        assert refused.status_code == 422 and list(refused.get_json()["errors"]) == ["file"]

    def test_month_without_a_statement_is_not_found(self, shop: Shop) -> None:
        found = shop.owner.get(f"/compliance/{shop.business_id}/reconciliation?period=2025-09")
        assert found.status_code == 404 and "upload" in found.json["message"]

    @pytest.mark.parametrize("query", ["period=2025-13", "period=last", "state=lost", "page=0", "per_page=1000", "x=1"])
    def test_wrong_query_is_refused(self, shop: Shop, query: str) -> None:
        answered = shop.owner.get(f"/compliance/{shop.business_id}/reconciliation/rows?{query}")
        assert answered.status_code == 422

    def test_strangers_business_does_not_exist(
        self, rt: Runtime, shop: Shop, client: FlaskClient, caller: Callable[..., Caller]
    ) -> None:
        stranger = person(rt, client, caller())
        assert shop.upload(as_json(gstin=MUMBAI), who=stranger).status_code == 404
        base = f"/compliance/{shop.business_id}/reconciliation"
        assert [stranger.get(path).status_code for path in (base, f"{base}/rows")] == [404, 404]
        assert stranger.post(f"{base}/rows/{uuid4()}/answer", {"answer": "accept"}).status_code == 404
        assert stranger.post(f"{base}/2025-10/refresh", {}).status_code == 404


def _said(shop: Shop, row_id: str, answer: str, note: str | None = None) -> Reply:
    path = f"/compliance/{shop.business_id}/reconciliation/rows/{row_id}/answer"
    return shop.owner.post(path, {"answer": answer, "note": note})

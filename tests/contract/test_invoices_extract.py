"""POST /api/v1/invoices/extract and the calls behind it on the running system: a real worker reads a real file."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.intake import papers
from tests.running import System

EXTRACT, EXTRACTIONS = "/api/v1/invoices/extract", "/api/v1/invoices/extractions"


class TestExtract:
    def test_answer_holds_the_contract_and_every_value_its_place(self, api: httpx.Client, server: System) -> None:
        told = extracted(api, server, papers.pdf())
        assert UUID(told["id"])
        assert (told["supplier"]["gstin"], told["error"]) == (papers.SUPPLIER, None)
        assert (told["invoice_number"], told["invoice_date"]) == ("GH/2026/118", "2026-06-12")
        for field in told["fields"].values():
            assert 0 <= field["confidence"] <= 1
            assert field["source"] in ("text", "ocr", "qr", "derived")
            assert field["source"] == "derived" or (field["raw"] and len(field["box"]) == 4)

    def test_three_requests_at_once_are_one_document_and_one_job(self, api: httpx.Client, server: System) -> None:
        content = papers.BILL + b"\nsent three times"
        with ThreadPoolExecutor(3) as pool:
            answers = list(pool.map(lambda _: extracted(api, server, content), range(3)))
        assert len({answer["id"] for answer in answers}) == 1

    def test_job_and_page_and_correction_lead_from_one_to_the_other(self, api: httpx.Client, server: System) -> None:
        content = papers.pdf().replace(b"GH/2026/118", b"GH/2026/119")
        under_way = send(api, server, content, wait="0")
        told = extracted(api, server, content)
        if under_way.status_code == 202:
            job = api.get(f"/api/v1/jobs/{under_way.json()['job_id']}").json()
            assert (job["state"], job["result"]["href"]) == ("done", f"{EXTRACTIONS}/{told['id']}")
            assert job["result"]["invoice_number"] == "GH/2026/119"
        page = api.get(f"{EXTRACTIONS}/{told['id']}/pages/1")
        assert (page.status_code, page.headers["Content-Type"]) == (200, "image/jpeg")
        corrected = api.patch(f"{EXTRACTIONS}/{told['id']}", json={"corrections": {"invoice_number": "GH/120"}}).json()
        assert (corrected["invoice_number"], corrected["fields"]["invoice_number"]["corrected"]) == ("GH/120", True)
        assert api.get(f"{EXTRACTIONS}/{told['id']}").json()["corrections"] == corrected["corrections"]
        assert api.delete(f"{EXTRACTIONS}/{told['id']}").status_code == 204
        assert api.get(f"{EXTRACTIONS}/{told['id']}").status_code == 404


class TestErrors:
    @pytest.mark.parametrize(
        ("content", "status"), [(b"", 422), (b"MZ" + b"\0" * 99, 422), (b"PK\x03\x04" + b"\0" * 99, 422)]
    )
    def test_what_is_no_document_is_answered_in_a_sentence(
        self, api: httpx.Client, server: System, content: bytes, status: int
    ) -> None:
        assert_error(send(api, server, content, name="bill.pdf"), status)

    def test_business_of_another_owner_does_not_exist(self, api: httpx.Client, server: System) -> None:
        assert_error(send(api, server, papers.BILL, business_id=server.demo["other_business_id"]), 404)

    def test_unknown_document_does_not_exist(self, api: httpx.Client) -> None:
        assert_error(api.get(f"{EXTRACTIONS}/{uuid4()}"), 404)
        assert_error(api.patch(f"{EXTRACTIONS}/{uuid4()}", json={"corrections": {"due_date": None}}), 404)

    def test_nobody_is_told_to_sign_in(self, server: System) -> None:
        assert_error(httpx.post(server.url + EXTRACT, files={"file": papers.BILL}), 401)


def send(api: httpx.Client, server: System, content: bytes, name: str = "b.pdf", **form: str) -> httpx.Response:
    data = {"business_id": server.demo["business_id"], "reference_date": papers.ON.isoformat(), **form}
    return api.post(EXTRACT, data=data, files={"file": (name, content)})


def extracted(api: httpx.Client, server: System, content: bytes) -> dict[str, Any]:
    response = send(api, server, content)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def assert_error(response: httpx.Response, status: int) -> None:
    assert response.status_code == status, response.text
    assert response.json()["message"].endswith(".")

"""What is kept of a document: pictures for its owner alone, a line in the list, and nothing once it is deleted."""

from uuid import UUID, uuid4

import pytest

from app.intake import service
from app.runtime.jobs import runner
from app.runtime.sealing.columns import DOCUMENT_NAME
from tests import shops
from tests.intake import papers
from tests.intake.conftest import Shop


class TestPages:
    def test_pages_can_be_looked_at_by_their_owner_alone(self, shop: Shop) -> None:
        told = shop.read(papers.pdf())
        assert told["pages"] == 1
        picture = shop.get(f"/{told['id']}/pages/1")
        assert picture.mimetype == "image/jpeg"
        assert picture.data.startswith(b"\xff\xd8\xff")
        assert picture.headers["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize("number", [0, 2, 10**12])
    def test_there_are_no_others(self, shop: Shop, number: int) -> None:
        assert shop.get(f"/{shop.read()['id']}/pages/{number}").status_code == 404


class TestDeleted:
    def test_nothing_of_a_deleted_document_is_left(self, shop: Shop) -> None:
        told = shop.read(papers.pdf())
        shop.correct(told["id"], invoice_number="A-1")
        assert shop.files(told["id"])
        for _ in range(2):
            assert shop.delete(told["id"]).status_code == 204
        assert shop.files(told["id"]) == []
        tables = ("document_extractions", "document_extraction_corrections")
        assert [*(shop.count(table) for table in tables), shop.jobs()] == [0, 0, 0]

    def test_damaged_document_can_be_deleted(self, shop: Shop) -> None:
        id = shop.read()["id"]
        elsewhere = shop.rt.seals.text("bill.txt", DOCUMENT_NAME.place(uuid4()))
        damage = "update document_extractions set file_name = :name where id = :id"
        shops.execute(shop.engine, damage, {"name": elsewhere, "id": id})
        assert shop.get(f"/{id}").status_code == 503
        assert shop.delete(id).status_code == 204
        assert (shop.files(id), shop.count("document_extractions")) == ([], 0)

    def test_document_that_is_deleted_while_it_waits_is_not_read(self, shop: Shop) -> None:
        under_way = shop.send(papers.BILL, wait="0").get_json()
        shop.delete(under_way["id"])
        assert runner.execute(shop.rt, UUID(under_way["job_id"]), service.extract_job) is None
        assert shop.get(f"/{under_way['id']}").status_code == 404

    def test_document_that_is_deleted_while_it_is_read_leaves_no_file(self, shop: Shop) -> None:
        under_way = shop.send(papers.pdf(), wait="0").get_json()

        def note(share: float, _: str) -> None:
            if share > 0.5:
                shop.delete(under_way["id"])

        told = service.extract_job(
            shop.rt,
            business_id=shop.business_id,
            now=shop.rt.clock.now(),
            progress=note,
            extraction_id=under_way["id"],
        )
        assert told == {"is_deleted": True}
        assert shop.files(under_way["id"]) == []


class TestList:
    def test_newest_first_page_by_page(self, shop: Shop) -> None:
        ids = [shop.read(papers.BILL + b"\ncopy %d" % n)["id"] for n in range(3)]
        first = shop.get(f"?business_id={shop.business_id}&per_page=2").get_json()
        assert ([one["id"] for one in first["extractions"]], first["total"]) == (ids[:0:-1], 3)
        rest = shop.get(f"?business_id={shop.business_id}&per_page=2&page=2").get_json()
        assert [one["id"] for one in rest["extractions"]] == ids[:1]
        assert shop.get(f"?business_id={shop.business_id}&status=failed").get_json()["extractions"] == []

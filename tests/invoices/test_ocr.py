"""Text from pictures: the real engine on a picture made here, and the job that carries it out."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.invoices import files, service
from app.invoices.records.files import FileDamaged, NoText
from app.runtime.identity import Caller
from app.runtime.jobs import runner
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests import workers
from tests.invoices.conftest import Shop
from tests.invoices.files import hostile
from tests.invoices.photos import encoded, photo, table

EXTRACT = "/api/v1/ocr/extract-text"


class TestEngine:
    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
    def test_printed_lines_are_read(self, reader: files.RapidReader, kind: str) -> None:
        content = photo("Date: 05/04/2026", "Rice 3 x 52.00 156.00", "Grand Total 156.00", kind=kind)
        found = files.plain(files.read(content, reader=reader))
        assert found.text.splitlines() == ["Date: 05/04/2026", "Rice 3 x 52.00 156.00", "Grand Total 156.00"]
        assert found.confidence > 0.8

    def test_digits_that_stand_alone_are_read(self, reader: files.RapidReader) -> None:
        digits = [str(number % 9 + 1) for number in range(12)]
        pages = files.read(table(*(("Cotton shirt", digit, "1,250.00") for digit in digits)), reader=reader)
        assert [token.text for token in pages.tokens if len(token.text) == 1] == digits

    def test_empty_page_is_told_plainly(self, reader: files.RapidReader) -> None:
        with pytest.raises(NoText):
            files.read(photo(), reader=reader)


class TestCall:
    def test_text_comes_back_and_the_upload_is_gone(self, shop: Shop, worker: list[JobState]) -> None:
        answer = extracted(shop, encoded(photo("Grand Total 812.00")))
        assert "812.00" in answer["text"]
        assert (answer["pages"], 0.5 < answer["confidence"] <= 1) == (1, True)
        assert list((shop.rt.settings.data_dir / "storage" / "uploads").iterdir()) == []
        assert worker == ["done"]

    def test_text_of_a_pdf_comes_back_page_by_page(self, shop: Shop, worker: list[JobState]) -> None:
        answer = extracted(shop, encoded(hostile.page(hostile.written("GANESH TRADERS", "Total 5,935.00"))))
        assert (answer["text"], answer["pages"]) == ("GANESH TRADERS\nTotal 5,935.00", 1)
        assert (answer["confidence"], worker) == (1, ["done"])

    def test_same_picture_is_read_once(self, shop: Shop, worker: list[JobState]) -> None:
        image = encoded(photo("Grand Total 913.00"))
        assert extracted(shop, image) == extracted(shop, f"data:image/png;base64,{image}")
        assert worker == ["done"]

    def test_damaged_picture_is_refused_in_a_sentence(self, shop: Shop, worker: list[JobState]) -> None:
        response = post(shop, encoded(photo("Total 77.00")[:150]))
        assert (response.status_code, worker) == (422, ["failed"])
        assert response.get_json()["message"] == FileDamaged.message

    @pytest.mark.parametrize("image", ["", "%%%", encoded(b"plain words"), encoded(b"MZ" * 50)])
    def test_what_is_no_picture_starts_no_job(self, shop: Shop, worker: list[JobState], image: str) -> None:
        response = post(shop, image)
        assert (response.status_code, worker) == (422, [])
        assert response.get_json()["message"]

    def test_too_many_bytes_are_refused_in_a_sentence(self, shop: Shop) -> None:
        response = post(shop, "A" * (shop.rt.settings.max_file_size * 4 // 3 + 1000))
        assert (response.status_code, response.get_json()["code"]) == (422, "image_refused")

    def test_other_formats_than_base64_are_refused(self, shop: Shop) -> None:
        assert post(shop, encoded(photo("x")), format="hex").status_code == 422


class TestJob:
    def test_repeat_while_it_runs_joins_the_same_job(self, rt: Runtime, shop: Shop) -> None:
        content = photo("Grand Total 555.00")
        keys = {"upload": "uploads/one", "digest": "0" * 64}
        first, second = (queued(rt, shop, keys) for _ in range(2))
        assert first == second
        rt.storage.put("uploads/one", content)
        assert runner.execute(rt, first, service.ocr_job) is JobState.DONE

    def test_second_run_needs_no_upload(self, rt: Runtime) -> None:
        rt.storage.put("uploads/two", photo("Grand Total 556.00"))
        first, second = (
            service.ocr_job(rt, upload="uploads/two", digest="1" * 64, progress=lambda share, note: None)
            for _ in range(2)
        )
        assert first == second

    def test_missing_engine_is_told_plainly(self, shop: Shop, rt: Runtime) -> None:
        def without_engine(*_: Any, **__: Any) -> dict[str, Any]:
            return {"is_installed": False}

        with workers.carrying_out(rt, service.JOB, without_engine):
            response = post(shop, encoded(photo("Grand Total 557.00")))
        assert (response.status_code, response.get_json()["code"]) == (503, "ocr_not_installed")
        assert response.headers["Retry-After"]


def post(shop: Shop, image: str, **more: str) -> Any:
    return shop.client.post(EXTRACT, json={"image": image, "format": "base64"} | more, headers=shop.headers())


def extracted(shop: Shop, image: str) -> dict[str, Any]:
    response = post(shop, image)
    assert response.status_code == 200, response.get_data(as_text=True)
    found: dict[str, Any] = response.get_json()
    return found


def queued(rt: Runtime, shop: Shop, payload: dict[str, str]) -> Any:
    with rt.db.transaction(Caller.service()) as tx:
        return rt.jobs.enqueue(
            tx, service.JOB, caller=shop.owner, business_id=None, payload=payload, key=f"test:{payload['upload']}"
        )


@pytest.fixture
def worker(rt: Runtime) -> Iterator[list[JobState]]:
    """A worker at its work; holds how each job ended."""
    with workers.carrying_out(rt, service.JOB, service.ocr_job) as states:
        yield states

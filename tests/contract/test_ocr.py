"""POST /api/v1/ocr/extract-text on the running system: a real engine in a real worker, behind the app's call."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.invoices.photos import encoded, photo
from tests.running import System

PATH = "/api/v1/ocr/extract-text"


class TestExtract:
    def test_answer_has_every_key_and_type_that_the_app_needs(self, api: httpx.Client) -> None:
        answer = extracted(api, encoded(photo("GANESH TRADERS", "Date: 05/04/2026", "Grand Total 5935.00")))
        assert "5935.00" in answer["text"]
        assert 0.5 < answer["confidence"] <= 1
        assert answer["pages"] == 1

    def test_repeats_at_the_same_time_give_one_answer(self, api: httpx.Client, server: System) -> None:
        image = encoded(photo("Balance due 4410.50", kind="JPEG"))
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(lambda _: extracted(api, image), range(4)))
        assert all(answer == answers[0] for answer in answers)
        assert "4410.50" in answers[0]["text"]

    def test_no_upload_is_kept(self, api: httpx.Client, server: System) -> None:
        extracted(api, encoded(photo("Paid 31.00")))
        assert list(server.folder.glob("storage/uploads/*")) == []


class TestErrors:
    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"image": ""},
            {"image": "?"},
            {"image": encoded(b"MZ executable"), "format": "base64"},
            {"image": encoded(b"%PDF-1.4")},
            {"image": "aGk=", "format": "url"},
        ],
    )
    def test_wrong_body_is_answered_in_a_sentence(self, api: httpx.Client, body: dict[str, Any]) -> None:
        assert_error(api.post(PATH, json=body), 422)

    def test_nobody_is_told_to_sign_in(self, server: System) -> None:
        assert_error(httpx.post(server.url + PATH, json={"image": "aGk=", "format": "base64"}), 401)


def extracted(api: httpx.Client, image: str) -> dict[str, Any]:
    response = api.post(PATH, json={"image": image, "format": "base64"})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def assert_error(response: httpx.Response, status: int) -> None:
    assert response.status_code == status, response.text
    assert response.json()["message"]

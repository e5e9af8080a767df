"""GET /api/v1/insights/{business_id}/{insight_id}/chart on the running system: a picture for mail and chat."""

from uuid import uuid4

import httpx
import pytest

from tests.running import System

PATH = "/api/v1/insights"
PNG = b"\x89PNG\r\n\x1a\n"


class TestChart:
    def test_of_the_coming_cash_fits_into_a_message(self, api: httpx.Client, cash: str) -> None:
        picture = api.get(f"{cash}/chart", params={"format": "png"})
        assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/png")
        assert picture.content.startswith(PNG) and len(picture.content) < 100_000
        assert (
            int.from_bytes(picture.content[16:20]) == 1080
        )  # the width in the first chunk, PNG (ISO/IEC 15948), 11.2.2

    def test_is_the_same_until_the_insight_says_something_else(self, api: httpx.Client, cash: str) -> None:
        first = api.get(f"{cash}/chart")
        again = api.get(f"{cash}/chart", headers={"If-None-Match": first.headers["ETag"]})
        assert (first.headers["Content-Type"].partition(";")[0], again.status_code) == ("image/svg+xml", 304)
        assert first.headers.get_list("Cache-Control") == ["private, no-cache"]

    def test_of_an_unknown_insight_is_refused_in_a_sentence(self, api: httpx.Client, server: System) -> None:
        gone = api.get(f"{PATH}/{server.demo['business_id']}/{uuid4()}/chart")
        assert (gone.status_code, gone.json()["message"][-1]) == (404, ".")


@pytest.fixture
def cash(api: httpx.Client, server: System) -> str:
    """The address of the demo's cash ahead."""
    address = f"{PATH}/{server.demo['business_id']}"
    found = api.get(address).json()["insights"]
    return f"{address}/{next(one['insight_id'] for one in found if one['insight_type'] == 'cash_flow_prediction')}"

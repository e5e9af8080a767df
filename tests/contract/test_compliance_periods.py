"""GET /api/v1/compliance/{business_id}/... on the running system: returns and registers of the demo's books."""

import math
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.running import System

PATH = "/api/v1/compliance"
MONTH = "2026-09"
ALL = (
    f"gstr1?period={MONTH}",
    f"gstr3b?period={MONTH}",
    "calendar",
    "exposure",
    "serials",
    f"checks?period={MONTH}",
)


class TestAnswers:
    @pytest.mark.parametrize("what", ALL)
    def test_every_answer_says_what_it_is_made_of(self, api: httpx.Client, server: System, what: str) -> None:
        answer = told(api, server, what)
        assert answer["business_id"] == server.demo["business_id"]
        assert answer["matter"] == what.split("?")[0]
        assert (answer["stale"], answer["stale_since"]) == (False, None)
        assert all(math.isfinite(number) for number in _numbers(answer))

    @pytest.mark.parametrize("what", ALL)
    def test_repeated_call_gives_the_same_answer(self, api: httpx.Client, server: System, what: str) -> None:
        assert told(api, server, what) == told(api, server, what)

    def test_rows_of_a_return_add_up_to_its_tables(self, api: httpx.Client, server: System) -> None:
        answer = told(api, server, f"gstr1?period={MONTH}")
        signs = {"credit_note": -1}
        rows = sum(signs.get(row["document"], 1) * row["taxable_value"] for row in answer["documents"])
        assert rows == pytest.approx(sum(one["taxable_value"] for one in answer["sections"]), abs=0.01)
        assert answer["documents"]

    def test_portal_form_and_summary_are_of_the_same_return(self, api: httpx.Client, server: System) -> None:
        portal = told(api, server, f"gstr1?period={MONTH}&format=portal")
        assert portal["fp"] == "092026"
        summary = told(api, server, f"gstr1?period={MONTH}&format=summary")
        assert summary["gstin"] == portal["gstin"]
        assert "documents" not in summary

    def test_every_cell_of_the_return_names_itself(self, api: httpx.Client, server: System) -> None:
        answer = told(api, server, f"gstr3b?period={MONTH}")
        assert [cell["cell"] for cell in answer["table_3_1"]] == ["3.1(a)", "3.1(b)", "3.1(c)", "3.1(d)", "3.1(e)"]
        assert all(cell["name"] for cell in (*answer["table_3_1"], *answer["table_4"], *answer["table_5"]))
        assert answer["payment"]["in_cash"]["tax"] >= 0

    def test_calendar_names_what_was_assumed(self, api: httpx.Client, server: System) -> None:
        answer = told(api, server, "calendar")
        assert answer["coming"]
        assert {one["what"] for one in answer["assumed"]} >= {"registration"}
        said = told(api, server, "calendar?registration=regular&frequency=monthly")
        assert said["assumed"] == []

    def test_words_come_in_the_language_of_the_reader(self, api: httpx.Client, server: System) -> None:
        response = api.get(f"{PATH}/{server.demo['business_id']}/calendar", headers={"Accept-Language": "hi-IN"})
        assert response.headers["Content-Language"] == "hi"
        assert "तक" in response.json()["coming"][0]["plain_language_explanation"]

    def test_page_of_checks_is_no_longer_than_asked(self, api: httpx.Client, server: System) -> None:
        answer = told(api, server, f"checks?period={MONTH}&page_size=2")
        assert len(answer["invoices"]) == min(2, answer["total"])
        assert answer["checked"] >= answer["with_issues"]


class TestErrors:
    @pytest.mark.parametrize("what", ALL)
    def test_business_of_another_owner_does_not_exist(self, api: httpx.Client, server: System, what: str) -> None:
        for business_id in (server.demo["other_business_id"], uuid4()):
            assert_error(api.get(f"{PATH}/{business_id}/{what}"), 404)

    def test_nobody_is_told_to_sign_in(self, server: System) -> None:
        assert_error(httpx.get(f"{server.url}{PATH}/{server.demo['business_id']}/exposure"), 401)

    @pytest.mark.parametrize("period", ["", "2017-06", "2030-01", "2026-13", "2026-Q9", "yesterday"])
    def test_what_is_no_period_is_refused_in_a_sentence(self, api: httpx.Client, server: System, period: str) -> None:
        response = api.get(f"{PATH}/{server.demo['business_id']}/gstr1", params={"period": period})
        assert_error(response, 422)
        assert "period" in response.json()["errors"]


def told(api: httpx.Client, server: System, what: str) -> dict[str, Any]:
    """The answer to a question about the demo's first business."""
    response = api.get(f"{PATH}/{server.demo['business_id']}/{what}")
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def assert_error(response: httpx.Response, status: int) -> None:
    """Refused with this status, in a sentence."""
    assert response.status_code == status, response.text
    assert response.json()["message"].endswith(".")


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _numbers(inner)
    elif isinstance(value, int | float):
        yield value

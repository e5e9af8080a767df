"""GET /api/v1/insights/{business_id} on the running system, as the phone app makes it and decodes the answer."""

import math
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.running import System

PATH = "/api/v1/insights"
TYPES = {
    *("cash_flow_prediction", "customer_analysis", "working_capital"),
    *("expense_trend", "revenue_forecast", "general"),
}


class TestInsights:
    def test_answer_has_every_key_and_type_that_the_app_needs(self, answer: dict[str, Any], server: System) -> None:
        assert answer["success"] is True
        assert answer["business_id"] == server.demo["business_id"]
        for key in ("timestamp", "generated_at", "next_update"):
            assert datetime.fromisoformat(answer[key]).utcoffset() is not None
        assert answer["stale"] is False
        assert answer["model_version"].startswith("rules-")

    def test_says_which_learned_version_took_part_or_why_none_did(self, answer: dict[str, Any]) -> None:
        label = answer["models"]["late_payment"]
        assert (label is None) == ("late_payment" in answer["models_missing"])
        assert label is None or label in answer["model_version"]

    def test_every_open_invoice_has_its_chance_of_being_paid_late(self, answer: dict[str, Any]) -> None:
        data = {one["insight_type"]: one["data"] for one in answer["insights"]}
        named = data["working_capital"]["largest_open"]
        assert named
        assert all(0 <= one["late_probability"] <= 1 for one in named)

    def test_every_type_of_insight_is_told_from_the_demo(self, answer: dict[str, Any]) -> None:
        assert {one["insight_type"] for one in answer["insights"]} == TYPES
        assert all(one["data"]["is_told"] for one in answer["insights"])

    def test_every_insight_has_what_its_card_shows(self, answer: dict[str, Any]) -> None:
        for one in answer["insights"]:
            assert str(UUID(one["insight_id"])) == one["insight_id"]
            assert one["title"] and one["description"].endswith(".")
            assert all(isinstance(said, str) and said for said in one["recommendations"])
            assert 0 <= one["impact_score"] <= 1
            assert one["priority"] in {"high", "medium", "low"}
            assert isinstance(one["category"], str)
            assert datetime.fromisoformat(one["valid_until"]).utcoffset() is not None

    def test_every_figure_is_a_finite_number(self, answer: dict[str, Any]) -> None:
        assert all(math.isfinite(number) for number in _numbers(answer))

    def test_charts_have_their_series(self, answer: dict[str, Any]) -> None:
        data = {one["insight_type"]: one["data"] for one in answer["insights"]}
        assert len(data["cash_flow_prediction"]["weeks"]) == 13
        assert len(data["revenue_forecast"]["forecast"]) == 12
        assert len(data["revenue_forecast"]["history"]) >= 12
        assert data["working_capital"]["trend"]
        assert data["expense_trend"]["total"]

    def test_repeated_call_gives_the_same_answer(self, api: httpx.Client, server: System) -> None:
        first, again = (api.get(f"{PATH}/{server.demo['business_id']}").json() for _ in range(2))
        assert first.pop("age_seconds") <= again.pop("age_seconds")
        assert first == again


class TestOneInsight:
    def test_has_the_rows_behind_its_figures_and_is_sent_once(
        self, api: httpx.Client, server: System, answer: dict[str, Any]
    ) -> None:
        traced = 0
        for one in answer["insights"]:
            response = api.get(f"{PATH}/{server.demo['business_id']}/{one['insight_id']}")
            assert response.status_code == 200, response.text
            found = response.json()
            assert (found["insight_id"], found["insight_type"]) == (one["insight_id"], one["insight_type"])
            assert all(math.isfinite(number) for number in _numbers(found))
            for trace in found["drill_down"]:
                assert trace["formula"] and len(trace["ids"]) <= min(trace["rows"], 200)
                traced += 1
        known = {"If-None-Match": response.headers["ETag"]}
        assert api.get(str(response.url), headers=known).status_code == 304
        assert traced >= len(answer["insights"])

    def test_forecasts_show_what_they_foretold_last_quarter_and_what_came(
        self, api: httpx.Client, server: System, answer: dict[str, Any]
    ) -> None:
        for kind in ("cash_flow_prediction", "revenue_forecast"):
            one = next(one for one in answer["insights"] if one["insight_type"] == kind)
            found = api.get(f"{PATH}/{server.demo['business_id']}/{one['insight_id']}/backtest").json()
            told, came = found["foretold"]["points"], found["came"]["points"]
            assert [point["on"] for point in told] == [point["on"] for point in came]
            assert len(told) == found["periods"] > 0
            assert found["sentence"].endswith(" off.")


class TestErrors:
    def test_business_of_another_owner_does_not_exist(self, api: httpx.Client, server: System) -> None:
        assert_error(api.get(f"{PATH}/{server.demo['other_business_id']}"), 404)

    def test_unknown_business_does_not_exist(self, api: httpx.Client) -> None:
        assert_error(api.get(f"{PATH}/{uuid4()}"), 404)

    def test_nobody_is_told_to_sign_in(self, server: System) -> None:
        assert_error(httpx.get(f"{server.url}{PATH}/{server.demo['business_id']}"), 401)

    def test_what_is_no_id_is_not_there(self, api: httpx.Client) -> None:
        assert_error(api.get(f"{PATH}/not-an-id"), 404)


@pytest.fixture(scope="module")
def answer(api: httpx.Client, server: System) -> dict[str, Any]:
    """The insights of the demo's first business, as its books stand now: other tests write in them."""
    response = api.get(f"{PATH}/{server.demo['business_id']}", params={"fresh": "true"})
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def assert_error(response: httpx.Response, status: int) -> None:
    """Refused with this status, in a sentence."""
    assert response.status_code == status, response.text
    assert response.json()["message"]


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _numbers(inner)
    elif isinstance(value, int | float):
        yield value

"""GET /api/v1/insights/{business_id} as the phone makes it, on the web application with a real database."""

import math
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from flask.testing import FlaskClient

from app.insights.schemas import BusinessInsightsSchema
from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests.insights.conftest import Shop, token


class TestInsights:
    def test_answers_as_the_app_decodes_it(
        self, client: FlaskClient, rt: Runtime, shop: Shop, worker: list[JobState]
    ) -> None:
        response = client.get(_address(shop.business_id), headers=shop.headers(rt))
        assert response.status_code == 200, response.json
        assert response.mimetype == "application/json"
        body = response.get_json()
        assert BusinessInsightsSchema().validate(body) == {}
        assert body["business_id"] == str(shop.business_id)
        assert all(math.isfinite(number) for number in _numbers(body))
        ages = datetime.fromisoformat(body["next_update"]) - datetime.fromisoformat(body["generated_at"])
        assert ages.total_seconds() == 24 * 3600

    def test_is_the_same_when_repeated(
        self, client: FlaskClient, rt: Runtime, shop: Shop, worker: list[JobState]
    ) -> None:
        first, second = (client.get(_address(shop.business_id), headers=shop.headers(rt)).get_json() for _ in range(2))
        assert first.pop("age_seconds") <= second.pop("age_seconds")
        assert first == second

    def test_recommendations_name_rows_of_the_business(
        self, client: FlaskClient, rt: Runtime, shop: Shop, worker: list[JobState]
    ) -> None:
        body = client.get(_address(shop.business_id), headers=shop.headers(rt)).get_json()
        known = {document["id"] for document in shop.content["businesses"][0]["documents"]}
        named = {one["document_id"] for insight in body["insights"] for one in insight["data"].get("largest", [])}
        assert named <= known

    def test_is_not_there_for_strangers_nor_for_nobody(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        stranger = {"Authorization": f"Bearer {token(rt, Caller.user(uuid4()))}"}
        refused = client.get(_address(shop.business_id), headers=stranger)
        assert (refused.status_code, bool(refused.get_json()["message"])) == (404, True)
        assert client.get(_address(uuid4()), headers=shop.headers(rt)).status_code == 404
        assert client.get(_address(shop.business_id)).status_code == 401

    def test_is_documented(self, client: FlaskClient) -> None:
        path = client.get("/openapi.json").get_json()["paths"]["/api/v1/insights/{business_id}"]
        content = path["get"]["responses"]["200"]["content"]["application/json"]
        assert content["schema"] == {"$ref": "#/components/schemas/BusinessInsights"}


def _address(business_id: UUID) -> str:
    return f"/api/v1/insights/{business_id}"


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _numbers(inner)
    elif isinstance(value, int | float):
        yield value

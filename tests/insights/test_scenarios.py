"""POST .../scenarios: what if, worked out in the worker, refused in sentences, and forgotten."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from app.insights.schemas import ScenarioSchema
from app.insights.service import trying
from app.runtime.identity import Caller
from app.runtime.jobs import reaper
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests import workers
from tests.insights.conftest import Shop, token

SERVICE = Caller.service()
SALARY: Mapping[str, Any] = {"type": "monthly_cost", "amount": 18000, "day_of_month": 1, "name": "a helper"}
OLD = text("update jobs set finished_at = finished_at - interval '6 minutes' where name = :name")
HELD = text("select count(*) from jobs where name = :name and business_id = :business_id")
KEPT = text(
    "select (select count(*) from idempotency_keys where key = :key)"
    " + (select count(*) from ai_analysis_results where business_id = :business_id)"
)


class TestTried:
    def test_shows_the_cash_with_and_without_the_change(
        self, client: FlaskClient, rt: Runtime, shop: Shop, worker: list[JobState]
    ) -> None:
        body = post(client, rt, shop, salary(rt)).get_json()
        assert ScenarioSchema().validate(body) == {}
        assert body["changed"]["ends_at"] < body["now"]["ends_at"]
        assert body["effects"][0]["change"] == salary(rt)
        assert body["sentence"].endswith(".")
        assert len(body["differences"]) == 13

    def test_again_says_the_same_and_nothing_of_it_is_stored(
        self, client: FlaskClient, rt: Runtime, shop: Shop, worker: list[JobState]
    ) -> None:
        key = str(uuid4())
        first, again = (post(client, rt, shop, salary(rt), key=key).get_json() for _ in range(2))
        assert first == again
        with rt.db.transaction(SERVICE) as tx:
            assert tx.execute(KEPT, {"key": key, "business_id": shop.business_id}).scalar_one() == 0
            tx.execute(OLD, {"name": trying.JOB})
        reaper.sweep(rt)
        with rt.db.transaction(SERVICE) as tx:
            assert tx.execute(HELD, {"name": trying.JOB, "business_id": shop.business_id}).scalar_one() == 0

    def test_what_the_books_do_not_hold_is_said_at_its_change(
        self, client: FlaskClient, rt: Runtime, shop: Shop, worker: list[JobState]
    ) -> None:
        lost = {"type": "invoice_never_paid", "document_id": str(uuid4())}
        refused = post(client, rt, shop, salary(rt), lost)
        assert refused.status_code == 422
        assert list(refused.get_json()["errors"]) == ["changes.1.document_id"]
        assert refused.get_json()["errors"]["changes.1.document_id"][0].endswith(".")

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"name": "  "}, "This is empty."),
            ({"type": "sales_changed", "percent": "NaN"}, "This must be a number."),
        ],
    )
    def test_what_cannot_be_meant_is_refused_before_anything_is_worked_out(
        self, client: FlaskClient, rt: Runtime, shop: Shop, wrong: dict[str, str], said: str
    ) -> None:
        refused = post(client, rt, shop, salary(rt) | wrong)
        assert refused.status_code == 422
        assert said in str(refused.get_json()["errors"])

    def test_is_nobody_elses(self, client: FlaskClient, rt: Runtime, shop: Shop) -> None:
        stranger = {"Authorization": f"Bearer {token(rt, Caller.user(uuid4()))}"}
        address = f"/api/v1/insights/{shop.business_id}/scenarios"
        assert client.post(address, headers=stranger, json={"changes": [salary(rt)]}).status_code == 404

    def test_what_takes_too_long_is_fetched_later(
        self, client: FlaskClient, rt: Runtime, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rt.jobs, "_wait_seconds", 0.05)
        waiting = post(client, rt, shop, salary(rt))
        assert (waiting.status_code, waiting.get_json()["state"]) == (202, "queued")
        assert client.get(waiting.get_json()["href"], headers=shop.headers(rt)).get_json()["state"] == "queued"


def salary(rt: Runtime) -> dict[str, Any]:
    """A salary from tomorrow on."""
    return {**SALARY, "starts_on": (rt.clock.today() + timedelta(days=1)).isoformat()}


def post(client: FlaskClient, rt: Runtime, shop: Shop, *changes: Mapping[str, Any], key: str = "") -> TestResponse:
    """What the owner is answered who tries these changes."""
    headers = dict(shop.headers(rt)) | ({"Idempotency-Key": key} if key else {})
    address = f"/api/v1/insights/{shop.business_id}/scenarios"
    return client.post(address, headers=headers, json={"changes": list(changes)})


@pytest.fixture
def worker(rt: Runtime) -> Iterator[list[JobState]]:
    """Carries out the scenarios in a thread."""
    with workers.carrying_out(rt, trying.JOB, trying.scenario_job) as done:
        yield done

"""One insight with the rows behind its figures, and an earlier forecast beside what came, on a real database."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text

from app.books import reader
from app.books.records import BusinessNotFound
from app.insights import service
from app.insights.records.answer import BusinessInsights
from app.insights.records.evidence import RowKind, Trace
from app.insights.records.stored import InsightNotFound, NothingLookedBack
from app.insights.repo import answers, cards
from app.insights.schemas import InsightDetailSchema, LookedBackSchema
from app.insights.service import details
from app.insights.service.details import Detail
from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests.insights.conftest import Shop

SERVICE = Caller.service()
MOVE = text("update public.invoices set notes = 'moved' where business_id = :business_id")
JOBS = text("select count(*) from public.jobs where name = :name and business_id = :business_id")
TRACE = Trace("total_open", "The sum of all open invoices.", Decimal("1180.00"), RowKind.DOCUMENT, (uuid4(),), 1)
POINT = {"on": "2026-08-01", "value": 100.0, "low80": 90.0, "high80": 120.0, "low95": None, "high95": None}
SERIES = {"name": "sales", "title": "Sales", "unit": "rupees", "points": [POINT], "is_expected": True}
LOOKED_BACK = {
    "made_on": "2026-07-31", "foretold": SERIES, "came": SERIES, "periods": 1, "mean_error": 0.0, "error_share": 0.0,
    "inside80": 1, "inside95": None, "sentence": "On 31 Jul 2026 we would have foretold 1 month.", "backtest": None,
}  # fmt: skip


@dataclass(frozen=True)
class Planted:
    """A shop with a stored answer, one of whose insights has planted evidence."""

    shop: Shop
    answer: BusinessInsights

    @property
    def now(self) -> datetime:
        """When the answer was made."""
        return self.answer.generated_at

    @property
    def insight_id(self) -> UUID:
        """Of the insight with evidence."""
        return self.answer.insights[0].insight_id

    @property
    def title(self) -> str:
        """Of the same."""
        return self.answer.insights[0].title

    @property
    def other_id(self) -> UUID:
        """Of one that has never forecast anything."""
        return self.answer.insights[1].insight_id

    def save(self, rt: Runtime, *, later: timedelta = timedelta(0), without: UUID | None = None) -> None:
        """Stores the answer, as if made later, with all insights but one."""
        left = tuple(one for one in self.answer.insights if one.insight_id != without)
        with rt.db.transaction(SERVICE) as tx:
            answer = replace(self.answer, generated_at=self.now + later, insights=left)
            answers.save(tx, answer)
            cards.save(tx, answer)

    def detail(self, rt: Runtime) -> Detail:
        """The insight with evidence, as its owner gets it."""
        now = rt.clock.now()
        return details.insight(rt, self.shop.business_id, self.insight_id, caller=self.shop.owner, now=now)

    def backtest(self, rt: Runtime, insight_id: UUID) -> Detail:
        """An insight's earlier forecast, as its owner gets it."""
        return details.backtest(rt, self.shop.business_id, insight_id, caller=self.shop.owner, now=rt.clock.now())


class TestInsight:
    def test_has_what_the_list_has_and_the_rows_behind_its_figures(self, rt: Runtime, planted: Planted) -> None:
        body = json.loads(planted.detail(rt).body)
        assert InsightDetailSchema().validate(body) == {}
        assert body["drill_down"] == [
            {
                "figure": "total_open",
                "formula": "The sum of all open invoices.",
                "amount": 1180.0,
                "kind": "document",
                "ids": [str(TRACE.ids[0])],
                "rows": 1,
            }
        ]
        listed = json.loads(service.insights(rt, planted.shop.business_id, caller=planted.shop.owner, now=planted.now))
        (same,) = (one for one in listed["insights"] if one["insight_id"] == body["insight_id"])
        assert same.items() <= body.items()
        assert "traces" not in same["data"]

    def test_keeps_its_id_while_its_key_lives(self, rt: Runtime, planted: Planted) -> None:
        planted.save(rt, later=timedelta(hours=1))
        assert json.loads(planted.detail(rt).body)["drill_down"]

    def test_is_gone_with_its_key(self, rt: Runtime, planted: Planted) -> None:
        planted.save(rt, later=timedelta(hours=1), without=planted.insight_id)
        with pytest.raises(InsightNotFound):
            planted.detail(rt)

    def test_tag_stays_until_something_else_is_said(self, rt: Runtime, planted: Planted) -> None:
        first = planted.detail(rt).tag
        assert planted.detail(rt).tag == first
        with rt.db.transaction(SERVICE) as tx:
            tx.execute(MOVE, {"business_id": planted.shop.business_id})
        assert planted.detail(rt).tag != first

    def test_of_changed_books_is_shown_at_once_while_a_new_one_is_made(self, rt: Runtime, planted: Planted) -> None:
        with rt.db.transaction(SERVICE) as tx:
            tx.execute(MOVE, {"business_id": planted.shop.business_id})
        for _ in range(2):
            assert json.loads(planted.detail(rt).body)["stale"] is True
        with rt.db.transaction(SERVICE) as tx:
            asked = tx.execute(JOBS, {"name": service.JOB, "business_id": planted.shop.business_id}).scalar_one()
        assert asked == 1

    def test_is_not_for_strangers_and_not_of_another_business(self, rt: Runtime, planted: Planted, shop: Shop) -> None:
        now = rt.clock.now()
        with pytest.raises(BusinessNotFound):
            details.insight(rt, planted.shop.business_id, planted.insight_id, caller=Caller.user(uuid4()), now=now)
        with pytest.raises(InsightNotFound):
            details.insight(rt, planted.shop.business_id, uuid4(), caller=planted.shop.owner, now=now)


class TestBacktest:
    def test_shows_the_forecast_beside_what_came(self, rt: Runtime, planted: Planted) -> None:
        body = json.loads(planted.backtest(rt, planted.insight_id).body)
        assert LookedBackSchema().validate(body) == {}
        assert (body["made_on"], body["inside80"], body["foretold"]) == ("2026-07-31", 1, SERIES)

    def test_of_an_insight_without_a_forecast_names_those_that_have_one(self, rt: Runtime, planted: Planted) -> None:
        with pytest.raises(NothingLookedBack, match=f"There is one for: {planted.title}"):
            planted.backtest(rt, planted.other_id)


class TestOnTheWire:
    def test_is_sent_once_to_who_has_it(self, client: FlaskClient, rt: Runtime, planted: Planted) -> None:
        address = f"/api/v1/insights/{planted.shop.business_id}/{planted.insight_id}"
        headers = dict(planted.shop.headers(rt))
        for path in (address, f"{address}/backtest"):
            first = client.get(path, headers=headers)
            assert first.status_code == 200, first.json
            again = client.get(path, headers=headers | {"If-None-Match": first.headers["ETag"]})
            assert (again.status_code, again.data) == (304, b"")

    def test_what_is_not_there_is_said_in_a_sentence(self, client: FlaskClient, rt: Runtime, planted: Planted) -> None:
        for path in (str(uuid4()), f"{planted.other_id}/backtest"):
            gone = client.get(f"/api/v1/insights/{planted.shop.business_id}/{path}", headers=planted.shop.headers(rt))
            assert (gone.status_code, gone.get_json()["message"][-1]) == (404, ".")

    def test_the_first_look_of_all_is_computed(
        self, client: FlaskClient, rt: Runtime, shop: Shop, worker: list[JobState]
    ) -> None:
        gone = client.get(f"/api/v1/insights/{shop.business_id}/{uuid4()}", headers=shop.headers(rt))
        assert (gone.status_code, len(worker)) == (404, 1)


@pytest.fixture
def planted(rt: Runtime, shop: Shop) -> Planted:
    """Evidence that no rule found, so that the test knows it."""
    with rt.db.transaction(SERVICE) as tx:
        found = service.computed(reader.load(tx, shop.business_id), now=rt.clock.now())
    first, *others = found.insights
    first = replace(first, traces=(TRACE,), looked_back=LOOKED_BACK)
    rest = tuple(replace(one, looked_back=None) for one in others)
    planted = Planted(shop, replace(found, insights=(first, *rest)))
    planted.save(rt)
    return planted

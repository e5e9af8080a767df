"""Admins look at insights: all businesses, one, one card with its evidence; who looked is written down."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine

from app.flags import service as flags
from app.flags.rules import INSIGHTS
from app.insights.service import drawing, overseeing, standing
from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests import shops, workers
from tests.console.browser_visits import Visitor
from tests.insights import kept
from tests.runtime.jobs import workbench

DEEDS = "select count(*) from insight_deeds where business_id = :id and deed = :deed and actor = :actor"

MOVED = "update businesses set pincode = '560001' where id = :id"


class TestOverview:
    def test_shows_the_newest_businesses_and_whether_forecasts_hold(self, admin: Visitor, business: UUID) -> None:
        page = admin.get("/insights").text
        assert str(business.hex[:8]) in page and "Lakshmi Stores" in page
        assert "3 insights" in page and "up to date" in page
        assert "Revenue forecast" in page and "0.700" in page and "0.900" in page

    def test_books_that_have_moved_on_are_told(self, engine: Engine, admin: Visitor, business: UUID) -> None:
        shops.execute(engine, MOVED, {"id": business})
        assert "older than the books" in admin.get(f"/insights/{business}").text

    def test_business_is_found_by_its_number(self, admin: Visitor, business: UUID) -> None:
        assert admin.get(f"/insights?business=%20{business}").location == f"/admin/insights/{business}"
        assert admin.get("/insights?business=Lakshmi").status_code == 422


class TestBusiness:
    def test_shows_each_insight_with_chart_test_and_what_is_missing(self, admin: Visitor, business: UUID) -> None:
        page = admin.get(f"/insights/{business}").text
        ids = kept.ids(business)
        assert f"/admin/insights/{business}/{ids[kept.CASH]}/chart.svg" in page
        assert f"{ids[kept.YOUNG]}/chart.svg" not in page
        assert "invoices that name their customer" in page and "<dd>theta</dd>" in page and "95.0 %" in page

    def test_look_is_written_down_once_with_who_looked(
        self, engine: Engine, admin: Visitor, asha: Caller, business: UUID
    ) -> None:
        for _ in range(2):
            admin.get(f"/insights/{business}")
        assert shops.count(engine, DEEDS, {"id": business, "deed": "looked", "actor": str(asha.user_id)}) == 1
        assert business.hex[:8] in admin.get("/history").text

    @pytest.mark.parametrize("there_is", [True, False])
    def test_without_insights_it_says_so_in_a_sentence(self, engine: Engine, admin: Visitor, there_is: bool) -> None:
        business_id = shops.opened(engine, uuid4()) if there_is else uuid4()
        answer = admin.get(f"/insights/{business_id}")
        assert answer.status_code == 404
        assert ("No insights of this business were made yet" in answer.text) is there_is

    def test_recompute_asks_for_a_job_with_a_reason(
        self, rt: Runtime, engine: Engine, admin: Visitor, asha: Caller, business: UUID
    ) -> None:
        path = f"/insights/{business}"
        assert admin.post(f"{path}/recompute", form_of=path, reason=" ").status_code == 422
        answer = admin.post(f"{path}/recompute", form_of=path, reason="the owner doubts the forecast")
        assert answer.status_code == 303
        job = workbench.job(rt, UUID(answer.location.split("/")[-1].split("?")[0]))
        assert (job.name, job.business_id) == (standing.JOB, business)
        assert shops.count(engine, DEEDS, {"id": business, "deed": "recomputed", "actor": str(asha.user_id)}) == 1
        assert "the owner doubts the forecast" in admin.get(path).text

    def test_recompute_asks_for_nothing_that_is_switched_off(self, rt: Runtime, admin: Visitor, business: UUID) -> None:
        flags.set_override(rt, INSIGHTS, business_id=business, enabled=False, now=rt.clock.now())
        rt.loaded.pop("flags", None)
        path = f"/insights/{business}"
        answer = admin.post(f"{path}/recompute", form_of=path, reason="he asked")
        rt.loaded.pop("flags", None)
        assert answer.status_code == 503 and "switched off" in answer.text


class TestInsight:
    def test_shows_series_drivers_rows_and_last_quarter(self, admin: Visitor, business: UUID) -> None:
        ids = kept.ids(business)
        cash = admin.get(f"/insights/{business}/{ids[kept.CASH]}").text
        assert "₹3,00,000" in cash and "22 Nov 2026" in cash and str(kept.TRACE.ids[0]) in cash
        assert "Open invoices" in cash and "₹1,25,000" in cash
        sales = admin.get(f"/insights/{business}/{ids[kept.SALES]}").text
        assert "On 31 Jul 2026 we would have foretold 1 month." in sales and "₹110" in sales

    def test_unknown_one_is_told_so(self, admin: Visitor, business: UUID) -> None:
        assert admin.get(f"/insights/{business}/{uuid4()}").status_code == 404

    def test_chart_is_sent_and_kept(self, admin: Visitor, business: UUID, pen: list[JobState]) -> None:
        address = f"/insights/{business}/{kept.ids(business)[kept.SALES]}/chart"
        for query in (".svg", ".svg?dark=yes"):
            first = admin.get(address + query)
            assert (first.status_code, first.mimetype) == (200, "image/svg+xml")
            again = admin.get(address + query, headers={"If-None-Match": first.headers["ETag"]})
            assert (again.status_code, again.data) == (304, b"")
        assert admin.get(f"{address}.gif").status_code == 404

    def test_looks_are_in_the_history_of_all(self, rt: Runtime, admin: Visitor, asha: Caller, business: UUID) -> None:
        insight_id = kept.ids(business)[kept.CASH]
        admin.get(f"/insights/{business}/{insight_id}")
        found = [one for one in overseeing.deeds(rt, limit=50) if one.business_id == business]
        assert [(one.insight_id, one.actor) for one in found] == [(insight_id, str(asha.user_id))]


@pytest.fixture
def business(rt: Runtime, engine: Engine) -> UUID:
    """A shop with stored insights."""
    business_id = shops.opened(engine, uuid4(), "Lakshmi Stores")
    kept.keep(rt, business_id)
    return business_id


@pytest.fixture
def pen(rt: Runtime) -> Iterator[list[JobState]]:
    """A worker that draws."""
    pytest.importorskip("matplotlib", reason="requirements-worker.txt is not installed")
    with workers.carrying_out(rt, drawing.JOB, drawing.chart_job) as done:
        yield done

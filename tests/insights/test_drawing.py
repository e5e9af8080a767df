"""The chart of a stored insight: drawn once by a job, kept in the cache, and for its business's people only."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.books.records import BusinessNotFound
from app.insights import service
from app.insights.records.picture import ChartsUnavailable, Format, Look, NothingToDraw
from app.insights.records.stored import Card, InsightNotFound
from app.insights.repo import answers
from app.insights.rules import VERSION
from app.insights.service import drawing, picturing
from app.insights.service.drawing import Chart
from app.runtime import cache_types
from app.runtime.identity import Caller
from app.runtime.jobs.records import JobState
from app.runtime.runtime import Runtime
from tests import shops, signed_in, workers
from tests.insights import kept, planted
from tests.insights.told import NOW

pytest.importorskip("matplotlib", reason="requirements-worker.txt is not installed")

SVG = Look(Format.SVG, 640)
JOBS = "select count(*) from jobs where name = :name and business_id = :id"


class Kept:
    """A business with stored insights, and its owner."""

    def __init__(self, rt: Runtime, engine: Engine) -> None:
        self._rt, self._engine = rt, engine
        self.owner = Caller.user(uuid4())
        self.business_id = shops.opened(engine, self.owner.user_id)
        self.ids = kept.keep(rt, self.business_id)

    def chart(self, key: str = kept.CASH, look: Look = SVG, caller: Caller | None = None) -> Chart:
        """The chart of an insight."""
        return self.of(self.ids[key], look, caller)

    def of(self, insight_id: UUID, look: Look = SVG, caller: Caller | None = None) -> Chart:
        """The chart of the insight of this id."""
        now = self._rt.clock.now()
        return drawing.chart(self._rt, self.business_id, insight_id, look, caller=caller or self.owner, now=now)

    def jobs(self) -> int:
        """How many charts were asked of the worker."""
        return shops.count(self._engine, JOBS, {"name": drawing.JOB, "id": self.business_id})

    def path(self, key: str, query: str = "") -> str:
        """Where the app gets a chart."""
        return f"/api/v1/insights/{self.business_id}/{self.ids[key]}/chart{query}"


class TestChart:
    def test_is_drawn_once_and_kept(self, business: Kept, pen: list[JobState]) -> None:
        first = business.chart()
        assert business.chart() == first
        assert (business.jobs(), first.body[:5]) == (1, b"<svg ")
        assert b"50,000" in first.body  # the floor is told in the comment that stands beside its outline

    def test_is_another_for_another_look_and_stays_for_the_same_figures(
        self, rt: Runtime, business: Kept, pen: list[JobState]
    ) -> None:
        first, dark = business.chart(), business.chart(look=Look(Format.SVG, 640, is_dark=True))
        kept.keep(rt, business.business_id)
        assert business.chart() == first != dark
        assert business.jobs() == 2

    def test_of_an_insight_without_a_course_says_what_is_missing(self, business: Kept) -> None:
        with pytest.raises(NothingToDraw, match="Still needed: invoices that name their customer"):
            business.chart(kept.YOUNG)

    def test_is_not_for_strangers_and_not_of_another_business(self, business: Kept) -> None:
        with pytest.raises(BusinessNotFound):
            business.chart(caller=Caller.user(uuid4()))
        with pytest.raises(InsightNotFound):
            business.of(uuid4())

    def test_without_a_worker_one_is_told_to_come_back(
        self, rt: Runtime, business: Kept, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(rt.jobs, "_wait_seconds", 0.05)
        with pytest.raises(ChartsUnavailable):
            business.chart(look=Look(Format.SVG, 641))

    def test_the_jobs_table_holds_no_picture(self, rt: Runtime, business: Kept) -> None:
        told = _drawn(rt, business)
        assert set(told) == {"tag", "bytes"}
        assert len(rt.cache.fetch(cache_types.INSIGHT_CHARTS, told["tag"]) or b"") == told["bytes"] > 1000


class TestEveryInsight:
    def test_of_a_shop_is_drawn_or_says_why_not(self) -> None:
        """Lines that cross, lie on each other or stand still: a warning of the drawing would be an error here."""
        from app.insights.charts.drawing import drawn

        told, kinds = service.computed(planted.paying_shop(months=14), now=NOW), set()
        for one in told.insights:
            card = Card(json.loads(answers.dumped(answers.card(one))), [], None, 1, VERSION, NOW)
            try:
                assert drawn(picturing.drawing(card), SVG).endswith(b"</svg>\n")
                kinds.add(one.key)
            except NothingToDraw as nothing:
                assert nothing.message.endswith(".")
        assert {"cash_flow", "revenue_forecast", "expense_trend", "working_capital", "overdue"} <= kinds


class TestOnTheWire:
    def test_is_sent_once_to_who_has_it(
        self, client: FlaskClient, rt: Runtime, business: Kept, pen: list[JobState]
    ) -> None:
        headers = {"Authorization": f"Bearer {signed_in.token(rt, business.owner)}"}
        for query, kind in (("", "image/svg+xml"), ("?format=png&width=400&dark=true", "image/png")):
            first = client.get(business.path(kept.CASH, query), headers=headers)
            assert (first.status_code, first.mimetype) == (200, kind)
            assert first.headers["Cache-Control"] == "private, no-cache"
            assert "script-src" not in first.headers["Content-Security-Policy"]
            again = client.get(
                business.path(kept.CASH, query), headers=headers | {"If-None-Match": first.headers["ETag"]}
            )
            assert (again.status_code, again.data) == (304, b"")

    @pytest.mark.parametrize(
        ("key", "query", "status", "code"),
        [
            (kept.YOUNG, "", 404, "nothing_to_draw"),
            (kept.CASH, "?format=gif", 422, "invalid_request"),
            (kept.CASH, "?width=10", 422, "invalid_request"),
            (kept.CASH, "?width=99999", 422, "invalid_request"),
        ],
    )
    def test_what_cannot_be_drawn_is_said_in_a_sentence(
        self, client: FlaskClient, rt: Runtime, business: Kept, key: str, query: str, status: int, code: str
    ) -> None:
        headers = {"Authorization": f"Bearer {signed_in.token(rt, business.owner)}"}
        answer = client.get(business.path(key, query), headers=headers)
        body: dict[str, Any] = json.loads(answer.data)
        assert (answer.status_code, body["message"][-1]) == (status, ".")
        assert status != 404 or body["code"] == code


def _drawn(rt: Runtime, business: Kept) -> dict[str, Any]:
    look = {"format": "svg", "width": 640, "is_dark": False}
    insight_id = str(business.ids[kept.SALES])
    return drawing.chart_job(
        rt, business_id=business.business_id, now=rt.clock.now(), progress=lambda share, note: None,
        insight_id=insight_id, look=look,
    )  # fmt: skip


@pytest.fixture
def business(rt: Runtime, engine: Engine) -> Kept:
    """With a cash forecast, sales, and one insight of which nothing can be told yet."""
    return Kept(rt, engine)


@pytest.fixture
def pen(rt: Runtime) -> Iterator[list[JobState]]:
    """A worker that draws."""
    with workers.carrying_out(rt, drawing.JOB, drawing.chart_job) as done:
        yield done

"""The status page: what it shows, and what an admin sets there."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event

from app.console.pages import runbook
from app.factory import create_app
from app.operations.records import Counts, Point, Process, ProcessKind
from app.operations.repo import points, processes
from app.operations.service import pulse
from app.runtime.http.counting import BUCKETS_SECONDS
from app.runtime.identity import Caller
from app.runtime.maintenance import service
from app.runtime.maintenance.records import Said
from app.runtime.runtime import NO_DATABASE, Runtime, assemble
from tests import shops
from tests.console import browser_visits
from tests.console.browser_visits import Visitor
from tests.runtime.jobs import workbench

PAGES = 5
MOST_STATEMENTS = 25
MOST_SECONDS = 0.1
"""Of processor time for a page of which a first one was shown."""


class TestStatus:
    def test_shows_parts_jobs_and_that_the_service_is_open(self, admin: Visitor) -> None:
        page = admin.get("/status").text
        assert "The service is open." in page and "Database" in page and "Longest wait, urgent" in page

    def test_asks_for_its_changing_part_alone(self, admin: Visitor) -> None:
        assert 'hx-trigger="every 10s"' in admin.get("/status").text
        part = admin.get("/status", headers={"HX-Request": "true"}).text
        assert part.lstrip().startswith('<div id="status-now"') and "<form" not in part

    def test_shows_what_was_counted_and_who_lives(self, rt: Runtime, admin: Visitor, counted: str) -> None:
        page = admin.get("/status").text
        assert all(f">{figure}</strong>" in page for figure in ("20", "2.0 %", "10 ms", "90.0 %"))
        assert f"<code>{counted}</code>" in page and "release 9.9.9" in page

    def test_says_unknown_where_nobody_counted(self, admin: Visitor, engine: Engine) -> None:
        shops.execute(engine, "delete from service_points where at > now() - interval '1 hour'", {})
        page = admin.get("/status").text
        assert "Nobody has counted the last five minutes: unknown." in page
        assert "No Alertmanager is told of" in page

    def test_stands_while_the_database_is_away(self, rt: Runtime, asha: Caller, fresh_address: str) -> None:
        apart = assemble(replace(rt.settings, database_url=NO_DATABASE))
        client = create_app(runtime=apart).test_client()
        client.environ_base["REMOTE_ADDR"] = fresh_address
        page = browser_visits.admin(apart, client, asha).get("/status")
        apart.close()
        assert page.status_code == 200
        assert "Act now. The database does not answer" in page.text
        assert page.text.count("Unknown: the database does not answer.") == 3

    def test_links_dead_jobs_and_what_to_do(self, rt: Runtime, engine: Engine, admin: Visitor) -> None:
        job_id = workbench.asked(rt, name="tests.status")
        workbench.change(engine, job_id, "state = 'dead', attempts = 3, finished_at = now()")
        page = admin.get("/status").text
        workbench.change(engine, job_id, "state = 'done'")
        assert 'href="/admin/runbook#dead-jobs">What to do: Dead jobs' in page
        assert 'href="/admin/jobs?state=dead"' in page

    def test_costs_few_questions_and_little_time(self, rt: Runtime, admin: Visitor) -> None:
        admin.get("/status")
        with statements(rt) as asked:
            began = time.process_time()
            for _ in range(PAGES):
                assert admin.get("/status").status_code == 200
            spent = (time.process_time() - began) / PAGES
        assert len(asked) / PAGES <= MOST_STATEMENTS, asked
        assert spent < MOST_SECONDS

    def test_closes_with_a_reason_and_opens(self, rt: Runtime, admin: Visitor) -> None:
        form = {"state": "closed", "until": "", "english": "We move house.", "hindi": ""}
        assert admin.post("/status/maintenance", form_of="/status", **form, reason="").status_code == 422
        assert not service.is_closed(rt)
        answer = admin.post("/status/maintenance", form_of="/status", **form, reason="a new disk")
        assert answer.location == "/admin/status?said=closed"
        assert service.present(rt).told.english == "We move house."
        assert "closed for maintenance since" in admin.get("/status").text
        admin.post("/status/maintenance", form_of="/status", state="open", reason="done")
        assert not service.is_closed(rt)

    @pytest.mark.parametrize("wrong", [{"until": "soon"}, {"state": "ajar"}, {"english": "x" * 301}])
    def test_wrong_details_close_nothing(self, rt: Runtime, admin: Visitor, wrong: dict[str, str]) -> None:
        form = {"state": "closed", "until": "", "english": "", "hindi": "", "reason": "a test"} | wrong
        assert admin.post("/status/maintenance", form_of="/status", **form).status_code == 422
        assert not service.is_closed(rt)

    def test_banner_is_text_and_never_markup(self, rt: Runtime, admin: Visitor) -> None:
        form = {"english": "<b>Slow</b> today.", "hindi": "", "reason": "load"}
        assert admin.post("/status/banner", form_of="/status", **form).status_code == 303
        assert service.present(rt).banner.english == "<b>Slow</b> today."
        assert "&lt;b&gt;Slow" in admin.get("/status").text


class TestRunbook:
    def test_is_the_page_of_this_release_under_its_anchors(self, admin: Visitor) -> None:
        page = admin.get("/runbook").text
        assert '<h2 id="workers-missing">Workers missing</h2>' in page
        assert '<a href="#queue-old">Queue old</a>' in page
        assert "<code>flask status</code>" in page and ">flask status\n</code></pre>" in page
        assert "```" not in page and "**" not in page

    def test_text_is_never_markup(self) -> None:
        told = runbook.told("[<b>x</b>](https://y.example) [x](javascript:y) `<i>` **<u>** [z](#z)")
        assert told == (
            "<p>&lt;b&gt;x&lt;/b&gt; [x](javascript:y) <code>&lt;i&gt;</code> <strong>&lt;u&gt;</strong>"
            ' <a href="#z">z</a></p>\n'
        )


@contextmanager
def statements(rt: Runtime) -> Iterator[list[str]]:
    """What the database is asked in the block."""
    asked: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)

    event.listen(rt.db._engine, "before_cursor_execute", note)
    yield asked
    event.remove(rt.db._engine, "before_cursor_execute", note)


@pytest.fixture
def counted(rt: Runtime, engine: Engine) -> Iterator[str]:
    """A process of another release, and a hundred requests of the last five minutes that are over."""
    now, name = rt.clock.now(), f"there:{uuid4().hex[:8]}"
    at = pulse.point_of(now) - timedelta(minutes=5)
    shops.execute(engine, "delete from service_points where at = :at", {"at": at})
    quick = [100, *(0 for _ in BUCKETS_SECONDS)]
    with rt.db.transaction(Caller.service()) as tx:
        points.add(tx, Point(at, Counts(100, 2, 1.0, quick), 100, 90, 0.5, 0.5))
        processes.save(tx, Process(name, ProcessKind.WEB, "9.9.9", now, now))
    yield name
    with rt.db.transaction(Caller.service()) as tx:
        processes.forget(tx, name)
    shops.execute(engine, "delete from service_points where at = :at", {"at": at})


@pytest.fixture(autouse=True)
def reopened(rt: Runtime) -> Iterator[None]:
    """Opens the service and takes the banner down, whatever the test did."""
    yield
    service.reopen(rt, now=rt.clock.now(), by="tests")
    service.announce(rt, Said(), now=rt.clock.now(), by="tests")

"""Reports are written once for each week and month, from what really stands in the tables."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from flask import Flask

from app.factory import create_app
from app.operations.records import Counts, NoReport, NotOver, Period, Point
from app.operations.repo import points
from app.operations.rules import spans
from app.operations.service import reporting
from app.runtime import migrations
from app.runtime.auditing import Actor, Deed
from app.runtime.http.counting import BUCKETS_SECONDS
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from tests.runtime.jobs import workbench

MONDAY = date(2026, 4, 6)
MORNING = datetime(2026, 4, 13, 0, 5, tzinfo=UTC)
QUICK = [90, *(0 for _ in BUCKETS_SECONDS[1:]), 10]
WEEK = spans.of(Period.WEEK, MONDAY)


class TestWriteDue:
    def test_writes_the_last_week_and_month_once(self, apart: Runtime) -> None:
        assert reporting.write_due(apart, now=MORNING) == [WEEK, spans.of(Period.MONTH, date(2026, 3, 1))]
        assert reporting.write_due(apart, now=MORNING) == []
        (later,) = reporting.write_due(apart, now=MORNING + timedelta(days=7))
        assert later.begins_on == MONDAY + timedelta(days=7)
        assert [(one.span.period, one.span.begins_on) for one in reporting.listed(apart)] == [
            (Period.WEEK, date(2026, 4, 13)),
            (Period.WEEK, date(2026, 4, 6)),
            (Period.MONTH, date(2026, 3, 1)),
        ]

    def test_not_before_it_is_over_in_india(self, apart: Runtime) -> None:
        sunday = datetime(2026, 4, 12, 18, 29, tzinfo=UTC)
        assert WEEK not in reporting.write_due(apart, now=sunday)
        assert WEEK in reporting.write_due(apart, now=sunday + timedelta(minutes=1))
        with pytest.raises(NotOver):
            reporting.write(apart, spans.of(Period.WEEK, date(2026, 4, 13)), now=MORNING)


class TestWrite:
    def test_tells_what_stands_in_the_tables_of_that_time(self, apart: Runtime) -> None:
        plant(apart)
        lines = [line for one in reporting.write(apart, WEEK, now=MORNING).sections for line in one.lines]
        assert "200 requests." in lines
        assert "4 of them, 2.00 %, were errors of ours." in lines
        assert "The cache found 75.0 % of what was looked for." in lines
        assert "1 business was active." in lines and "1 person was active." in lines
        assert "1 job was done." in lines and "1 job is dead." in lines
        assert "By name: tests.dead 1." in lines
        assert "GET /slow: 95 of 100 within 30 s, 40 requests." in lines
        assert not any(line.startswith("GET /rare") for line in lines)
        assert "Memory was never more than 70.0 % full." in lines
        assert any(line.startswith("1 dead job: flask jobs dead") for line in lines)
        assert any(line.startswith("Its table") for line in lines)

    def test_next_one_compares_with_it(self, apart: Runtime) -> None:
        plant(apart)
        reporting.write(apart, WEEK, now=MORNING)
        after = spans.of(Period.WEEK, WEEK.ends_before)
        lines = [
            line
            for one in reporting.write(apart, after, now=MORNING + timedelta(days=7)).sections
            for line in one.lines
        ]
        assert "0 people were active, 100 % fewer than the week before." in lines
        assert "Nobody counted requests in this time, so how it answered is unknown." in lines

    def test_anew_replaces_and_nothing_is_made_up(self, apart: Runtime) -> None:
        first = reporting.write(apart, WEEK, now=MORNING)
        again = reporting.write(apart, WEEK, now=MORNING + timedelta(hours=1))
        assert reporting.one(apart, Period.WEEK, MONDAY) == again != first
        with pytest.raises(NoReport):
            reporting.one(apart, Period.MONTH, MONDAY)


class TestCommands:
    def test_write_list_and_show(self, apart: Runtime) -> None:
        app = create_app(runtime=apart)
        assert "No report was written yet." in run(app, "list")
        written = run(app, "write", "--period", "month", "--begins", "2026-03-15")
        assert written.startswith("March 2026\n\nHow it answered\n- ")
        assert "month 2026-03-01  March 2026" in run(app, "list")
        assert run(app, "show") == written
        assert run(app, "show", "--period", "month", "--begins", "2026-03-01") == written
        assert "There is no report of this time." in run(app, "show", "--period", "week", exit_code=1)
        assert "not over yet" in run(app, "write", "--begins", "2999-01-01", exit_code=1)


def run(app: Flask, *words: str, exit_code: int = 0) -> str:
    done = app.test_cli_runner().invoke(args=["report", *words])
    assert done.exit_code == exit_code, done.output
    return done.output


def plant(rt: Runtime) -> None:
    """A week of four hundred answers, two jobs and one deed of a person, and as much outside of it."""
    inside, outside = datetime(2026, 4, 8, 6, tzinfo=UTC), datetime(2026, 4, 5, 18, 25, tzinfo=UTC)
    with rt.db.transaction(Caller.service()) as tx:
        for at in (inside, inside + timedelta(minutes=5), outside):
            points.add(tx, Point(at, Counts(100, 2, 9.0, QUICK), 40, 30, 0.7, 0.3))
        points.add_calls(tx, MONDAY, {"GET /slow": Counts(40, 0, 999.0, [*QUICK[:-1], 90]), "GET /rare": Counts(3)})
    for name, state in (("tests.done", "done"), ("tests.dead", "dead")):
        job_id = workbench.asked(rt, name=name)
        change(rt, f"update jobs set state = '{state}', finished_at = '{inside}' where id = '{job_id}'")
    with rt.db.transaction(Caller.service()) as tx:
        rt.audit.append(tx, Deed("books imported", Actor.of(Caller.user(uuid4())), uuid4()))
    change(rt, "alter table ai_audit_logs disable trigger user")
    change(rt, f"update ai_audit_logs set created_at = '{inside}'")


def change(rt: Runtime, statement: str) -> None:
    with psycopg.connect(rt.settings.database_url, autocommit=True) as connection:
        connection.execute(statement.encode())


@pytest.fixture
def apart(rt: Runtime, fresh_database: str) -> Iterator[Runtime]:
    """A database of its own."""
    list(migrations.upgrade(fresh_database, local=True))
    one = assemble(replace(rt.settings, database_url=fresh_database))
    yield one
    one.close()

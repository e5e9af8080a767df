"""Every process adds what it counted, in the right five minutes, whatever happens to the database meanwhile."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.factory import create_app
from app.operations.records import POINT, Point, Process, ProcessKind
from app.operations.repo import points, processes
from app.operations.service.pulse import Pulse
from app.runtime.db import DatabaseAway
from app.runtime.http import counting
from app.runtime.http.blueprints import public
from app.runtime.identity import Caller
from app.runtime.runtime import NO_DATABASE, Runtime, assemble
from tests import shops

AT = datetime(2031, 4, 6, 3, 30, tzinfo=UTC)


class TestPulse:
    def test_counts_requests_errors_and_durations_of_its_own(
        self, rt: Runtime, pulse: Pulse, caller: FlaskClient
    ) -> None:
        pulse.beat(AT + timedelta(minutes=1))
        for path in ("/info", "/nowhere", "/fails", "/health/live"):
            caller.get(path)
        pulse.beat(AT + timedelta(minutes=4))
        (point,) = written(rt)
        assert (point.counts.requests, point.counts.errors) == (3, 1)
        assert sum(point.counts.buckets) == 3
        assert point.memory_share and 0 < point.memory_share <= 1
        assert point.disk_share and 0 < point.disk_share <= 1
        assert dict(calls(rt)) == {"GET /fails": 1, "GET /info": 1, "GET none": 1}

    def test_two_processes_are_added_up(self, rt: Runtime, app_apart: Flask, caller: FlaskClient, pulse: Pulse) -> None:
        other = Pulse(rt, ProcessKind.WEB, (counting.registry_of(app_apart),), name=f"there:{uuid4().hex}")
        caller.get("/info")
        pulse.beat(AT)
        other.beat(AT + timedelta(minutes=2))
        (point,) = written(rt)
        assert point.counts.requests == 2
        assert sum(point.counts.buckets) == 2

    def test_what_was_counted_without_a_database_is_written_in_its_time(
        self, rt: Runtime, pulse: Pulse, caller: FlaskClient
    ) -> None:
        pulse.rt, away = assemble(replace(rt.settings, database_url=NO_DATABASE)), rt
        for minutes in (1, 2, 6):
            caller.get("/info")
            with pytest.raises(DatabaseAway):
                pulse.beat(AT + timedelta(minutes=minutes))
        pulse.rt.close()
        pulse.rt = away
        pulse.beat(AT + timedelta(minutes=11))
        assert [(one.at - AT, one.counts.requests) for one in written(rt)] == [
            (timedelta(), 2),
            (timedelta(minutes=5), 1),
            (timedelta(minutes=10), 0),
        ]

    def test_process_is_known_while_it_lives(self, rt: Runtime, pulse: Pulse) -> None:
        pulse.beat(AT)
        (found,) = living(rt, pulse, AT + timedelta(seconds=149))
        assert (found.kind, found.version, found.seen_at) == (ProcessKind.WEB, rt.settings.app_version, AT)
        assert living(rt, pulse, AT + timedelta(seconds=151)) == []
        pulse.stop()
        assert living(rt, pulse, AT) == []

    def test_thread_beats_by_itself(self, rt: Runtime, pulse: Pulse) -> None:
        pulse.start()
        for _ in range(200):
            if living(rt, pulse, rt.clock.now()):
                return
            pulse._ended.wait(0.05)
        raise AssertionError("it never beat")


def written(rt: Runtime) -> list[Point]:
    with rt.db.transaction(Caller.service()) as tx:
        return points.fetch(tx, since=AT, until=AT + 12 * POINT)


def calls(rt: Runtime) -> list[tuple[str, int]]:
    with rt.db.transaction(Caller.service()) as tx:
        found = points.fetch_calls(tx, begins_on=AT.date(), ends_before=AT.date() + timedelta(days=1))
    return [(call, counts.requests) for call, counts in found]


def living(rt: Runtime, pulse: Pulse, now: datetime) -> list[Process]:
    with rt.db.transaction(Caller.service()) as tx:
        return [one for one in processes.living(tx, now=now) if one.process == pulse.name]


@pytest.fixture
def app_apart(rt: Runtime) -> Flask:
    """An application whose counts are nobody else's."""
    app = create_app(runtime=rt)

    def fails() -> str:
        raise RuntimeError("on purpose")

    app.add_url_rule("/fails", view_func=public(fails))
    return app


@pytest.fixture
def caller(app_apart: Flask) -> FlaskClient:
    """Calls it."""
    return app_apart.test_client()


@pytest.fixture
def pulse(rt: Runtime, app_apart: Flask, engine: Engine) -> Iterator[Pulse]:
    """The pulse of that application's process, in a time of which nobody else knows."""
    for table, column in (("service_points", "at"), ("service_calls", "day")):
        shops.execute(engine, f"delete from {table} where {column} >= '2031-01-01'", {})
    one = Pulse(rt, ProcessKind.WEB, (counting.registry_of(app_apart),), name=f"here:{uuid4().hex}")
    yield one
    one._ended.set()
    shops.execute(engine, "delete from service_processes where process = :name", {"name": one.name})

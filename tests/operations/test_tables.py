"""Our tables are vacuumed by who may, and who may not says so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import psycopg
import pytest

from app.operations.records import TableLooks
from app.operations.repo import looks
from app.operations.service import tables
from app.operations.wording import tables as wording
from app.runtime import migrations
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime, assemble
from tests.schema import servers
from tests.schema.servers import Server

AT = datetime(2031, 4, 6, tzinfo=UTC)
SOME = "insert into service_calls (day, call) select '1950-01-01', 'call ' || n from generate_series(1, 500) n"
NONE = "delete from service_calls where day = '1950-01-01'"


class TestLookAfter:
    def test_sweeps_dead_rows_and_keeps_what_it_found(self, apart: Runtime) -> None:
        with psycopg.connect(apart.settings.database_url, autocommit=True) as connection:
            connection.execute(SOME)
            connection.execute(NONE)
            connection.execute("select pg_stat_force_next_flush()")
        found = {one.name: one for one in tables.look_after(apart, now=AT)}
        assert found["service_calls"].dead_rows >= 500
        assert found["service_calls"].dead_rows_after == 0
        assert found["service_calls"].total_bytes > 8192
        assert {one.left_alone for one in found.values()} == {""}
        assert "businesses" not in found and {"jobs", "ai_audit_logs", "service_state"} <= set(found)
        kept = latest(apart)
        assert kept and kept.looked_at == AT
        assert {one.name: one for one in kept.tables} == found
        assert kept.swept_rows >= 500

    def test_again_is_harmless_and_another_week(self, apart: Runtime) -> None:
        for weeks in (0, 1):
            tables.look_after(apart, now=AT + timedelta(weeks=weeks))
        kept = latest(apart)
        assert kept and kept.looked_at == AT + timedelta(weeks=1)

    @pytest.mark.parametrize("mode", ["share update exclusive", "access exclusive"])
    def test_table_that_somebody_holds_is_passed_over(self, apart: Runtime, mode: str) -> None:
        with psycopg.connect(apart.settings.database_url) as held:
            held.execute(f"lock table service_calls in {mode} mode".encode())
            found = {one.name: one.left_alone for one in tables.look_after(apart, now=AT)}
        assert {name for name, why in found.items() if why} == {"service_calls"}
        assert found["service_calls"] == wording.LOCKED

    def test_role_that_owns_nothing_says_so(self, limited: Runtime) -> None:
        found = tables.look_after(limited, now=AT)
        assert {one.left_alone for one in found} == {wording.NOT_ALLOWED}
        kept = latest(limited)
        assert kept and len(kept.left_alone) == len(found) > 40

    def test_role_may_be_allowed_without_owning_where_postgresql_knows_that_right(
        self, limited: Runtime, apart: Runtime
    ) -> None:
        with psycopg.connect(apart.settings.database_url, autocommit=True) as connection:
            is_known = connection.info.server_version >= tables.MAINTAIN
            if is_known:
                connection.execute("grant maintain on all tables in schema public to limited")
        left_alone = {one.left_alone for one in tables.look_after(limited, now=AT)}
        assert left_alone == {"" if is_known else wording.NOT_ALLOWED}


def latest(rt: Runtime) -> TableLooks | None:
    with rt.db.transaction(Caller.service()) as tx:
        return looks.latest(tx, before=AT + timedelta(days=30))


@pytest.fixture(scope="module")
def oldest() -> Iterator[Server]:
    """The oldest PostgreSQL that the schema supports, where this machine has it."""
    server = servers.start(min(servers.VERSIONS))
    if server is None:
        pytest.skip(f"no PostgreSQL {min(servers.VERSIONS)} on this machine")
    yield server
    server.stop()


@pytest.fixture(params=["embedded", "oldest"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database of each."""
    if request.param == "embedded":
        yield request.getfixturevalue("fresh_database")
        return
    server: Server = request.getfixturevalue("oldest")
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("create database tables")
    yield server.url("tables")
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("drop database tables with (force)")


@pytest.fixture
def apart(rt: Runtime, address: str) -> Iterator[Runtime]:
    """A database of its own, as its owner."""
    list(migrations.upgrade(address, local=True))
    one = assemble(replace(rt.settings, database_url=address))
    yield one
    one.close()


@pytest.fixture
def limited(apart: Runtime) -> Iterator[Runtime]:
    """The same database, as a role that may do what the service needs and owns nothing."""
    url = urlsplit(apart.settings.database_url)
    with psycopg.connect(apart.settings.database_url, autocommit=True) as connection:
        connection.execute("create role limited login password 'limited'")
        connection.execute("grant service_role, authenticated to limited")
    place = url.netloc.rpartition("@")[2]
    one = assemble(replace(apart.settings, database_url=url._replace(netloc=f"limited:limited@{place}").geturl()))
    yield one
    one.close()
    with psycopg.connect(apart.settings.database_url, autocommit=True) as connection:
        connection.execute("drop owned by limited")
        connection.execute("drop role limited")

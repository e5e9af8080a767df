"""Transactions that run as their caller, and a database that dies, hangs and comes back."""

import threading
import time
from collections.abc import Callable, Iterator
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import ProgrammingError

from app.runtime.db import DatabaseAway, after_commit
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime
from scripts.chaos.outages import Outage

RIGHTS = text(
    "select current_user, coalesce(current_setting('request.jwt.claims', true), ''), pg_backend_pid(),"
    " current_setting('statement_timeout')"
)
BOUND_SECONDS = 4.0
AT_ONCE_SECONDS = 0.3
NOTICED_SECONDS = 3.0
"""Time-out of 1 s, grace of 1 s, a quarter until it is noticed, and a slow machine; no second wait behind the first."""


class TestRights:
    def test_hold_within_the_transaction(self, rt: Runtime, caller: Callable[..., Caller]) -> None:
        somebody = caller()
        with rt.db.transaction(somebody) as tx:
            role, claims, _, _ = tx.execute(RIGHTS).one()
            assert (role, tx.execute(text("select auth.uid()")).scalar()) == ("authenticated", somebody.user_id)
            assert str(somebody.user_id) in claims

    @pytest.mark.parametrize("is_undone", [False, True])
    def test_are_gone_after_it_on_the_same_connection(
        self, assembled: Callable[..., Runtime], caller: Callable[..., Caller], is_undone: bool
    ) -> None:
        rt = assembled(database_max_connections=1)
        with rt.db.transaction(caller(), timeout_seconds=3) as tx:
            before = tx.execute(RIGHTS).one()
            if is_undone:
                tx.get_transaction().rollback()  # type: ignore[union-attr]
        with rt.db._engine.connect() as connection:
            after = connection.execute(RIGHTS).one()
        assert after[2] == before[2]
        assert (before[0], before[3]) == ("authenticated", "3s")
        assert (after[0], after[1], after[3]) == ("postgres", "", "0")

    def test_one_caller_leaves_nothing_to_the_next(
        self, assembled: Callable[..., Runtime], caller: Callable[..., Caller]
    ) -> None:
        rt, second = assembled(database_max_connections=1), caller()
        with rt.db.transaction(caller(), timeout_seconds=3):
            pass
        with rt.db.transaction(second) as tx:
            assert tx.execute(text("select auth.uid()")).scalar() == second.user_id
            assert tx.execute(text("show statement_timeout")).scalar() == "5s"


class TestAfterCommit:
    def test_is_called_once_the_row_can_be_seen(self, rt: Runtime) -> None:
        seen: list[int] = []
        with rt.db.transaction(Caller.service()) as tx:
            after_commit(tx, lambda: seen.append(1))
            assert seen == []
        assert seen == [1]

    def test_is_not_called_when_the_work_is_undone(self, assembled: Callable[..., Runtime]) -> None:
        rt, seen = assembled(database_max_connections=1), list[int]()
        with pytest.raises(KeyError), rt.db.transaction(Caller.service()) as tx:
            after_commit(tx, lambda: seen.append(1))
            raise KeyError
        with rt.db.transaction(Caller.service()):
            pass
        assert seen == []

    def test_error_of_the_block_undoes_its_rows(self, rt: Runtime) -> None:
        key = uuid4().hex
        with pytest.raises(KeyError), rt.db.transaction(Caller.service()) as tx:
            insert_job(tx, key)
            raise KeyError
        assert rt.db.value("select count(*) from jobs where dedupe_key = :key", {"key": key}) == "0"


class TestErrors:
    def test_wrong_statement_is_no_absence(self, rt: Runtime) -> None:
        with pytest.raises(ProgrammingError), rt.db.transaction(Caller.service()) as tx:
            tx.execute(text("select * from nowhere"))

    def test_statement_that_takes_too_long_is_ended(self, rt: Runtime) -> None:
        with pytest.raises(DatabaseAway), rt.db.transaction(Caller.service(), timeout_seconds=0.3) as tx:
            tx.execute(text("select pg_sleep(30)"))

    def test_pool_that_is_used_up_is_an_absence(self, assembled: Callable[..., Runtime]) -> None:
        rt = assembled(database_max_connections=1, database_timeout_seconds=1.0)
        with rt.db.transaction(Caller.service()), pytest.raises(DatabaseAway), rt.db.transaction(Caller.service()):
            pass


class TestValue:
    def test_is_text_or_none(self, rt: Runtime) -> None:
        assert rt.db.value("select cast(:number as int) + 1", {"number": 4}) == "5"
        assert rt.db.value("select true", {}) == "t"
        assert rt.db.value("select 1 where false", {}) is None

    def test_many_readers_at_once_get_their_own_answers(self, rt: Runtime) -> None:
        found: dict[int, str | None] = {}

        def ask(number: int) -> None:
            found[number] = rt.db.value("select cast(:number as int)", {"number": number})

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == {number: str(number) for number in range(20)}

    def test_wrong_statement_leaves_no_broken_connection(self, rt: Runtime) -> None:
        for _ in range(3):
            with pytest.raises(Exception, match="nowhere"):
                rt.db.value("select * from nowhere", {})
        assert rt.db.value("select 1", {}) == "1"


class TestDeadServer:
    def test_idle_connections_that_died_are_replaced_unseen(self, away: Runtime, own_postgres: Outage) -> None:
        use(away)
        own_postgres.restart()
        use(away)
        assert away.db.value("select 1", {}) == "1"

    def test_after_commit_survives_a_replaced_connection(self, away: Runtime, own_postgres: Outage) -> None:
        seen: list[int] = []
        use(away)
        own_postgres.restart()
        with away.db.transaction(Caller.service()) as tx:
            after_commit(tx, lambda: seen.append(1))
        assert seen == [1]

    def test_absence_is_said_at_once_and_ends_with_the_first_question(
        self, away: Runtime, own_postgres: Outage
    ) -> None:
        use(away)
        own_postgres.kill()
        began = time.monotonic()
        for _ in range(3):
            with pytest.raises(DatabaseAway):
                use(away)
            with pytest.raises(DatabaseAway):
                away.db.ping()
        took = time.monotonic() - began
        own_postgres.start()
        use(away)
        away.db.ping()
        assert took < 3.0

    def test_server_lost_within_a_transaction_is_an_absence(self, away: Runtime, own_postgres: Outage) -> None:
        with pytest.raises(DatabaseAway), away.db.transaction(Caller.service()) as tx:
            own_postgres.restart()
            tx.execute(text("select 1"))

    def test_connection_that_is_ended_takes_no_other_with_it(self, away: Runtime, own_postgres: Outage) -> None:
        with pytest.raises(DatabaseAway), away.db.transaction(Caller.service()) as tx:
            pid = tx.execute(text("select pg_backend_pid()")).scalar()
            with psycopg.connect(own_postgres.url) as superuser:
                superuser.execute("select pg_terminate_backend(%s)", [pid])
            tx.execute(text("select 1"))
        use(away)


class TestHangingServer:
    def test_new_transaction_is_bounded(self, away: Runtime, frozen: Outage) -> None:
        with bounded(), pytest.raises(DatabaseAway):
            use(away)

    def test_single_read_is_bounded(self, away: Runtime, frozen: Outage) -> None:
        with bounded(), pytest.raises(DatabaseAway):
            away.db.ping()

    def test_is_found_out_once_and_then_known(self, away: Runtime, frozen: Outage) -> None:
        for bound in (BOUND_SECONDS, AT_ONCE_SECONDS, AT_ONCE_SECONDS):
            with bounded(bound), pytest.raises(DatabaseAway):
                use(away)
            with bounded(AT_ONCE_SECONDS), pytest.raises(DatabaseAway):
                away.db.ping()

    def test_statement_under_way_is_bounded(self, away: Runtime, own_postgres: Outage) -> None:
        with bounded(), pytest.raises(DatabaseAway), away.db.transaction(Caller.service()) as tx:
            own_postgres.freeze()
            tx.execute(text("select 1"))

    def test_commit_is_bounded(self, away: Runtime, own_postgres: Outage) -> None:
        seen: list[int] = []
        with bounded(), pytest.raises(DatabaseAway), away.db.transaction(Caller.service()) as tx:
            insert_job(tx, uuid4().hex)
            after_commit(tx, lambda: seen.append(1))
            own_postgres.freeze()
        assert seen == []

    def test_undoing_is_bounded(self, away: Runtime, own_postgres: Outage) -> None:
        with bounded(), pytest.raises((KeyError, DatabaseAway)), away.db.transaction(Caller.service()) as tx:
            tx.execute(text("select 1"))
            own_postgres.freeze()
            raise KeyError

    @pytest.fixture(autouse=True)
    def thawed(self, own_postgres: Outage, away: Runtime) -> Iterator[None]:
        """Whatever happened: the server goes on, and the process that stood on it is as good as new."""
        use(away)
        away.db.ping()
        yield
        own_postgres.thaw()
        use_soon(away)
        away.db.ping()

    @pytest.fixture
    def frozen(self, own_postgres: Outage, thawed: None) -> Outage:
        own_postgres.freeze()
        return own_postgres


class bounded:  # noqa: N801 - reads as a word
    """The block ends before its bound, far below the minutes that a hanging server would take."""

    def __init__(self, seconds: float = BOUND_SECONDS) -> None:
        self._seconds = seconds

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, *_: object) -> None:
        assert time.monotonic() - self._began < self._seconds


def use(rt: Runtime) -> None:
    with rt.db.transaction(Caller.service()) as tx:
        tx.execute(text("select 1"))


def use_soon(rt: Runtime) -> None:
    """Uses the database as soon as its return is noticed, which takes two seconds at most."""
    until = time.monotonic() + NOTICED_SECONDS
    while True:
        try:
            return use(rt)
        except DatabaseAway:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def insert_job(tx: Connection, key: str) -> None:
    tx.execute(text("insert into jobs (name, dedupe_key) values ('test.nothing', :key)"), {"key": key})


@pytest.fixture
def away(assembled: Callable[..., Runtime], own_postgres: Outage) -> Runtime:
    """The runtime of a process on the server that is taken away."""
    return assembled(database_url=own_postgres.url, database_timeout_seconds=1.0, database_max_connections=3)

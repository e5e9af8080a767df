"""PostgreSQL: one pool a process, transactions that run as their caller, and a hard end to every wait.

Safe behind Supabase's transaction pooler: no prepared statements, and nothing is set beyond the transaction
(`set_config(..., true)`). Measured there: prepared statements fail with DuplicatePreparedStatement.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import psycopg
from sqlalchemy import Connection, Engine, RootTransaction, create_engine, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.runtime import statement_deadlines
from app.runtime.breaker import Breaker
from app.runtime.identity import Caller
from app.runtime.observe import metrics, pool_figures, tracing
from app.runtime.quick_reads import QuickReads
from app.runtime.statement_deadlines import GRACE_SECONDS, PROMPT_SECONDS
from app.values.errors import Unavailable

ACT_AS = text(
    "select set_config('role', :role, true), set_config('request.jwt.claims', :claims, true),"
    " set_config('statement_timeout', :milliseconds, true)"
)
AFTER_COMMIT = "after_commit"
BEFORE_COMMIT = "before_commit"
PROBE_SECONDS = 0.25


def after_commit(tx: Connection, action: Callable[[], None]) -> None:
    """Has `action` called once `tx` is committed, and never when it is undone."""
    tx.info.setdefault(AFTER_COMMIT, []).append(action)


def before_commit(tx: Connection, action: Callable[[Connection], None]) -> None:
    """Has `action` called with `tx` when everything else in it is done; what it raises undoes the whole."""
    tx.info.setdefault(BEFORE_COMMIT, []).append(action)


class DatabaseAway(Unavailable):
    """PostgreSQL does not answer, or not in time. Nothing of the transaction was kept."""

    code = "database_unavailable"
    message = "Your books cannot be reached for the moment. Please try again shortly."

    def __init__(self) -> None:
        super().__init__(retry_after_seconds=2)


class Database:
    """The pool. Connects when first used; `dispose` closes it. `carried` goes with each transaction, as its `info`."""

    def __init__(self, url: str, *, max_connections: int = 20, timeout_seconds: float = 5.0) -> None:
        self.timeout_seconds = timeout_seconds
        self._url = url.replace("postgres://", "postgresql://", 1)
        self._engine = _engine(self._url, max_connections, timeout_seconds)
        self._quick = QuickReads(self._url)
        self.carried: dict[str, object] = {}
        self._breaker = Breaker("database", probe_seconds=PROBE_SECONDS)
        statement_deadlines.watch(self._engine, default_seconds=timeout_seconds + GRACE_SECONDS)
        pool_figures.watch(self._engine, most=max_connections)

    @contextmanager
    def transaction(self, caller: Caller, *, timeout_seconds: float | None = None) -> Iterator[Connection]:
        """A transaction with the rights of `caller`: committed at the end of the block, undone by any error.

        Each statement may take `timeout_seconds` (the setting when none is given). Raises `DatabaseAway` when
        the server is gone, hangs, or a statement takes longer.
        """
        with self._guarded(), tracing.span("database transaction"), self._engine.connect() as connection:
            connection.info.update(self.carried, **{AFTER_COMMIT: [], BEFORE_COMMIT: []})
            with self._begun(connection, caller, timeout_seconds or self.timeout_seconds):
                yield connection
                for last in connection.info.pop(BEFORE_COMMIT, []):
                    last(connection)
            actions = connection.info.pop(AFTER_COMMIT, [])  # gone with a connection that was replaced
        for action in actions:
            action()

    def value(self, statement: str, parameters: Mapping[str, object]) -> str | None:
        """The single value of one read that names its user and business itself, as text; None when there is none.

        One round trip without a transaction, as the connection's own role: for the questions that precede every
        request. Raises `DatabaseAway`.
        """
        with self._guarded():
            return self._quick.value(statement, parameters)

    def ping(self) -> None:
        """Raises `DatabaseAway` unless the server answers."""
        self.value("select 1", {})

    def dispose(self) -> None:
        """Closes the connections of this process."""
        self._engine.dispose()
        self._quick.close()

    def _begun(self, connection: Connection, caller: Caller, seconds: float) -> RootTransaction:
        """A transaction that has just answered: a connection that died in the pool is replaced once, unseen."""
        statement_deadlines.allow(connection, PROMPT_SECONDS)
        rights = {
            "role": caller.role,
            "claims": json.dumps(dict(caller.claims)),
            "milliseconds": str(int(seconds * 1000)),
        }
        transaction, began = connection.begin(), time.monotonic()
        try:
            connection.execute(ACT_AS, rights)
            metrics.database_seconds.observe(time.monotonic() - began)
        except DBAPIError as error:
            transaction.rollback()
            is_hanging = time.monotonic() - began > PROMPT_SECONDS  # the next would hang too
            if not error.connection_invalidated or is_hanging:
                raise
            transaction = connection.begin()
            connection.execute(ACT_AS, rights)
        statement_deadlines.allow(connection, seconds + GRACE_SECONDS)
        return transaction

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Answers `DatabaseAway` for a server that is gone, and at once for one that was found hanging."""
        if self._breaker.is_open:
            raise DatabaseAway
        began = time.monotonic()
        try:
            with _plain_answer():
                yield
        except DatabaseAway as away:
            if _is_lost(away.__cause__) and time.monotonic() - began > PROMPT_SECONDS:
                self._breaker.trip(self._answers)
            raise

    def _answers(self) -> bool:
        """Whether the server answers, asked on a connection of its own."""
        try:
            with psycopg.connect(self._url, autocommit=True, prepare_threshold=None, connect_timeout=2) as connection:
                connection.execute("select 1")
        except psycopg.Error:
            return False
        return True


@contextmanager
def _plain_answer() -> Iterator[None]:
    """Turns what a missing or slow server raises into `DatabaseAway`; other errors of a statement stay themselves."""
    try:
        yield
    except (OperationalError, InterfaceError, PoolTimeout, psycopg.OperationalError) as error:
        raise DatabaseAway from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise DatabaseAway from error
        raise


def _is_lost(error: BaseException | None) -> bool:
    """Whether the connection failed, and not a statement on it: then the server itself gave no reason."""
    driver = getattr(error, "orig", error)
    return isinstance(driver, psycopg.OperationalError) and driver.sqlstate is None


def _engine(url: str, max_connections: int, timeout_seconds: float) -> Engine:
    address = url.replace("postgresql://", "postgresql+psycopg://", 1)
    return create_engine(
        address,
        pool_size=max_connections,
        max_overflow=0,
        pool_timeout=timeout_seconds,
        pool_recycle=1800,
        hide_parameters=True,  # an error's words go to the logs
        connect_args={"prepare_threshold": None, "connect_timeout": max(2, int(timeout_seconds))},
    )

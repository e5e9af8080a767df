"""Puts a deadline on every statement and commit of an engine, a little after the server's own timeout."""

from typing import Any

from sqlalchemy import Connection, Engine, event

from app.runtime.deadlines import Deadlines

PROMPT_SECONDS = 0.75
"""Within this time a server that is well answers a question of no work, such as who is calling."""

GRACE_SECONDS = 1.0
"""How much later than `statement_timeout` the connection is cut: a living server speaks first."""


def allow(connection: Connection, seconds: float) -> None:
    """Cuts `connection` when a later statement on it takes longer than `seconds`."""
    connection.execution_options(statement_seconds=seconds)


def watch(engine: Engine, *, default_seconds: float) -> None:
    """Watches every statement of `engine`."""
    deadlines = Deadlines()

    def begin(connection: Connection, *_: Any) -> None:
        seconds = connection.get_execution_options().get("statement_seconds", default_seconds)
        connection.info["deadline"] = deadlines.begin(_descriptor(connection), seconds)

    def end(connection: Connection, *_: Any) -> None:
        deadlines.end(connection.info.pop("deadline", 0))

    def begin_last(connection: Connection) -> None:
        if not connection.invalidated:
            begin(connection)

    def checked_in(_: Any, record: Any) -> None:
        deadlines.end(record.info.pop("deadline", 0))

    def failed(context: Any) -> None:
        if context.connection is not None and not context.connection.closed and not context.connection.invalidated:
            end(context.connection)

    event.listen(engine, "before_cursor_execute", begin)
    event.listen(engine, "after_cursor_execute", end)
    event.listen(engine, "handle_error", failed)
    for ending in ("commit", "rollback"):  # nothing is told after these but that the connection is given back
        event.listen(engine, ending, begin_last)
    event.listen(engine, "checkin", checked_in)


def _descriptor(connection: Connection) -> int:
    driver: Any = connection.connection.driver_connection
    return int(driver.pgconn.socket)

"""Single reads without a transaction, on connections of their own: the questions that precede every request.

Straight through the driver: a round trip by way of the engine costs four times the processor time, and this one is
on the path of every cached answer. Each read names its user and business itself.
"""

import re
import time
from collections import deque
from collections.abc import Mapping
from functools import cache

import psycopg
from psycopg.pq import ConnStatus, ExecStatus

from app.runtime.deadlines import Deadlines
from app.runtime.quick_connection import Quick, connected
from app.runtime.statement_deadlines import PROMPT_SECONDS

NAME = re.compile(r"(?<!:):([a-z_]+)")
CONNECT_SECONDS = 1.5
"""Within this time a server that is well lets a new connection in: a few round trips, and a process to start."""


class QuickReads:
    """A stack of idle connections; at most as many as there were readers at the same time."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._deadlines = Deadlines()
        self._idle: deque[Quick] = deque()

    def value(self, statement: str, parameters: Mapping[str, object]) -> str | None:
        """The first value of the first row as PostgreSQL writes it, or None; `:name` stands for a parameter.

        A connection that died while idle is replaced once, unseen. Raises `psycopg.OperationalError` when the
        server is away or does not answer in time.
        """
        command, names = _numbered(statement)
        values = [str(parameters[name]).encode() for name in names]
        try:
            connection = self._idle.pop()
        except IndexError:
            return self._asked(connected(self._url, seconds=CONNECT_SECONDS), command, values)
        began = time.monotonic()
        try:
            return self._asked(connection, command, values)
        except psycopg.OperationalError:
            self.close()
            if time.monotonic() - began > PROMPT_SECONDS:  # it hung: so would the next
                raise
            return self._asked(connected(self._url, seconds=CONNECT_SECONDS), command, values)

    def close(self) -> None:
        """Closes what is idle."""
        while self._idle:
            self._idle.pop().close()

    def _asked(self, connection: Quick, command: bytes, values: list[bytes]) -> str | None:
        number = self._deadlines.begin(connection.pgconn.socket, PROMPT_SECONDS)
        try:
            result = connection.pgconn.exec_params(command, values)
        finally:
            self._deadlines.end(number)
        if result.status != ExecStatus.TUPLES_OK:
            is_lost = connection.pgconn.status == ConnStatus.BAD
            connection.close()
            raise (psycopg.OperationalError if is_lost else psycopg.DatabaseError)(result.error_message.decode())
        self._idle.append(connection)
        value = result.get_value(0, 0) if result.ntuples else None
        return None if value is None else value.decode()


@cache
def _numbered(statement: str) -> tuple[bytes, list[str]]:
    """`statement` with `$1`, `$2`... for its named parameters, and their names in that order."""
    names = list(dict.fromkeys(NAME.findall(statement)))
    return NAME.sub(lambda found: f"${names.index(found[1]) + 1}", statement).encode(), names

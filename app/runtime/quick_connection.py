"""Connecting within a deadline of any length: psycopg's own never gives up before two seconds are over."""

import select
import time
from typing import Any

import psycopg
from psycopg.pq import PGconn, PollingStatus, abc

Quick = psycopg.Connection[tuple[Any, ...]]


def connected(url: str, *, seconds: float) -> Quick:
    """A connection that commits each statement and prepares none. `url` is a libpq URI or conninfo.

    Raises `psycopg.OperationalError` when the server is away, refuses, or has not let it in within `seconds`.
    Source: PQconnectStart and PQconnectPoll, https://www.postgresql.org/docs/current/libpq-connect.html
    """
    until, server = time.monotonic() + seconds, PGconn.connect_start(url.encode())
    while (state := server.connect_poll()) != PollingStatus.OK:
        if state == PollingStatus.FAILED or not _moves(server, state, until - time.monotonic()):
            told = server.error_message.decode(errors="replace").strip()
            server.finish()
            raise psycopg.OperationalError(told if state == PollingStatus.FAILED else f"{told} no end in {seconds} s")
    server.nonblocking = 1  # as psycopg waits
    connection: Quick = psycopg.Connection(server)
    connection.autocommit, connection.prepare_threshold = True, None
    return connection


def _moves(server: abc.PGconn, state: int, seconds: float) -> bool:
    """Whether the server can be read from or written to, whichever `state` waits for, within `seconds`."""
    poll = select.poll()
    poll.register(server.socket, select.POLLIN if state == PollingStatus.READING else select.POLLOUT)
    return bool(poll.poll(max(0.0, seconds) * 1000))

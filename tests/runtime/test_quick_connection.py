"""Connections that are there soon or not at all."""

import socket
import time

import psycopg
import pytest

from app.runtime.embedded import ports
from app.runtime.quick_connection import connected

SECONDS = 0.3
MOST_SECONDS = 2.0
"""What psycopg's own deadline is at least."""


class TestConnected:
    def test_commits_each_statement_by_itself(self, postgres_url: str) -> None:
        with connected(postgres_url, seconds=30) as one, connected(postgres_url, seconds=30) as other:
            one.execute("create table seen_at_once (it int)")
            assert other.execute("select count(*) from seen_at_once").fetchone() == (0,)
            one.execute("drop table seen_at_once")

    def test_server_that_lets_nobody_in_is_given_up_in_time(self) -> None:
        with socket.create_server((ports.LOOPBACK, 0)) as silent:
            began = time.monotonic()
            with pytest.raises(psycopg.OperationalError, match=r"no end in 0\.3 s"):
                connected(f"postgresql://{ports.LOOPBACK}:{silent.getsockname()[1]}/none", seconds=SECONDS)
        assert SECONDS <= time.monotonic() - began < MOST_SECONDS

    def test_port_that_nobody_listens_on_is_told(self) -> None:
        with pytest.raises(psycopg.OperationalError, match="refused"):
            connected(f"postgresql://{ports.LOOPBACK}:{ports.free()}/none", seconds=30)

    def test_who_may_not_come_in_is_told_why(self, postgres_url: str) -> None:
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            connected(postgres_url.rsplit("/", 1)[0] + "/no_such_database", seconds=30)

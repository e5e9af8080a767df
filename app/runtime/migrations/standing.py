"""How the database stands: files and tables of the schema, room, connections, and who waits for whom.

Asked as the role of DATABASE_URL itself: what other roles' sessions do is shown to a superuser or a member of
pg_read_all_stats alone (PostgreSQL's manual, 27.2.2 "Viewing Statistics").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, LiteralString

from psycopg.errors import LockNotAvailable

from app.runtime.migrations.files import SCHEMA_FOLDER, SchemaError, load
from app.runtime.migrations.runner import Connection, applied_files, connected, has_ledger

MADE = re.compile(r"^create table if not exists (public\.\w+)", re.MULTILINE)
FULL_SHARE = 0.9
"""Of max_connections; the last ones are kept for superusers (superuser_reserved_connections)."""
LONGEST_TRANSACTION_SECONDS = 900
"""No job of ours has a transaction of more than 300 s (retention.cleaning.BATCH_SECONDS)."""
MOST_TABLES = 5

SIZE = "select pg_size_pretty(pg_database_size(current_database()))"
SESSIONS = (
    "select count(*), current_setting('max_connections')::int,"
    " count(*) filter (where cardinality(pg_blocking_pids(pid)) > 0),"
    " coalesce(max(extract(epoch from now() - xact_start)) filter (where pid <> pg_backend_pid()), 0)::float8"
    " from pg_stat_activity where backend_type = 'client backend'"
)
LARGEST = (
    "select relname, pg_size_pretty(pg_total_relation_size(relid)), n_live_tup, n_dead_tup from pg_stat_user_tables"
    " where schemaname = 'public' order by pg_total_relation_size(relid) desc, relname limit %s"
)
PATIENCE = "select set_config('lock_timeout', '500ms', true)"
IS_THERE = "select to_regclass(%s) is not null"


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was looked at."""

    is_well: bool
    text: str


def standing(database_url: str, folder: Path = SCHEMA_FOLDER) -> Iterator[Line]:
    """A line for each thing that was looked at. Raises `SchemaError` where the database cannot be asked."""
    with connected(database_url) as connection:
        yield from _schema(connection, folder)
        (size,) = _row(connection, SIZE)
        yield Line(True, f"size: {size}")
        yield from _sessions(connection)
        yield from _largest(connection)


def _schema(connection: Connection, folder: Path) -> Iterator[Line]:
    done = applied_files(connection) if has_ledger(connection) else {}
    files = [one for one in load(folder, local=True) if one.name in done or not one.is_local]
    pending = [one.name for one in files if one.name not in done]
    changed = [one.name for one in files if one.name in done and done[one.name][0] != one.checksum]
    tables = [name for one in files if one.name in done for name in MADE.findall(one.sql)]
    missing = [name for name in tables if _row(connection, IS_THERE, name) == (False,)]
    for word, names in (("not applied", pending), ("changed since", changed), ("missing", missing)):
        if names:
            yield Line(False, f"schema: {word}: {', '.join(names)}")
    if not (pending or changed or missing):
        yield Line(True, f"schema: {len(files)} files applied, {len(tables)} tables there")


def _sessions(connection: Connection) -> Iterator[Line]:
    count, most, blocked, longest = _row(connection, SESSIONS)
    yield Line(count < most * FULL_SHARE, f"connections: {count} of {most}")
    yield Line(not blocked, f"sessions that wait for another one's lock: {blocked}")
    yield Line(longest < LONGEST_TRANSACTION_SECONDS, f"longest transaction: {longest:,.0f} s")


def _largest(connection: Connection) -> Iterator[Line]:
    """The largest tables; one that somebody has locked for himself cannot be measured, and is not waited for."""
    try:
        with connection.transaction():
            connection.execute(PATIENCE)
            found = connection.execute(LARGEST, (MOST_TABLES,)).fetchall()
    except LockNotAvailable:
        yield Line(False, "tables: one is locked by a session for itself, so they could not be measured")
        return
    for name, size, live, dead in found:
        yield Line(True, f"table {name}: {size}, about {live:,} rows, {dead:,} dead ones")


def _row(connection: Connection, statement: LiteralString, *values: object) -> tuple[Any, ...]:
    row = connection.execute(statement, values).fetchone()
    if row is None:
        raise SchemaError("The database gave no answer to a question that has one.")
    return row

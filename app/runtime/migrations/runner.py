"""Applies the files of `schema/`, each once, however many runners start at the same moment.

`schema_migrations` keeps each applied file's checksum; a file that changed afterwards is refused. A file is one
transaction together with its row there. Only transaction-level locks and settings are used, so that the connection
may lead through a transaction pooler.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg

from app.runtime.migrations import wording
from app.runtime.migrations.files import SCHEMA_FOLDER, Migration, SchemaError, load

LOCK_KEY = 7_203_451_886
CONNECT_SECONDS = 10
TURN_TRIES = 3000
TURN_PAUSE_SECONDS = 0.1

LIMITS = "select set_config('lock_timeout', '10s', true), set_config('statement_timeout', '0', true)"
"""A file may take long, but not wait long for a table in use: everybody else would wait behind it."""

LEDGER = """
create table if not exists public.schema_migrations (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now()
);
alter table public.schema_migrations enable row level security;
"""

Applied = dict[str, tuple[str, datetime]]
"""Checksum and moment of each applied file, by name."""
Connection = psycopg.Connection[tuple[Any, ...]]


def upgrade(database_url: str, folder: Path = SCHEMA_FOLDER, *, local: bool = False) -> Iterator[str]:
    """Applies what is pending; yields a line for each file as it is done, and a last one with the sum.

    `local` adds the mobile app's own tables, which a Supabase project has. Raises `SchemaError`.
    """
    files = load(folder, local=local)
    count = 0
    with connected(database_url) as connection:
        _make_ledger(connection)
        for migration in _pending(files, applied_files(connection)):
            if _apply(connection, migration, database_url):
                count += 1
                yield f"applied {migration.name}"
    yield f"schema: {count} files applied, {len(files) - count} were there"


def status(database_url: str, folder: Path = SCHEMA_FOLDER) -> Iterator[str]:
    """One line a file: since when it is applied, or that it is pending. Raises `SchemaError`."""
    with connected(database_url) as connection:
        applied = applied_files(connection) if has_ledger(connection) else {}
    for migration in load(folder, local=True):
        checksum, applied_at = applied.pop(migration.name, ("", None))
        if applied_at is None:
            yield f"{'local  ' if migration.is_local else 'pending'}  {migration.name}"
        else:
            word = "applied" if checksum == migration.checksum else "CHANGED"
            yield f"{word}  {migration.name}  {applied_at:%Y-%m-%d %H:%M %Z}"
    for name in applied:
        yield f"unknown  {name}  (applied by another release)"


@contextmanager
def connected(database_url: str) -> Iterator[Connection]:
    """A connection that commits each statement by itself; a complaint of PostgreSQL becomes a `SchemaError`."""
    address = database_url.replace("postgresql+psycopg://", "postgresql://", 1)
    try:
        with psycopg.connect(
            address, autocommit=True, prepare_threshold=None, connect_timeout=CONNECT_SECONDS
        ) as connection:
            yield connection
    except psycopg.Error as error:
        raise SchemaError(wording.complaint(error)) from error


@contextmanager
def _turn(connection: Connection) -> Iterator[None]:
    """A transaction that no other runner has at the same time; undone when the block fails.

    It asks again and again instead of waiting in the server: a waiting statement would keep its view of the data,
    for which `create index concurrently` of the runner at work would wait in turn.
    """
    for _ in range(TURN_TRIES):
        with connection.transaction():
            answer = connection.execute("select pg_try_advisory_xact_lock(%s)", (LOCK_KEY,)).fetchone()
            if answer == (True,):
                connection.execute(LIMITS)
                yield
                return
        time.sleep(TURN_PAUSE_SECONDS)
    raise SchemaError("Another upgrade of this database has been at work for minutes; try again when it has ended.")


def has_ledger(connection: Connection) -> bool:
    """Whether schema_migrations is there."""
    return connection.execute("select to_regclass('public.schema_migrations')").fetchone() != (None,)


def _make_ledger(connection: Connection) -> None:
    if not has_ledger(connection):
        with _turn(connection):
            connection.execute(LEDGER)


def applied_files(connection: Connection) -> Applied:
    """What schema_migrations says, in the order of application."""
    rows = connection.execute("select name, sha256, applied_at from public.schema_migrations order by applied_at, name")
    return {name: (checksum, applied_at) for name, checksum, applied_at in rows}


def _pending(files: list[Migration], applied: Applied) -> list[Migration]:
    for migration in files:
        if migration.name in applied and applied[migration.name][0] != migration.checksum:
            raise SchemaError(
                f"schema/{migration.name} was changed after it had been applied to this database:"
                " restore it, and put the change into a new file."
            )
    return [migration for migration in files if migration.name not in applied]


def _apply(connection: Connection, migration: Migration, database_url: str) -> bool:
    """Applies one file and notes it; False when another runner was faster."""
    with _turn(connection):
        if not _pending([migration], applied_files(connection)):
            return False
        try:
            if migration.is_one_transaction:
                connection.execute(migration.sql.encode())
            else:
                _apply_outside(database_url, migration)
        except psycopg.Error as error:
            raise SchemaError(f"schema/{migration.name}: {wording.complaint(error, migration.sql)}") from error
        connection.execute(
            "insert into public.schema_migrations (name, sha256) values (%s, %s)", (migration.name, migration.checksum)
        )
    return True


def _apply_outside(database_url: str, migration: Migration) -> None:
    """Runs each statement by itself on a second connection, while the first holds the turn."""
    with connected(database_url) as connection:
        for statement in migration.statements:
            connection.execute(statement.encode())

"""Looks after our tables each week: vacuums and analyzes them, and notes how large they are.

Autovacuum does the same when much has changed; this finds what it never reached, and keeps how tables grow. As the role
of DATABASE_URL itself, since `service_role` owns nothing; what that role may not is said, and left to who may.
"""

import logging
from collections.abc import Iterator
from datetime import datetime

import psycopg
from psycopg import sql
from psycopg.errors import LockNotAvailable, QueryCanceled

from app.operations.records import TableLook
from app.operations.repo import looks
from app.operations.wording import tables as wording
from app.runtime import migrations
from app.runtime.identity import Caller
from app.runtime.migrations.runner import Connection, connected
from app.runtime.migrations.standing import MADE, PATIENCE
from app.runtime.runtime import Runtime

log = logging.getLogger("ai_backend.operations")
MAINTAIN = 170_000
"""From this server on a role may be allowed to vacuum what it does not own (PostgreSQL 17, `grant maintain`)."""
STATE = (
    "select {size}, coalesce(s.n_live_tup, 0), coalesce(s.n_dead_tup, 0),"
    " pg_has_role(c.relowner, 'USAGE') or pg_has_role(d.datdba, 'USAGE') or {maintain}"
    " from pg_class c join pg_database d on d.datname = current_database()"
    " left join pg_stat_user_tables s on s.relid = c.oid"
    " where c.oid = to_regclass(%s) and c.relkind = 'r'"
)
EXACT, ESTIMATED = "pg_total_relation_size(c.oid)", "c.relpages::bigint * current_setting('block_size')::bigint"
"""The first waits for whoever has the table for himself; the second is what the last vacuum saw, without indexes."""
VACUUM = sql.SQL("vacuum (analyze, skip_locked) {}")


def look_after(rt: Runtime, *, now: datetime) -> list[TableLook]:
    """Every table of ours as it was found and left; what was done is kept also where the rest takes too long.

    Raises `SchemaError` without a database.
    """
    found: list[TableLook] = []
    try:
        with connected(rt.settings.database_url) as connection:
            for one in _looked_after(connection):
                found.append(one)
    finally:
        with rt.db.transaction(Caller.service()) as tx:
            looks.save(tx, found, looked_at=now)
    for one in found:
        if one.left_alone:
            log.warning("table not vacuumed", extra={"table": one.name, "reason": one.left_alone})
    return found


def ours() -> list[str]:
    """The tables that the files of `schema/` make; the app's own are the app's to look after."""
    return [name for one in migrations.load(local=False) for name in MADE.findall(one.sql)]


def _looked_after(connection: Connection) -> Iterator[TableLook]:
    skipped: list[str] = []
    connection.add_notice_handler(lambda told: skipped.append(told.sqlstate or ""))
    for name in ours():
        before = _state(connection, name)
        if before is None:
            continue
        total_bytes, live, dead, may = before
        left_alone = "" if may else wording.NOT_ALLOWED
        skipped.clear()
        if may:
            left_alone = _vacuumed(connection, name) or (wording.LOCKED if skipped else "")
        after = None if left_alone else _state(connection, name)
        short = name.removeprefix("public.")
        yield TableLook(short, total_bytes, live, dead, after[2] if after else None, left_alone)


def _vacuumed(connection: Connection, name: str) -> str:
    """Why it could not be done; empty when it was, or was passed over with a notice."""
    try:
        # nosemgrep: sql-from-pieces -- a name of a table of ours, quoted by psycopg
        connection.execute(VACUUM.format(sql.Identifier(*name.split("."))))
    except QueryCanceled:
        return wording.TOO_LONG
    except psycopg.errors.InsufficientPrivilege:
        return wording.NOT_ALLOWED
    return ""


def _state(connection: Connection, name: str) -> tuple[int, int, int, bool] | None:
    """Bytes, live and dead rows, and whether the role may vacuum it; None where there is no such table."""
    try:
        with connection.transaction():
            connection.execute(PATIENCE)
            return _asked(connection, name, EXACT)
    except LockNotAvailable:
        return _asked(connection, name, ESTIMATED)


def _asked(connection: Connection, name: str, size: str) -> tuple[int, int, int, bool] | None:
    has_right = connection.info.server_version >= MAINTAIN
    maintain = "has_table_privilege(c.oid, 'MAINTAIN')" if has_right else "false"
    row = connection.execute(STATE.format(size=size, maintain=maintain).encode(), (name,)).fetchone()
    return (row[0], row[1], row[2], row[3]) if row else None

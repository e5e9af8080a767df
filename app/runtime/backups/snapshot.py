"""One moment of the database: what is counted and what pg_dump writes see exactly the same rows, while work goes on."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from app.runtime.backups import programs, tables
from app.runtime.backups.archive import PIECE_BYTES
from app.runtime.backups.problems import BackupFailed, BackupRunning
from app.runtime.migrations import wording

CONNECT_SECONDS = 10
TURN = (
    "set local lock_timeout = '3s'",  # a killed one keeps its turn for an instant
    "select pg_advisory_xact_lock(hashtextextended('fineasy backup', 0))",
    "set local lock_timeout = 0",
)
DUMP = (
    "--format=plain", "--encoding=UTF8", "--no-owner", "--no-tablespaces", "--no-security-labels",
    "--no-subscriptions", "--no-password", "--lock-wait-timeout=10s",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A read-only transaction that others can share by `name`."""

    look: tables.Look
    name: str
    database_url: str

    @property
    def server_version(self) -> int:
        """The server's major version."""
        return self.look.info.server_version // 10_000


@contextmanager
def held(database_url: str) -> Iterator[Snapshot]:
    """The moment, for the length of the block, and the only one of this database, wherever others are asked for.

    Raises `BackupFailed` when the database cannot be read, `BackupRunning` while somebody else holds one.
    """
    try:
        with psycopg.connect(
            programs.plain(database_url), prepare_threshold=None, connect_timeout=CONNECT_SECONDS
        ) as look:
            look.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            look.read_only = True
            for limit in (*TURN, *tables.LIMITS):
                look.execute(limit.encode())
            name = look.execute("select pg_export_snapshot()").fetchall()[0][0]
            yield Snapshot(look, name, database_url)
    except psycopg.errors.LockNotAvailable as error:
        raise BackupRunning from error
    except psycopg.errors.UndefinedTable as error:
        raise BackupFailed("The database has no schema of this service yet: run flask db upgrade first.") from error
    except psycopg.Error as error:
        raise BackupFailed(
            f"The database could not be read for the backup: {wording.complaint(error)}. Older backups are untouched."
        ) from error


def dumped(moment: Snapshot, *, only: Sequence[str] | None, programs_in: Path | None) -> Iterator[bytes]:
    """The database as SQL, in pieces; `only` names relations in public. Raises `BackupFailed`."""
    program = programs.found("pg_dump", moment.server_version, programs_in)
    wanted = [f"--table=public.{name}" for name in only or ()]
    with subprocess.Popen(
        [program, *DUMP, f"--snapshot={moment.name}", *wanted],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=programs.environ(moment.database_url),
        cwd="/",
    ) as process:
        try:
            if process.stdout and process.stderr:
                while piece := process.stdout.read(PIECE_BYTES):
                    yield piece
                if process.wait():
                    raise BackupFailed(f"pg_dump could not finish: {programs.said(process.stderr.read())}.")
        finally:
            process.kill()

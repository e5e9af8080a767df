"""SQL over `service_processes`: which processes live."""

from datetime import datetime

from sqlalchemy import Connection, text

from app.operations.records import Process, ProcessKind

SILENT_SECONDS = 150
"""Whoever has not been seen for so long has ended: two pulses and a half."""
SAVE = text(
    "insert into service_processes (process, kind, version, started_at, seen_at)"
    " values (:process, :kind, :version, :started_at, :seen_at)"
    " on conflict (process) do update set kind = excluded.kind, version = excluded.version,"
    " started_at = excluded.started_at, seen_at = excluded.seen_at"
)
FORGET = text("delete from service_processes where process = :process")
LIVING = text(
    "select process, kind, version, started_at, seen_at from service_processes"
    f" where seen_at > :now - interval '{SILENT_SECONDS} seconds' order by kind, process"
)


def save(tx: Connection, one: Process) -> None:
    """Notes that the process lives."""
    tx.execute(
        SAVE,
        {
            "process": one.process,
            "kind": one.kind.value,
            "version": one.version,
            "started_at": one.started_at,
            "seen_at": one.seen_at,
        },
    )


def forget(tx: Connection, process: str) -> None:
    """Deletes a process that has ended."""
    tx.execute(FORGET, {"process": process})


def living(tx: Connection, *, now: datetime) -> list[Process]:
    """Those that live, by kind and name."""
    return [
        Process(row.process, ProcessKind(row.kind), row.version, row.started_at, row.seen_at)
        for row in tx.execute(LIVING, {"now": now})
    ]

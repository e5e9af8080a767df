"""What the database says of backups: the newest one and what kept a later one from being made.

A backup lies where its maker put it, which may be a folder of another machine. This row is what every process sees, so
health, figures and alerts read it and no folder.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from app.runtime.runtime import Runtime

OVERDUE = timedelta(hours=26)
"""A day, and two hours for a long one to be made or a broken one to be tried again."""
LONGEST_FAILURE = 500
MOMENTS = ("backup_begun_at", "backup_failed_at")
READ = "select to_jsonb(s)::text from public.service_state s"
MADE = text(
    "update service_state set backup_name = :name, backup_begun_at = :begun_at, backup_bytes = :size_bytes,"
    " backup_place = :place, backup_failed_at = null, backup_failure = ''"
)
FAILED = text("update service_state set backup_failed_at = :at, backup_failure = :failure")


@dataclass(frozen=True, slots=True)
class Noted:
    """The newest backup, its moment None before the first. `failure` says why none was made at `failed_at`."""

    name: str = ""
    begun_at: datetime | None = None
    size_bytes: int = 0
    place: str = ""
    failed_at: datetime | None = None
    failure: str = ""

    def is_overdue(self, now: datetime) -> bool:
        """Whether there is one, and it is older than a day and a bit."""
        return self.begun_at is not None and now - self.begun_at > OVERDUE


def present(rt: Runtime) -> Noted:
    """What is known. Raises `Unavailable` while the database is away."""
    row: Mapping[str, Any] = json.loads(rt.db.value(READ, {}) or "{}")
    if "backup_name" not in row:  # the schema of a release before
        return Noted()
    begun_at, failed_at = (datetime.fromisoformat(row[name]) if row[name] else None for name in MOMENTS)
    return Noted(
        row["backup_name"], begun_at, row["backup_bytes"], row["backup_place"], failed_at, row["backup_failure"]
    )


def note_made(tx: Connection, name: str, place: str, *, begun_at: datetime, size_bytes: int) -> None:
    """Writes down a backup that stands."""
    tx.execute(MADE, {"name": name, "begun_at": begun_at, "size_bytes": size_bytes, "place": place})


def note_failed(tx: Connection, failure: str, *, at: datetime) -> None:
    """Writes down, in a sentence for the operator, why none was made."""
    tx.execute(FAILED, {"failure": failure[:LONGEST_FAILURE], "at": at})

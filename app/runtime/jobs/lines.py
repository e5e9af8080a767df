"""What a job said while it worked, note by note. The first thousand are kept, so that no job can fill the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from app.runtime.jobs.records import Job

MOST_LINES = 1000
LONGEST_NOTE = 200
ADD = text(
    "insert into job_lines (job_id, attempt, share, note) select id, attempts, cast(:share as numeric), :note from jobs"
    " where id = :id and attempts = :attempt"
    " and (select count(*) from (select 1 from job_lines where job_id = :id limit :most) as said) < :most"
)
OF_JOB = text(
    "select id, attempt, share, note, at from job_lines where job_id = :id and id > :after order by id limit :most"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One note: which start of the job said it, how far that had come (0..1), and when."""

    id: int
    attempt: int
    share: float
    note: str
    at: datetime


def add(tx: Connection, job: Job, share: float, note: str) -> None:
    """Keeps a note of this attempt; those of an attempt that lost the job, and those beyond the bound, are let go."""
    values: dict[str, Any] = {"id": job.id, "attempt": job.attempts, "share": min(max(share, 0.0), 1.0)}
    tx.execute(ADD, values | {"note": note[:LONGEST_NOTE], "most": MOST_LINES})


def of_job(tx: Connection, job_id: UUID, *, after: int = 0) -> Sequence[Line]:
    """What the job said after the line with the id `after`, oldest first."""
    rows = tx.execute(OF_JOB, {"id": job_id, "after": after, "most": MOST_LINES})
    return [Line(row.id, row.attempt, float(row.share), row.note, row.at) for row in rows]

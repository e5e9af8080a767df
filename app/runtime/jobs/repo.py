"""The `jobs` table. Leases are judged by the database's clock, the only one that all workers share."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, RowMapping, text

from app.runtime import sealing
from app.runtime.jobs import lines
from app.runtime.jobs.queue import PATIENT
from app.runtime.jobs.records import Job, JobNotFound, JobState
from app.runtime.sealing.columns import JOB_RESULT

COLUMNS = (
    "id, name, state, business_id, payload, progress, progress_note, result, error, attempts, max_attempts,"
    " request_id, created_at, started_at, finished_at"
)
INSERT = text(
    "insert into jobs (name, business_id, requested_by, payload, dedupe_key, max_attempts, request_id, state,"
    " run_after, dispatched_at) values (:name, :business_id, :requested_by, cast(:payload as jsonb), :key,"
    " :max_attempts, :request_id, 'queued', now() + make_interval(secs => :delay),"
    " case when :delay = 0 then now() end)"
    " on conflict (dedupe_key) where state in ('queued', 'running') do nothing returning id"
)
ACTIVE = text("select id from jobs where dedupe_key = :key and state in ('queued', 'running')")
CLAIM = text(
    "update jobs set state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, now()),"
    " lease_until = now() + make_interval(secs => :lease), error = null"
    " where id = :id and state = 'queued' and (run_after is null or run_after <= now())"
    f" returning {COLUMNS}"
)
HOLD = text(
    "update jobs set lease_until = now() + make_interval(secs => :lease)"
    " where id = :id and attempts = :attempt and state = 'running' returning id"
)
PROGRESS = text(
    "update jobs set progress = :share, progress_note = :note"
    " where id = :id and attempts = :attempt and state = 'running'"
)
FINISH = text(
    "update jobs set state = :state, result = cast(:result as jsonb), error = :error, finished_at = now(),"
    " lease_until = null,"
    " progress = case when :state = 'done' then 1 else progress end"
    " where id = :id and attempts = :attempt and state = 'running' returning id"
)
RETRY = text(
    "update jobs set state = 'queued', error = :error, lease_until = null, dispatched_at = null,"
    " run_after = now() + make_interval(secs => :delay)"
    " where id = :id and attempts = :attempt and state = 'running' returning id"
)
BURY = text(
    "update jobs set state = 'dead', finished_at = now(), lease_until = null,"
    " error = coalesce(error, 'The worker was lost each time it started this.')"
    " where state = 'running' and lease_until < now() and attempts >= max_attempts returning id"
)
RELEASE = text(
    "update jobs set state = 'queued', lease_until = null, dispatched_at = null"
    " where state = 'running' and lease_until < now() returning id"
)
RESEND = text(
    "update jobs set dispatched_at = now() where id in (select id from jobs where state = 'queued'"
    " and (run_after is null or run_after <= now())"
    " and (:is_queue_empty or dispatched_at is null or dispatched_at < now() - interval '60 seconds')"
    " order by created_at limit 500 for update skip locked) returning id, name"
)
WITHDRAW = text(
    "update jobs set state = 'failed', finished_at = now(), error = 'It was no longer needed.'"
    " where id = any(:ids) and state = 'queued' returning id"
)
FORGET = text(
    "delete from jobs where name like 'passing.%' and state in ('done', 'failed', 'dead')"
    " and finished_at < now() - make_interval(secs => :seconds) returning id"
)
WAITING = text(
    "select id, name from jobs where state = 'queued' and name = any(:names)"
    " and (run_after is null or run_after <= now()) "
    " order by name like any(:patient), created_at limit 1"
)


def insert(tx: Connection, **values: Any) -> UUID | None:
    """The id of a new queued job; None when one with the same key is under way."""
    found: UUID | None = tx.execute(INSERT, values | {"payload": json.dumps(values["payload"])}).scalar()
    return found


def active_id(tx: Connection, key: str) -> UUID | None:
    """The job under way with this key."""
    found: UUID | None = tx.execute(ACTIVE, {"key": key}).scalar()
    return found


def fetch(tx: Connection, job_id: UUID) -> Job:
    """The job. Raises `JobNotFound`, also for one that the transaction's caller may not see."""
    row = tx.execute(text(f"select {COLUMNS} from jobs where id = :id"), {"id": job_id}).mappings().first()
    if row is None:
        raise JobNotFound
    return job_of(tx, row)


def claim(tx: Connection, job_id: UUID, *, lease_seconds: int) -> Job | None:
    """Starts a queued job for whoever asks first; None for everybody else."""
    row = tx.execute(CLAIM, {"id": job_id, "lease": lease_seconds}).mappings().first()
    return job_of(tx, row) if row else None


def hold(tx: Connection, job: Job, *, lease_seconds: int) -> bool:
    """Whether the job is still this attempt's, with a fresh lease."""
    return tx.execute(HOLD, {"id": job.id, "attempt": job.attempts, "lease": lease_seconds}).first() is not None


def note_progress(tx: Connection, job: Job, share: float, note: str) -> None:
    """Writes down how far this attempt has come, and keeps the note among the job's lines."""
    tx.execute(
        PROGRESS, {"id": job.id, "attempt": job.attempts, "share": min(max(share, 0.0), 1.0), "note": note[:200]}
    )
    lines.add(tx, job, share, note)


def finish(
    tx: Connection, job: Job, state: JobState, *, result: Mapping[str, Any] | None = None, error: str | None = None
) -> bool:
    """Ends this attempt; False when another attempt has taken the job over."""
    values = {"id": job.id, "attempt": job.attempts, "state": state.value, "error": error}
    told = None if result is None else sealing.of(tx).json(result, JOB_RESULT.place(job.id))
    return tx.execute(FINISH, values | {"result": json.dumps(told)}).first() is not None


def retry(tx: Connection, job: Job, *, error: str, delay_seconds: float) -> bool:
    """Puts the job back into the queue."""
    values = {"id": job.id, "attempt": job.attempts, "error": error, "delay": delay_seconds}
    return tx.execute(RETRY, values).first() is not None


def bury_lost(tx: Connection) -> list[UUID]:
    """Declares dead what lost its worker as often as it may be started."""
    return list(tx.execute(BURY).scalars())


def release_lost(tx: Connection) -> list[UUID]:
    """Queues again what lost its worker."""
    return list(tx.execute(RELEASE).scalars())


def unsent(tx: Connection, *, is_queue_empty: bool) -> Sequence[tuple[UUID, str]]:
    """`(id, name)` of queued jobs whose message must have been lost, marked as sent now."""
    return [(row.id, row.name) for row in tx.execute(RESEND, {"is_queue_empty": is_queue_empty})]


def withdraw(tx: Connection, job_ids: Sequence[UUID]) -> list[UUID]:
    """Takes back those of the jobs that nobody has started."""
    return list(tx.execute(WITHDRAW, {"ids": list(job_ids)}).scalars())


def forget_passing(tx: Connection, *, after_seconds: int) -> list[UUID]:
    """Deletes jobs of which nothing is to be kept, so long after their end."""
    return list(tx.execute(FORGET, {"seconds": after_seconds}).scalars())


def next_waiting(tx: Connection, *, names: Sequence[str]) -> tuple[UUID, str] | None:
    """`(id, name)` of the queued job of these names that has waited longest; of patient ones when there is no other."""
    row = tx.execute(WAITING, {"names": list(names), "patient": [f"{begins}%" for begins in PATIENT]}).first()
    return (row.id, row.name) if row else None


def depths(tx: Connection) -> Mapping[str, int]:
    """How many jobs stand in each state that is not the end of a success."""
    rows = tx.execute(
        text("select state, count(*) as jobs from jobs where state in ('queued', 'running', 'dead') group by state")
    )
    return {"queued": 0, "running": 0, "dead": 0} | {row.state: row.jobs for row in rows}


def job_of(tx: Connection, row: RowMapping) -> Job:
    """The job in a row of `COLUMNS`."""
    values = dict(row)
    result = sealing.of(tx).opened_json(values["result"], JOB_RESULT.place(values["id"]))
    told = {"state": JobState(values["state"]), "progress": float(values["progress"]), "result": result}
    return Job(**values | told)

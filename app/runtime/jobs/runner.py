"""Carrying out a job: claim, keep the lease, finish once. Nothing here depends on who delivered the id."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Connection

from app.runtime.auditing import Deed
from app.runtime.db import DatabaseAway
from app.runtime.identity import Caller
from app.runtime.jobs import lines, repo
from app.runtime.jobs.records import Handler, Job, JobState
from app.runtime.observe import metrics, tracing
from app.runtime.observe.context import bound
from app.runtime.runtime import Runtime
from app.values.errors import Problem, Unavailable

log = logging.getLogger("ai_backend.jobs")
UNEXPECTED = "Something went wrong on our side while this was being worked out."


def execute(rt: Runtime, job_id: UUID, handler: Handler) -> JobState | None:
    """Runs the job with `handler`; None when somebody else has it, or has had it.

    A `Problem` fails the job in its own words; `Unavailable` and anything unexpected try again, later each time,
    until the attempts are used up and the job is dead.
    """
    with rt.db.transaction(Caller.service()) as tx:
        job = repo.claim(tx, job_id, lease_seconds=rt.settings.job_lease_seconds)
    if job is None:
        return None
    with bound(request_id=job.request_id, job_id=str(job.id), business_id=job.business_id), _lease(rt, job):
        with metrics.job_seconds.labels(job.name).time(), tracing.job(job.name, job.request_id):
            state = _outcome(rt, job, handler)
            tracing.told(state=state.value, attempt=job.attempts)
        metrics.jobs_ended.labels(job.name, state.value).inc()
        return state


def _outcome(rt: Runtime, job: Job, handler: Handler) -> JobState:
    def progress(share: float, note: str) -> None:
        with rt.db.transaction(Caller.service()) as tx:
            repo.note_progress(tx, job, share, note)

    try:
        result = handler(rt, business_id=job.business_id, now=rt.clock.now(), progress=progress, **job.payload)
        with rt.db.transaction(Caller.service()) as tx:
            is_ours = repo.finish(tx, job, JobState.DONE, result=result)
            _write_down(rt, tx, job, "job done" if is_ours else "job was taken over")
    except Unavailable as problem:
        return _again(rt, job, problem.message)
    except Problem as problem:
        return _ended(rt, job, JobState.FAILED, error=problem.message)
    except Exception:
        log.exception("job failed", extra={"job": job.name, "attempt": job.attempts})
        return _again(rt, job, UNEXPECTED)
    return JobState.DONE


def _again(rt: Runtime, job: Job, error: str) -> JobState:
    if job.attempts >= job.max_attempts:
        return _ended(rt, job, JobState.DEAD, error=error)
    delay_seconds = 2.0**job.attempts
    with rt.db.transaction(Caller.service()) as tx:
        lines.add(tx, job, 0, error)
        repo.retry(tx, job, error=error, delay_seconds=delay_seconds)
    return JobState.QUEUED


def _ended(rt: Runtime, job: Job, state: JobState, *, error: str) -> JobState:
    with rt.db.transaction(Caller.service()) as tx:
        lines.add(tx, job, 1, error)
        repo.finish(tx, job, state, error=error)
        _write_down(rt, tx, job, f"job {state.value}")
    log.warning("job ended without a result", extra={"job": job.name, "state": state.value, "attempt": job.attempts})
    return state


def _write_down(rt: Runtime, tx: Connection, job: Job, action: str) -> None:
    told = {"job": job.name, "attempt": job.attempts}
    rt.audit.append(tx, Deed(action, business_id=job.business_id, subject_kind="job", subject=job.id, details=told))


@contextmanager
def _lease(rt: Runtime, job: Job) -> Iterator[None]:
    """Renews the lease from a thread for as long as the block runs; a worker that dies stops renewing it."""
    is_over = threading.Event()

    def renew() -> None:
        while not is_over.wait(rt.settings.job_lease_seconds / 3):
            try:
                with rt.db.transaction(Caller.service()) as tx:
                    repo.hold(tx, job, lease_seconds=rt.settings.job_lease_seconds)
            except DatabaseAway:
                log.warning("lease not renewed, the database is away", extra={"job": job.name})

    keeper = threading.Thread(target=renew, name="job-lease", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        is_over.set()
        keeper.join(timeout=1)

"""A file sent by a person: measured, put where the worker finds it, and waited for."""

import hashlib
from datetime import datetime
from uuid import UUID

from app.books import access
from app.compliance.records.portal_2b import FileRefused
from app.compliance.records.reconciliation import FileTooLarge, Sent, Upload
from app.compliance.repo import matching as repo
from app.compliance.service.matching import files, working
from app.runtime.identity import Caller
from app.runtime.jobs.records import Job, JobState
from app.runtime.observe import metrics
from app.runtime.runtime import Runtime


def upload(rt: Runtime, business_id: UUID, content: bytes, *, caller: Caller, now: datetime) -> Sent:
    """The upload, or the job that still reads it where that takes longer than a request may. The same bytes again
    change nothing, and find the job or what came of it.

    Raises `BusinessNotFound`, `FileTooLarge`, or `FileRefused` with the field and a sentence.
    """
    access.reach(rt, caller, business_id)
    if len(content) > rt.settings.max_file_size:
        raise FileTooLarge
    file_format, sha256 = files.format_of(content), hashlib.sha256(content).hexdigest()
    known = _fetch(rt, business_id, sha256, caller)
    if known:
        return Sent(known, is_new=False)
    place = f"uploads/{hashlib.sha256(f'{business_id}:{sha256}'.encode()).hexdigest()}"
    metrics.count_upload("return", len(content))
    rt.sealed_files.put(place, content)
    job = rt.jobs.run(
        working.READ_JOB,
        caller=caller,
        business_id=business_id,
        payload={"upload": place, "sha256": sha256, "file_format": file_format, "by": _name(caller)},
        key=f"{working.READ_JOB}:{place}",
    )
    if job.is_over:
        rt.sealed_files.delete(place)
    _refuse(job)
    kept = _fetch(rt, business_id, sha256, caller)
    if kept is None:
        return Sent(None, is_new=True, job_id=job.id)
    return Sent(kept, is_new=kept.created_at >= now)


def _fetch(rt: Runtime, business_id: UUID, sha256: str, caller: Caller) -> Upload | None:
    with rt.db.transaction(caller) as tx:
        return repo.fetch_by_hash(tx, business_id, sha256)


def _refuse(job: Job) -> None:
    """Raises what the worker found wrong with the file."""
    if job.state is JobState.FAILED and job.error:
        raise FileRefused("file", job.error)
    if job.result and "sentence" in job.result:
        raise FileRefused(job.result["field"], job.result["sentence"])


def _name(caller: Caller) -> str | None:
    return str(caller.user_id) if caller.user_id else None

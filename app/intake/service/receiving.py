"""A document sent by a person: typed by its bytes, put where the worker finds it, and waited for.

The same bytes of the same business are the same document, however often a phone repeats its call: they find what was
read, or the job that reads them.
"""

import hashlib
from datetime import datetime
from pathlib import PurePosixPath
from uuid import UUID

from app.books import access
from app.intake.records import DocumentTooLarge, ExtractionNotFound, Kept, Status, Upload, View
from app.intake.repo import extractions as repo
from app.intake.service import showing, storing
from app.invoices.files import kinds
from app.runtime.identity import Caller
from app.runtime.observe import metrics
from app.runtime.runtime import Runtime
from app.values.language import Language

LONGEST_NAME = 200
NAMELESS = "document"


def receive(
    rt: Runtime, upload: Upload, *, caller: Caller, now: datetime, language: Language, wait_seconds: float | None = None
) -> View:
    """The document as it was read, or as far as it is within `wait_seconds` (the setting when none is given).

    Raises `BusinessNotFound`, `DocumentTooLarge`, or `FileRefused` for what is no document by its bytes.
    """
    access.reach(rt, caller, upload.business_id)
    if len(upload.content) > rt.settings.max_file_size:
        raise DocumentTooLarge
    kept = unread(upload, now)
    known = _fetch(rt, kept)
    if known is None or storing.is_unfinished(known):
        _ask(rt, upload, kept, caller=caller, wait_seconds=wait_seconds)
        known = _fetch(rt, kept)
    if known is None:
        raise ExtractionNotFound
    return showing.view(rt, known, caller=caller, now=now, language=language)


def cleaned(name: str) -> str:
    """What the sender calls a file, without its folders and what does not print."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(letter for letter in last if letter.isprintable() and not "\ud800" <= letter <= "\udfff")
    return " ".join(shown.split())[-LONGEST_NAME:] or NAMELESS


def unread(upload: Upload, now: datetime) -> Kept:
    """The row of a document that nobody has read yet. Raises `FileRefused` for what is no document by its bytes."""
    sha256 = hashlib.sha256(upload.content).hexdigest()
    id: UUID = storing.id_of(upload.business_id, sha256)
    return Kept(
        id=id,
        business_id=upload.business_id,
        sha256=sha256,
        file_name=cleaned(upload.name),
        media_type=kinds.kind(upload.content).value,
        on=upload.on,
        status=Status.WAITING,
        page_count=0,
        extraction=None,
        assessment=None,
        step=0,
        job_id=None,
        reviewed_at=None,
        created_at=now,
        extracted_at=None,
    )


def _ask(rt: Runtime, upload: Upload, kept: Kept, *, caller: Caller, wait_seconds: float | None) -> None:
    """Has the document read, and waits for it. The original is there before the row, and the row before the job."""
    metrics.count_upload("document", len(upload.content))
    rt.sealed_files.put(storing.place_of(kept.id), upload.content)
    with rt.db.transaction(Caller.service()) as tx:
        repo.insert(tx, kept, size_bytes=len(upload.content), by=caller.user_id)
        known = repo.fetch(tx, kept.id, kept.business_id, is_locked=True)
        if known is not None and not storing.is_unfinished(known):  # a repeat at the same time had it read meanwhile
            return
        job_id = rt.jobs.enqueue(
            tx,
            storing.JOB,
            caller=Caller.service(),
            business_id=kept.business_id,
            payload={"extraction_id": str(kept.id)},
            key=f"{storing.JOB}:{kept.id}",
        )
        repo.save_job(tx, kept, job_id)
    rt.jobs.wait(job_id, wait_seconds)


def _fetch(rt: Runtime, kept: Kept) -> Kept | None:
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch(tx, kept.id, kept.business_id)

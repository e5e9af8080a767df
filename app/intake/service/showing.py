"""A document as its owner sees it: corrected, its sums tried anew, held against the law in the reader's language."""

from datetime import datetime
from uuid import UUID

from app.books import access
from app.intake import wording
from app.intake.records import EntryPage, Kept, PageNotFound, Status, UnderWay, View
from app.intake.repo import corrections, listing
from app.intake.rules import correcting
from app.intake.service import lawful, storing
from app.invoices.records.extractions import Extraction
from app.invoices.rules.documents import reading
from app.runtime.identity import Caller
from app.runtime.jobs.records import Job, JobNotFound
from app.runtime.runtime import Runtime
from app.runtime.storage import ObjectNotFound
from app.values.language import Language


def document(rt: Runtime, id: UUID, *, caller: Caller, now: datetime, language: Language) -> View:
    """The document with all that belongs to it. Raises `ExtractionNotFound`."""
    return view(rt, storing.fetch(rt, id, caller=caller), caller=caller, now=now, language=language)


def listed(
    rt: Runtime, business_id: UUID, *, status: Status | None, page: int, per_page: int, caller: Caller
) -> EntryPage:
    """Documents of a business, the newest first. Raises `BusinessNotFound`."""
    access.reach(rt, caller, business_id)
    with rt.db.transaction(caller) as tx:
        return listing.fetch_page(tx, business_id, status=status, page=page, per_page=per_page)


def page(rt: Runtime, id: UUID, number: int, *, caller: Caller) -> bytes:
    """The picture of a page (JPEG), counted from 1. Raises `ExtractionNotFound`, `PageNotFound`."""
    kept = storing.fetch(rt, id, caller=caller)
    if not 1 <= number <= kept.page_count:
        raise PageNotFound
    try:
        return rt.sealed_files.get(storing.picture_of(kept.id, number))
    except ObjectNotFound as gone:
        raise PageNotFound from gone


def view(rt: Runtime, kept: Kept, *, caller: Caller, now: datetime, language: Language) -> View:
    """What is shown of a document that the caller may see; how far its job is, while one is at it.

    A document whose reading broke off has failed until somebody sends it again.
    """
    if not kept.is_assessed:
        job = _job(rt, kept)
        if job is not None and not job.is_over:
            return View(kept, Extraction(), under_way=UnderWay(job.id, job.progress, job.progress_note))
        kept = storing.fetch(rt, kept.id, caller=caller)  # the job may have ended between the two looks
    if kept.extraction is None:
        return View(kept, Extraction(failure=wording.BROKEN_OFF))
    with rt.db.transaction(caller) as tx:
        changes = corrections.fetch(tx, kept)
    told = correcting.corrected(kept.extraction, changes)
    extraction = reading.rechecked(told.extraction, on=kept.on) if changes else told.extraction
    is_ours = kept.assessment is not None and kept.assessment["direction"] == "sale"
    given = None if kept.reviewed_at else {change.path for change in changes}
    return View(
        kept,
        extraction,
        corrected=told.paths,
        changes=changes,
        compliance=lawful.checked(extraction, given=given, is_ours=is_ours, now=now, language=language),
        warnings=tuple(wording.warnings(extraction, kept.assessment)),
    )


def _job(rt: Runtime, kept: Kept) -> Job | None:
    if kept.job_id is None:
        return None
    try:
        return rt.jobs.fetch(kept.job_id, caller=Caller.service())
    except JobNotFound:
        return None

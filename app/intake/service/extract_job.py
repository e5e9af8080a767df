"""The job that reads one document: its words, its fields, what it is to the books. Safe to run twice."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from app.intake.records import Kept, Status
from app.intake.repo import extractions as repo
from app.intake.rules import status
from app.intake.schemas import answers
from app.intake.service import assessing, engines, storing
from app.invoices import files
from app.invoices.records.files import FileRefused
from app.invoices.records.pages import Pages
from app.invoices.schemas import extractions as wire
from app.invoices.service import photos
from app.runtime.identity import Caller
from app.runtime.jobs.records import Progress
from app.runtime.runtime import Runtime
from app.runtime.storage import ObjectNotFound

GONE: Mapping[str, Any] = {"is_deleted": True}
_FROM, _TO = 0.1, 0.6
"""Of the job: between which shares its pages are read; a photo takes two seconds, what is around it a tenth of one."""


def extract_job(
    rt: Runtime, *, business_id: UUID, now: datetime, progress: Progress, extraction_id: str, **_: Any
) -> Mapping[str, Any]:
    """Reads a document that was sent, compares it with the books, and tells what stands in it.

    What is read is kept before it is compared: nothing that goes wrong with the books loses it.
    """
    id = UUID(extraction_id)
    kept = _fetch(rt, id, business_id)
    if kept is not None and storing.is_to_be_read(kept):
        pictures = _read(rt, kept, progress=progress)
        kept = _fetch(rt, id, business_id)
        if kept is None:  # deleted while it was read
            storing.delete_files(rt, id, pictures=pictures)
    if kept is None:
        return GONE
    if kept.status is Status.FAILED:
        storing.delete_files(rt, id, pictures=0)
    elif not kept.is_assessed:
        progress(0.8, "Comparing with your books")
        assessing.assess_anew(rt, kept, now=now)
    return _told(kept)


def _read(rt: Runtime, kept: Kept, *, progress: Progress) -> int:
    """Reads a document and keeps what it says; returns how many pictures of its pages were kept."""
    told = photos.headway(progress, "Reading the document", _FROM, _TO)
    told(0.0)
    try:
        content = rt.sealed_files.get(storing.place_of(kept.id))
    except ObjectNotFound:
        if _fetch(rt, kept.id, kept.business_id) is None:  # deleted while it waited
            return 0
        raise
    asked: dict[str, Any] = {"name": kept.file_name, "business_id": kept.business_id, "on": kept.on}
    read, version = engines.understood(rt, content, headway=told, **asked)
    is_read = read.extraction.failure is None
    pictures = _keep_pictures(rt, kept, content, read.pages, progress) if is_read else 0
    found = status.status(read.extraction, is_reviewed=False)
    with rt.db.transaction(Caller.service()) as tx:
        repo.save_read(tx, kept, read.extraction, read.pages, status=found, version=version, now=rt.clock.now())
    return pictures


def _keep_pictures(rt: Runtime, kept: Kept, content: bytes, read: Pages | None, progress: Progress) -> int:
    """Keeps a picture of each page, upright; a document whose pages cannot be drawn has none."""
    progress(_TO, "Keeping pictures of its pages")
    try:
        pictures = files.previews(content, quarters=[page.quarters for page in read.pages] if read else ())
    except FileRefused:
        return 0
    for number, picture in enumerate(pictures, 1):
        rt.sealed_files.put(storing.picture_of(kept.id, number), picture)
    return len(pictures)


def _fetch(rt: Runtime, id: UUID, business_id: UUID) -> Kept | None:
    with rt.db.transaction(Caller.service()) as tx:
        return repo.fetch(tx, id, business_id)


def _told(kept: Kept) -> Mapping[str, Any]:
    """Where the document is served with all that belongs to it, and what was read in it."""
    where = {"href": answers.HREF.format(id=kept.id), "status": kept.status.value}
    return where | (wire.on_the_wire(kept.extraction, name=str(kept.id)) if kept.extraction else {})

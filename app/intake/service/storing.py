"""Whose a document is, and where its files lie: originals and pictures of pages, under names that we give."""

from uuid import UUID, uuid5

from app.books import access
from app.books.records import BusinessNotFound
from app.intake.records import ExtractionNotFound, Kept, Status
from app.intake.repo import extractions as repo
from app.invoices.records import OCRMissing
from app.invoices.records.files import TooMuchWork
from app.runtime.identity import Caller
from app.runtime.runtime import Runtime

JOB = "intake.extract"
DOCUMENTS, PAGES = "documents", "pages"
PASSING = frozenset({OCRMissing.code, TooMuchWork.code})
"""Failures that may be of the machine, not of the file: no reader of pixels installed, or too busy to end in time."""
_NAMESPACE = UUID("2f9b6f0e-7a41-4c55-8d3b-6f0d4e1c9a21")


def id_of(business_id: UUID, sha256: str) -> UUID:
    """The id of a document: the same for the same bytes of the same business."""
    return uuid5(_NAMESPACE, f"{business_id}:{sha256}")


def place_of(id: UUID) -> str:
    """Where the original lies in the object store."""
    return f"{DOCUMENTS}/{id.hex}"


def picture_of(id: UUID, number: int) -> str:
    """Where the picture of a page lies, counted from 1."""
    return f"{PAGES}/{id.hex}-{number}"


def delete_files(rt: Runtime, id: UUID, *, pictures: int) -> None:
    """Deletes the original of a document and the pictures of its pages."""
    for place in (place_of(id), *(picture_of(id, number) for number in range(1, pictures + 1))):
        rt.sealed_files.delete(place)


def is_unfinished(kept: Kept) -> bool:
    """Whether it is still to be read, or to be compared with the books as it stands now."""
    return is_to_be_read(kept) or (kept.status is not Status.FAILED and not kept.is_assessed)


def is_to_be_read(kept: Kept) -> bool:
    """Whether nobody has read it yet, or nobody could for a reason that may have passed."""
    failure = kept.extraction.failure if kept.extraction else None
    return kept.status is Status.WAITING or (failure is not None and failure.code in PASSING)


def fetch(rt: Runtime, id: UUID, *, caller: Caller) -> Kept:
    """The document. Raises `ExtractionNotFound`, also for a stranger's."""
    business_id = business_of(rt, id, caller=caller)
    with rt.db.transaction(caller) as tx:
        kept = repo.fetch(tx, id, business_id)
    if kept is None:
        raise ExtractionNotFound
    return kept


def business_of(rt: Runtime, id: UUID, *, caller: Caller) -> UUID:
    """Whose the document is. Raises `ExtractionNotFound`, also for a stranger's."""
    owner = rt.db.value(repo.OWNER, {"id": id})
    if owner is None:
        raise ExtractionNotFound
    try:
        return access.reach(rt, caller, UUID(owner)).business_id
    except BusinessNotFound as stranger:
        raise ExtractionNotFound from stranger

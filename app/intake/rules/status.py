"""Whether a document may be used as it was read, or a person should look at it first."""

from app.intake.records import Status
from app.invoices.records.extractions import Extraction


def status(extraction: Extraction, *, is_reviewed: bool) -> Status:
    """The status of a document that has been read: only one whose kind is nearly always right needs no look."""
    if extraction.failure is not None:
        return Status.FAILED
    return Status.EXTRACTED if is_reviewed or extraction.auto_accept else Status.NEEDS_REVIEW

"""Whether a document may be used as it was read, or a person should look at it first."""

from app.intake.records import Status
from app.invoices.records.extractions import Extraction

NEEDED = ("supplier.name", "invoice_date", "totals.grand_total")
"""Whom, when and how much: a receipt may be taken for its total alone, but no entry can be made of that."""


def status(extraction: Extraction, *, is_reviewed: bool) -> Status:
    """The status of a document that has been read: one needs no look whose kind is nearly always right, and that says
    all that the books ask for."""
    if extraction.failure is not None:
        return Status.FAILED
    is_sure = extraction.auto_accept and all(extraction.value(path) is not None for path in NEEDED)
    return Status.EXTRACTED if is_reviewed or is_sure else Status.NEEDS_REVIEW

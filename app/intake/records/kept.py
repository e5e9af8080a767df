"""A document as it is kept, and as its owner is shown it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from app.intake.records.corrections import Change
from app.invoices.records.extractions import Extraction


class Status(StrEnum):
    """Where a document stands: being read, read and safe to use, read but to be looked at, or not to be read."""

    WAITING = "waiting"
    EXTRACTED = "extracted"
    NEEDS_REVIEW = "needs_review"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One row: `extraction` is as it was read, before any correction; None until then.

    assessment : what became of it beside the books, in the form in which it is answered; None until then
    step : how many times a person has set something right
    """

    id: UUID
    business_id: UUID
    sha256: str
    file_name: str
    media_type: str
    on: date
    status: Status
    page_count: int
    extraction: Extraction | None
    assessment: Mapping[str, Any] | None
    step: int
    job_id: UUID | None
    reviewed_at: datetime | None
    created_at: datetime
    extracted_at: datetime | None

    @property
    def is_assessed(self) -> bool:
        """Whether `assessment` speaks of the document as it stands corrected now."""
        return self.assessment is not None and self.assessment.get("step") == self.step


@dataclass(frozen=True, slots=True)
class UnderWay:
    """The job that reads a document: its share done (0..1) and what it is doing."""

    job_id: UUID
    share: float
    note: str | None


@dataclass(frozen=True, slots=True)
class View:
    """What the owner is shown: the document as corrected, and what follows from it.

    corrected : paths whose value a person gave
    compliance : what the check of the law says, or why it says nothing
    under_way : the job that reads it, while it does
    """

    kept: Kept
    extraction: Extraction
    corrected: frozenset[str] = frozenset()
    changes: Sequence[Change] = ()
    compliance: Mapping[str, Any] = field(default_factory=dict)
    warnings: Sequence[str] = ()
    under_way: UnderWay | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of documents."""

    id: UUID
    file_name: str
    status: Status
    page_count: int
    document_type: str | None
    supplier_name: str | None
    invoice_number: str | None
    invoice_date: date | None
    total: Decimal | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class EntryPage:
    """Documents of a business, the newest first."""

    extractions: Sequence[Entry]
    total: int
    page: int
    per_page: int

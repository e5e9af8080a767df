"""A month's match as it is kept and shown: uploads, rows with what the owner said of them, sums by supplier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from app.compliance.records.matching import Paper, Said, State
from app.values.errors import NotFound, TooLarge, Unavailable


class FileTooLarge(TooLarge):
    """More bytes than are taken at once."""

    code = "gstr2b_too_large"
    message = "This file is too large. Download the GSTR-2B of one month from the GST portal and send that."


class StillMatching(Unavailable):
    """The month is being matched for the first time; the same request succeeds a little later."""

    code = "still_matching"
    message = "We are still matching your bills with 2B. Please try again in a few seconds."


class NoStatement(NotFound):
    """Nobody has uploaded the GSTR-2B of that month."""

    code = "gstr2b_missing"
    message = "There is no GSTR-2B of this month yet. Download it from the GST portal and upload it here."


class RowNotFound(NotFound):
    """No such row, or not the caller's, or it was made from evidence that is no longer so."""

    code = "reconciliation_row_not_found"
    message = "This line is no longer there: the books or 2B have changed. Please look at the list again."


class Verb(StrEnum):
    """What an owner says of a row: that it is right as shown, or that it is not to be asked about again."""

    ACCEPT = "accept"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was taken. `period` is written 2025-10."""

    id: UUID
    business_id: UUID
    period: str
    gstin: str
    sha256: str
    format: str
    papers: int
    generated_on: date | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that somebody sent: the upload, and whether it is new; while it is being read, the job that does."""

    upload: Upload | None
    is_new: bool
    job_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """From what the rows of a month were made."""

    upload: Upload
    book_revision: int
    rules_version: str
    matched_at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """What the owner said of a row."""

    answer: Verb
    note: str | None
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row of a month. `value` and `tax` are signed: credit notes lower the credit."""

    id: UUID
    state: State
    supplier_gstin: str | None
    supplier_name: str | None
    document_id: UUID | None
    value: Decimal
    tax: Decimal
    purchase: Paper | None
    inward: Paper | None
    differences: tuple[Said, ...] = ()
    explanation: str = ""
    answered: Told | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """Rows and money of one state."""

    rows: int = 0
    value: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class OfSupplier:
    """What a month says of one supplier; without a GSTIN, of all whom the books name without one."""

    supplier_gstin: str | None
    supplier_name: str | None
    states: Mapping[State, Sums]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """A month at a glance. `credit_at_risk`: tax of booked bills that 2B lacks, less those that the owner ignores."""

    business_id: UUID
    period: str
    upload: Upload
    matched_at: datetime
    is_stale: bool
    states: Mapping[State, Sums]
    credit_at_risk: Decimal
    suppliers: Sequence[OfSupplier]


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a month, in the order of their suppliers and dates."""

    rows: Sequence[KeptRow]
    total: int
    page: int
    per_page: int

"""The nouns of serial numbers: a document by its number, a series of them, and what table 13 says of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Nature(StrEnum):
    """The kinds of documents that GSTR-1 lists in table 13, as far as the books keep them."""

    INVOICE = "invoice"
    DEBIT_NOTE = "debit_note"
    CREDIT_NOTE = "credit_note"


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document of ours by its number. A draft is not issued yet, but its number is taken."""

    document_id: UUID
    nature: Nature
    number: str
    issued_on: date
    is_cancelled: bool = False
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers of which the books know nothing, between two that were issued."""

    first: str
    last: str
    count: int
    after: Numbered
    before: Numbered


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers that run on, in one financial year: `{}` in `shape` is where they count.

    `total` counts the documents issued, cancelled ones included, as table 13 wants them.
    """

    nature: Nature
    year: int
    shape: str
    first: str
    last: str
    total: int
    cancelled: int
    gaps: Sequence[Gap] = ()
    is_consecutive: bool = True

    @property
    def net(self) -> int:
        """Issued and not cancelled."""
        return self.total - self.cancelled


@dataclass(frozen=True, slots=True)
class Repeat:
    """One number on several documents of one financial year, upper and lower case being the same."""

    nature: Nature
    year: int
    number: str
    documents: Sequence[Numbered]


@dataclass(frozen=True, slots=True)
class Register:
    """All series and repeats; `unnumbered` are documents without a number."""

    series: Sequence[Series]
    repeats: Sequence[Repeat]
    unnumbered: Sequence[Numbered]

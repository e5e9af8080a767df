"""The nouns of the match with GSTR-2B: a paper as one side tells of it, and what the match says of each.

Amounts are rupees, dates the document's own. `None` means that the side does not say, and what one side does not say
is never a difference.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

AMOUNTS = ("taxable_value", "cgst", "sgst", "igst", "cess")


class Kind(StrEnum):
    """What a paper is."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    DEBIT_NOTE = "debit_note"
    IMPORT = "import"
    ISD = "isd"
    ISD_CREDIT_NOTE = "isd_credit_note"


class Family(StrEnum):
    """Kinds that may be the same document under two names; papers of two families never are."""

    INVOICE = "invoice"
    NOTE = "note"
    IMPORT = "import"
    ISD = "isd"


FAMILY: Mapping[Kind, Family] = {
    Kind.INVOICE: Family.INVOICE,
    Kind.CREDIT_NOTE: Family.NOTE,
    Kind.DEBIT_NOTE: Family.NOTE,
    Kind.IMPORT: Family.IMPORT,
    Kind.ISD: Family.ISD,
    Kind.ISD_CREDIT_NOTE: Family.ISD,
}


class State(StrEnum):
    """What the match says of a paper, or of two that are the same document."""

    EXACT = "exact"
    SUGGESTED = "suggested"
    MISMATCH = "mismatch"
    MISSING_IN_2B = "missing_in_2b"
    MISSING_IN_BOOKS = "missing_in_books"


@dataclass(frozen=True, slots=True)
class Paper:
    """One bill, note or import, in the books or in GSTR-2B.

    is_amended : it replaces `original_no` of 2B; is_split : the side itself says what each head is, not their sum only.
    """

    id: str
    kind: Kind
    supplier_gstin: str | None
    company_gstin: str | None
    bill_no: str
    bill_date: date
    taxable_value: Decimal
    cgst: Decimal = Decimal(0)
    sgst: Decimal = Decimal(0)
    igst: Decimal = Decimal(0)
    cess: Decimal = Decimal(0)
    place_of_supply: str | None = None
    reverse_charge: bool | None = None
    is_amended: bool = False
    original_no: str | None = None
    original_date: date | None = None
    supplier_name: str | None = None
    is_split: bool = True

    @property
    def tax(self) -> Decimal:
        """All heads together, as the side wrote them."""
        return self.cgst + self.sgst + self.igst + self.cess


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of `Paper` that the two sides tell differently."""

    field: str
    in_books: str | Decimal | date | bool | None
    in_2b: str | Decimal | date | bool | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the answer: a pair, or a paper that stands alone."""

    state: State
    purchase: Paper | None = None
    inward: Paper | None = None
    differences: tuple[Difference, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Question:
    """Both sides of one business, which may be registered in several States."""

    company_gstins: tuple[str, ...]
    purchases: tuple[Paper, ...]
    inward: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A difference in a sentence for the owner."""

    field: str
    in_books: str | Decimal | date | bool | None
    in_2b: str | Decimal | date | bool | None
    sentence: str


@dataclass(frozen=True, slots=True)
class AnsweredRow:
    """A row by the ids that were asked with, and in words: `explanation` for the whole, `details` for each field."""

    purchase: str | None
    inward: str | None
    state: State
    differences: tuple[str, ...]
    details: tuple[Said, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Every paper of the question in one row."""

    rows: tuple[AnsweredRow, ...]
    sources: tuple[str, ...]
    valid_from: date | None = None
    valid_to: date | None = None

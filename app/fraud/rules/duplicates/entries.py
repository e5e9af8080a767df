"""One document made ready for comparison: everything that is looked at more than once is worked out once."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Business, Document, Party
from app.fraud.rules.duplicates import numbers, quotes
from app.fraud.rules.duplicates.kin import Kin
from app.fraud.rules.duplicates.numbers import NumberKey
from app.fraud.rules.duplicates.quotes import Quoted

NOBODY = UUID(int=0)
Line = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with what is compared. `firm` stands for all records that may be one firm, `total` and `net` (before
    tax) are in paise, `day` and `entered_day` count days, `lines` are names and paise in order, `quoted` the
    orders and challans in its words.
    """

    document: Document
    party: Party | None
    firm: int | None
    number: NumberKey
    reference: NumberKey
    total: int
    net: int
    day: int
    entered_day: int | None
    lines: tuple[Line, ...]
    quoted: frozenset[Quoted]

    @property
    def rupees(self) -> int:
        """The total to the rupee."""
        return (self.total + 50) // 100


@dataclass(frozen=True, slots=True)
class Desk:
    """Where documents are made ready: it knows whose they are."""

    books: Books
    kin: Kin

    def entry(self, document: Document) -> Entry:
        """One document made ready."""
        at = document.entered_at
        return Entry(
            document=document,
            party=self.books.party_by_id.get(document.party_id) if document.party_id else None,
            firm=self.kin.number_of(document.party_id),
            number=numbers.key(document.number),
            reference=numbers.key(document.reference or ""),
            total=paise(document.total),
            net=paise(document.subtotal),
            day=document.issued_on.toordinal(),
            entered_day=at.toordinal() if at else None,
            lines=_lines(document),
            quoted=quotes.quoted(document.notes or "", document.reference or "", [one.name for one in document.items]),
        )

    def entries(self, documents: Sequence[Document]) -> list[Entry]:
        """Documents made ready, by date."""
        return [self.entry(one) for one in sorted(documents, key=lambda one: (one.issued_on, one.id))]


NOWHERE = Desk(Books(Business(NOBODY, NOBODY, ""), revision=0), Kin({}, frozenset()))
"""Where a document is made ready whose party does not matter."""


def paise(amount: Decimal) -> int:
    """An amount in whole paise."""
    return int(amount * 100)


def _lines(document: Document) -> tuple[Line, ...]:
    return tuple(sorted((" ".join(one.name.casefold().split()), paise(one.amount)) for one in document.items))

"""Documents with what was paid on them and when: the form in which every rule about money owed reads the books."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from ml_models.late_payment.records import Documents

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Entry:
    """One invoice or bill. `is_due_assumed` when the books give no due date and the party's usual terms stand in.

    `reductions` are payments and credit notes by date; `undated` is what counts as paid though no row says when.
    """

    document_id: UUID
    number: str
    party_id: UUID | None
    party: str
    issued_on: date
    due_on: date
    is_due_assumed: bool
    total: Decimal
    reductions: tuple[tuple[date, Decimal], ...]
    undated: Decimal
    settled_on: date | None

    @property
    def is_telling(self) -> bool:
        """Whether it says how its party pays: settled on a known day, or still owed; not what was paid undated."""
        return self.total > 0 and (self.settled_on is not None or self.open_on(date.max) > 0)

    def open_on(self, day: date) -> Decimal:
        """What was still owed at the end of `day`, never negative; nothing before it was issued."""
        if day < self.issued_on:
            return ZERO
        paid = sum((amount for paid_on, amount in self.reductions if paid_on <= day), self.undated)
        return max(self.total - paid, ZERO)


@dataclass(frozen=True)
class Ledger:
    """One side of the books: what customers owe, or what is owed to suppliers.

    `loose` is money that moved on this side without belonging to a document.
    """

    entries: tuple[Entry, ...]
    loose: tuple[tuple[date, Decimal], ...]

    @cached_property
    def by_id(self) -> Mapping[UUID, Entry]:
        """Every entry by the id of its document."""
        return {entry.document_id: entry for entry in self.entries}

    @cached_property
    def columns(self) -> Documents:
        """The entries in their order as columns of plain numbers, made once; nobody's documents are one party's."""
        parties = {id_: place for place, id_ in enumerate(dict.fromkeys(entry.party_id for entry in self.entries))}
        return Documents(
            party=[parties[entry.party_id] for entry in self.entries],
            issued=[entry.issued_on.toordinal() for entry in self.entries],
            due=[entry.due_on.toordinal() for entry in self.entries],
            settled=[entry.settled_on.toordinal() if entry.settled_on else None for entry in self.entries],
            amount=[float(entry.total) for entry in self.entries],
            is_dated=[entry.is_telling for entry in self.entries],
        )

    def known_on(self, day: date) -> Iterator[Entry]:
        """The entries that had been issued by `day`."""
        return (entry for entry in self.entries if entry.issued_on <= day)

    def open_on(self, day: date) -> Decimal:
        """All that was owed at the end of `day`."""
        return sum((entry.open_on(day) for entry in self.known_on(day)), ZERO)

    def settled_by(self, day: date) -> Iterator[Entry]:
        """The entries whose last payment is dated and had come by `day`."""
        return (entry for entry in self.entries if entry.settled_on is not None and entry.settled_on <= day)

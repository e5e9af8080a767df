"""One party's side of the books: its documents and payments by date, gathered over all records of the same firm."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from app.books.records import PAID_BY, Books, Direction, Document, Payment
from app.fraud.rules import identity, settling
from app.fraud.rules.settling import Settled

LATEST = 60
"""So many documents of one firm are searched for what a payment may be for: older ones are long settled."""

MOST_NEAR = 200
"""So many payments of one firm are looked at around a day."""

NOTE_WITHIN = timedelta(days=120)
"""A credit note comes within months of its bill."""


@dataclass
class Account:
    """What one firm and the business owe each other in one direction, by date."""

    documents: list[Document] = field(default_factory=list)
    payments: list[Payment] = field(default_factory=list)
    notes: list[Document] = field(default_factory=list)

    @property
    def loose(self) -> Sequence[Payment]:
        """The payments that name no document."""
        return [one for one in self.payments if one.document_id is None]

    def payments_between(self, start: date, end: date) -> Sequence[Payment]:
        """The payments of these days, both included; the latest `MOST_NEAR` of them."""
        first = bisect_left(self.payments, start, key=lambda one: one.paid_on)
        last = bisect_right(self.payments, end, key=lambda one: one.paid_on)
        return self.payments[max(first, last - MOST_NEAR) : last]

    def documents_near(self, on: date) -> Sequence[Document]:
        """The documents issued before and after a day, `LATEST` either way."""
        place = bisect_right(self.documents, on, key=lambda one: one.issued_on)
        return self.documents[max(0, place - LATEST) : place + LATEST]


@dataclass(frozen=True)
class Ledger:
    """The books of one business, gathered by firm and direction."""

    books: Books

    @cached_property
    def firm_by_party(self) -> Mapping[UUID, UUID]:
        """For every party the id that stands for its firm."""
        return identity.firms(self.books.parties)

    @cached_property
    def accounts(self) -> Mapping[tuple[UUID, Direction], Account]:
        """Every firm's account, money in and money out apart; by id, since the order of rows must not matter."""
        found: dict[tuple[UUID, Direction], Account] = defaultdict(Account)
        for document in self.books.documents_by_date:
            firm = self.firm(document.party_id)
            if firm and document.counts:
                for direction in _directions(document):
                    account = found[firm, direction]
                    (account.notes if document.is_note else account.documents).append(document)
        for payment in self.books.payments_by_date:
            firm = self.firm(payment.party_id)
            if firm:
                found[firm, payment.direction].payments.append(payment)
        return dict(sorted(found.items()))

    def notes_near(self, account: Account, on: date) -> Sequence[Document]:
        """The notes of the account up to `NOTE_WITHIN` after a day, the latest ones before it included."""
        end = bisect_right(account.notes, on + NOTE_WITHIN, key=lambda one: one.issued_on)
        return account.notes[max(0, end - LATEST) : end]

    def firm(self, party_id: UUID | None) -> UUID | None:
        """The id that stands for the firm of a party."""
        return self.firm_by_party.get(party_id) if party_id else None

    @cached_property
    def trader_by_party(self) -> Mapping[UUID, UUID]:
        """For every party the id that stands for its firm, bought from and sold to alike."""
        return identity.firms(self.books.parties, across_kinds=True)

    def trader(self, party_id: UUID | None) -> UUID | None:
        """The id that stands for the firm of a party, whether it buys or sells."""
        return self.trader_by_party.get(party_id) if party_id else None

    def account(self, party_id: UUID | None, direction: Direction) -> Account:
        """The account of the firm of a party; an empty one where there is none."""
        firm = self.firm(party_id)
        return self.accounts.get((firm, direction), Account()) if firm else Account()

    def other_way(self, party_id: UUID | None, direction: Direction) -> Account:
        """The account of the same firm for money that goes the other way."""
        return self.account(party_id, _back(direction))

    def has_pan(self, party_id: UUID | None) -> bool:
        """Whether the party gave a GSTIN, which holds its PAN."""
        party = self.books.party_by_id.get(party_id) if party_id else None
        return bool(party and identity.pan(party))

    @cached_property
    def named(self) -> Sequence[tuple[Payment, Document]]:
        """The payments of more than nothing that name a document of these books, with it, by date."""
        known = self.books.document_by_id
        pairs = ((one, known.get(one.document_id)) for one in self.books.payments_by_date if one.document_id)
        return [(one, document) for one, document in pairs if document and one.amount > 0]

    @cached_property
    def settling(self) -> Sequence[tuple[Payment, Document]]:
        """Those of `named` whose document is of the kind that such a payment settles."""
        return [(one, document) for one, document in self.named if settling.settles(one, document)]

    @cached_property
    def astray(self) -> Sequence[tuple[Payment, Document]]:
        """Those of `named` whose document is a note, or is settled the other way."""
        return [(one, document) for one, document in self.named if not settling.settles(one, document)]

    @cached_property
    def settled(self) -> Mapping[UUID, Settled]:
        """The documents that payments settle, by date; drafts, cancelled ones and those over nothing left out."""
        return settling.by_document(self.books, self.settling, self.astray)

    def document_paid(self, payment: Payment) -> Document | None:
        """The document that `payment` names, if it is of the kind that such a payment settles."""
        document = self.books.document_by_id.get(payment.document_id) if payment.document_id else None
        return document if document and settling.settles(payment, document) else None

    @cached_property
    def accounts_by_trader(self) -> Mapping[tuple[UUID, Direction], Sequence[Account]]:
        """The accounts of each trader, bought from and sold to alike, by the direction of their money."""
        traders = self.trader_by_party
        found: dict[tuple[UUID, Direction], list[Account]] = defaultdict(list)
        for (firm, direction), account in self.accounts.items():
            found[traders[firm], direction].append(account)
        return {(party, way): found.get((trader, way), []) for party, trader in traders.items() for way in Direction}

    def set_off_amounts(self, party_id: UUID | None, direction: Direction, *, until: date) -> Sequence[Decimal]:
        """What stands open the other way with the same trader, who may buy as well as sell."""
        accounts = self.accounts_by_trader.get((party_id, _back(direction)), ()) if party_id else ()
        return [amount for account in accounts for amount in self.open_amounts(account, until=until)]

    def excess(self, account: Account) -> Decimal:
        """What was paid beyond the latest documents of the account, in rupees."""
        return -sum((left for one in account.documents[-LATEST:] if (left := self.left_open(one)) < 0), Decimal(0))

    def open_amounts(self, account: Account, *, until: date, besides: UUID | None = None) -> Sequence[Decimal]:
        """What the payments that name them leave open on the latest documents issued up to `until`, oldest first."""
        end = bisect_right(account.documents, until, key=lambda one: one.issued_on)
        return [self.left_open(one) for one in account.documents[max(0, end - LATEST) : end] if one.id != besides]

    def paid_for(self, document: Document) -> Decimal:
        """What the payments that name the document come to, in rupees."""
        return self.books.paid_by_document.get(document.id, Decimal(0))

    def left_open(self, document: Document) -> Decimal:
        """What the payments that name the document leave of its total; below zero where they are more."""
        return document.total - self.paid_for(document)


def _directions(document: Document) -> Iterator[Direction]:
    if document.is_note:
        yield from Direction
    elif document.kind in PAID_BY:
        yield PAID_BY[document.kind]


def _back(direction: Direction) -> Direction:
    return Direction.OUT if direction is Direction.IN else Direction.IN

"""How this business buys: how often a bill comes without GSTIN, without order, is paid at once, is round or vague.

What every tenth bill shows says little, what one in a hundred shows says much: an oddity weighs the logarithm of how
rare it is among the business's own bills (the surprise of information theory, in nats, up to `MOST`). So a market
trader whose suppliers are all unregistered is not suspected for that, nor a shop that never writes orders.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from math import log
from uuid import UUID

from app.books.records import Books, Direction, Document, Party, Payment
from app.fraud.rules import identity, relations
from app.fraud.rules.patterns import evidence, gathering
from app.gst import gstin

AT_ONCE = timedelta(days=5)
"""Sooner than any usual credit of a week or more."""
PAID = Decimal("0.85")
"""A bill counts as settled from this share on: tax may be held back."""
LEAST_BILLS = 30
"""Fewer bills do not show what is large here."""
TIMES_MIDDLE = 3
"""Large is above nine bills in ten, and above so many times the middle one."""
MOST = 2.2
"""Nats: an oddity of one bill in nine. Rarer ones count no more, so that no single one decides."""
MOST_SIZE = 3.5
"""Nats: the largest of some thirty bills; beyond that a business only has more bills, not odder ones."""


def large(totals: Sequence[Decimal]) -> Decimal | None:
    """What an uncommonly large bill exceeds; None where there are too few to tell. totals : the smallest first."""
    if len(totals) < LEAST_BILLS:
        return None
    return max(totals[len(totals) * 9 // 10], TIMES_MIDDLE * totals[len(totals) // 2])


class Oddity(StrEnum):
    """One thing that may set a bill apart from the others."""

    NO_GSTIN = "no_gstin"
    WRONG_GSTIN = "wrong_gstin"
    BORROWED_GSTIN = "borrowed_gstin"
    NO_ORDER = "no_order"
    PAID_AT_ONCE = "paid_at_once"
    VAGUE = "vague"
    ROUND = "round"
    ONE_HAND = "one_hand"
    LARGE = "large"
    OTHER_GOODS = "other_goods"
    SEVERAL = "several"
    CAME_AFTER = "came_after"
    NEVER_AGAIN = "never_again"
    NEW_ACCOUNT = "new_account"


def told(oddities: Iterable[Oddity]) -> str:
    """The oddities as a finding's detail carries them, in one order; `wording.traders` says them in words."""
    return ", ".join(sorted(oddities))


UNREGISTERED = frozenset({Oddity.NO_GSTIN, Oddity.WRONG_GSTIN, Oddity.BORROWED_GSTIN})
"""With one of these a supplier shows no valid GSTIN of its own."""

CAPS: Mapping[Oddity, float] = {Oddity.ROUND: 1.3, Oddity.VAGUE: 1.3, Oddity.ONE_HAND: 0.8}
"""What honest large bills show too: a machine has one line and a round price, and the owner pays it himself."""


@dataclass(frozen=True)
class Buying:
    """The bills of a business that stand, and how common each oddity is among them."""

    books: Books

    @cached_property
    def bills(self) -> Sequence[Document]:
        """The bills with an amount above 0, by date."""
        return gathering.bills(self.books)

    @cached_property
    def totals(self) -> Sequence[Decimal]:
        """What the bills come to, the smallest first."""
        return sorted(one.total for one in self.bills)

    @cached_property
    def names(self) -> Mapping[str, frozenset[str]]:
        """The names under which each GSTIN stands, our own business's among them."""
        found: dict[str, set[str]] = {gstin.normalised(self.books.business.gstin): {self.books.business.name}}
        for party in self.books.parties:
            found.setdefault(gstin.normalised(party.gstin), set()).add(party.name)
        return {number: frozenset(known) for number, known in found.items()}

    @cached_property
    def firms(self) -> Mapping[UUID, UUID]:
        """For every party the id that stands for its firm; one with a borrowed GSTIN stands for itself."""
        found = identity.firms(self.books.parties)
        return {one.id: one.id if self.borrows(one) else found[one.id] for one in self.books.parties}

    @cached_property
    def by_firm(self) -> Mapping[UUID, Sequence[Document]]:
        """The bills of each firm, by date."""
        return gathering.by_firm(self.bills, self.firms)

    def borrows(self, party: Party) -> bool:
        """Whether its GSTIN stands under a name with which its own has nothing in common, ours or another's."""
        names = self.names[gstin.normalised(party.gstin)] if gstin.read(party.gstin).is_valid else frozenset()
        return any(not relations.have_name_in_common(party.name, one) for one in names)

    @cached_property
    def has_several_hands(self) -> bool:
        """Whether more than one person enters bills and payments here."""
        typed = {one.entered_by for one in self.books.documents} | {one.entered_by for one in self.books.payments}
        return len(typed - {None}) > 1

    @cached_property
    def surprises(self) -> Mapping[Oddity, float]:
        """What each oddity weighs here, in nats; counted with one bill that has it and one that has not."""
        counts = dict.fromkeys(Oddity, 1)
        for bill in self.bills:
            for oddity in self.oddities(bill):
                counts[oddity] += 1
        return {one: min(CAPS.get(one, MOST), -log(count / (len(self.bills) + 2))) for one, count in counts.items()}

    def surprise(self, oddities: Iterable[Oddity]) -> float:
        """What several oddities weigh together, in nats."""
        return sum(self.surprises[one] for one in oddities)

    def oddities(self, bill: Document) -> frozenset[Oddity]:
        """What sets a bill apart by itself. What the books do not say is not among it, but for order and GSTIN."""
        if bill.id not in self._oddities:
            self._oddities[bill.id] = self._own_oddities(bill) | self._identity(bill)
        return self._oddities[bill.id]

    def shared_oddities(self, bills: Iterable[Document]) -> frozenset[Oddity]:
        """What sets every one of the bills apart."""
        return frozenset.intersection(*map(self.oddities, bills))

    def _own_oddities(self, bill: Document) -> frozenset[Oddity]:
        payments = self.settling(bill)
        lines = bill.items
        found = {
            Oddity.NO_ORDER: not bill.reference,
            Oddity.PAID_AT_ONCE: bool(payments) and payments[-1].paid_on - bill.issued_on <= AT_ONCE,
            Oddity.VAGUE: len(lines) == 1 and lines[0].quantity == 1,
            Oddity.ROUND: bill.total % 1000 == 0 or bill.subtotal % 1000 == 0,
            Oddity.ONE_HAND: self.has_several_hands and any(one.entered_by == bill.entered_by for one in payments),
        }
        return frozenset(one for one, is_so in found.items() if is_so)

    def settling(self, bill: Document) -> Sequence[Payment]:
        """The payments that name the bill, by date, where they settle it; none where it is still open."""
        named = self.books.payments_by_document.get(bill.id, ())
        if not named:
            return []
        paid = [one for one in named if one.direction is Direction.OUT]
        is_settled = evidence.paid(paid) >= bill.total * PAID
        return sorted(paid, key=lambda one: (one.paid_on, one.id)) if is_settled else []

    def share_as_large(self, amount: Decimal) -> float:
        """The share of the bills that come to `amount` or more, never quite 0."""
        return (len(self.totals) - bisect_left(self.totals, amount) + 1) / (len(self.totals) + 2)

    def size(self, amount: Decimal) -> float:
        """How surprising an amount is here, in nats."""
        return min(MOST_SIZE, -log(self.share_as_large(amount)))

    @cached_property
    def _oddities(self) -> dict[UUID, frozenset[Oddity]]:
        return {}

    def _identity(self, bill: Document) -> frozenset[Oddity]:
        return self._identities.get(bill.party_id, frozenset()) if bill.party_id else frozenset()

    @cached_property
    def _identities(self) -> Mapping[UUID, frozenset[Oddity]]:
        """What is odd about the GSTIN of each supplier."""
        return {one.id: frozenset(self._odd_registration(one)) for one in self.books.parties}

    def _odd_registration(self, party: Party) -> Iterator[Oddity]:
        number = gstin.read(party.gstin)
        if number.reason in (gstin.Reason.MISSING, gstin.Reason.LENGTH):
            yield Oddity.NO_GSTIN
        elif not number.is_valid:
            yield Oddity.WRONG_GSTIN
        elif self.borrows(party):
            yield Oddity.BORROWED_GSTIN

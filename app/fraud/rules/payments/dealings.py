"""One document with the money that names it, and what the account around it says: what every explanation looks at."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from app.books.records import Direction, Document, DocumentStatus, Payment, settlements
from app.fraud.rules.ledger import LATEST, Account, Ledger
from app.fraud.rules.payments import tax_deducted
from app.fraud.rules.settling import Settled

LATER = timedelta(days=120)
"""An excess may be for bills of the next four months."""
GIVEN_BACK_WITHIN = timedelta(days=180)
"""What was paid twice is given back within half a year."""


@dataclass(frozen=True)
class Dealing:
    """`payments` settle the document, by date; `returned` is what went back on it, in rupees.

    `spent` is what of the firm's payments on no document has explained another document's gap already.
    """

    ledger: Ledger
    document: Document
    payments: Sequence[Payment]
    returned: Decimal
    spent: dict[UUID, Decimal] = field(default_factory=dict)

    @cached_property
    def paid(self) -> Decimal:
        """What was paid in the end, in rupees."""
        return sum((one.amount for one in self.payments), Decimal(0)) - self.returned

    @property
    def gap(self) -> Decimal:
        """What was paid beyond the document's total; negative where it is short."""
        return self.paid - self.document.total

    @property
    def paid_on(self) -> date:
        """The day of the last payment."""
        return self.payments[-1].paid_on

    @property
    def is_marked_paid(self) -> bool:
        """Whether the owner calls it settled."""
        return self.document.status is DocumentStatus.PAID

    @property
    def has_pan(self) -> bool:
        """Whether the party's PAN is known, because a GSTIN holds it."""
        return self.ledger.has_pan(self.document.party_id)

    @cached_property
    def account(self) -> Account:
        """The account of the document's firm."""
        return self.ledger.account(self.document.party_id, self.payments[0].direction)

    @property
    def notes(self) -> tuple[str | None, ...]:
        """What is noted on the document and on its payments."""
        return (self.document.notes, *(one.notes for one in self.payments))

    def is_tax(self, short: Decimal) -> bool:
        """Whether `short` may be TDS kept back at the last payment."""
        own = self.document
        return tax_deducted.explains(short, net=own.subtotal, gross=own.total, on=self.paid_on, has_pan=self.has_pan)

    @cached_property
    def open_besides(self) -> Sequence[Decimal]:
        """What is open on the firm's other documents, those of the next months included; below zero where overpaid."""
        return self.ledger.open_amounts(self.account, until=self.paid_on + LATER, besides=self.document.id)

    @cached_property
    def loose_nearby(self) -> Sequence[tuple[UUID, Decimal]]:
        """What is left of the money that the firm paid, or was paid, within months and on no document."""
        near = self.account.payments_between(self.payments[0].paid_on - LATER, self.paid_on + LATER)
        loose = [one for one in near if one.document_id is None][-LATEST:]
        return [(one.id, one.amount - self.spent.get(one.id, Decimal(0))) for one in loose]

    @property
    def links_loosely(self) -> bool:
        """Whether a fifth of the firm's payments around this one name no document: then sums tell less."""
        near = self.account.payments_between(self.payments[0].paid_on - LATER, self.paid_on + LATER)
        return len(self.loose_nearby) * 5 >= len(near)

    def is_met_loosely(self, gap: Decimal) -> bool:
        """Whether money on no document differs from what another document lacks by just this gap, the other way."""
        lacking = {int(amount - gap) for amount in self.open_besides if amount > 0}
        return any({int(left) - 1, int(left), int(left) + 1} & lacking for _, left in self.loose_nearby)

    @cached_property
    def given_back(self) -> Sequence[Decimal]:
        """What went back to the firm, or came back from it, in the months after, though not on this document."""
        other = self.ledger.other_way(self.document.party_id, self.payments[0].direction)
        near = other.payments_between(self.payments[0].paid_on, self.paid_on + GIVEN_BACK_WITHIN)
        return [one.amount for one in near if self.ledger.document_paid(one) is None][-LATEST:]


def dealing(ledger: Ledger, settled: Settled, spent: dict[UUID, Decimal] | None = None) -> Dealing:
    """The document and its payments as explanations look at them; `spent` is shared where they share loose money."""
    return Dealing(ledger, settled.document, settled.payments, settled.returned, {} if spent is None else spent)


def direction_of(document: Document) -> Direction:
    """Which way the money moves that settles a bill or an invoice."""
    return settlements.PAID_BY[document.kind]

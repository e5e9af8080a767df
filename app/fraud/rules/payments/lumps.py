"""Payments whose note names the bills they are for: the bills are added up and held against the money.

Such a payment may name no document, or hang on one of its bills because the app knows but one link.
What the note says was taken off (a percentage, a credit note) is believed; what bills still lack, TDS and charges
explain the rest, as for a single bill.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from app.books.records import Document, DocumentStatus, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.ledger import LATEST, Account, Ledger
from app.fraud.rules.payments import drawn, explanations, remarks, slips, sums, tax_deducted

GST_ON_FEE = Decimal("1.18")
"""GST on what gateways charge is 18 %."""
TOLERANCE = Decimal("0.002")
"""Of the sum; fees are rounded bill by bill."""


@dataclass(frozen=True)
class Lump:
    """One payment with the documents that its note names; amounts in rupees."""

    payment: Payment
    documents: Sequence[Document]
    due: Decimal

    @property
    def gap(self) -> Decimal:
        """What was paid beyond what was due; negative where it is short."""
        return self.payment.amount - self.due


def lumps(ledger: Ledger) -> Iterator[Lump]:
    """The payments that name documents of their firm, at least one beside that on which they hang."""
    for account in ledger.accounts.values():
        noted = [one for one in account.payments if one.amount > 0 and remarks.words_with_digits(one.notes)]
        numbered = _numbered(account) if noted else {}
        for payment in noted:
            named = _named(payment, numbered)
            if any(one.id != payment.document_id for one in named):
                documents = _with_linked(ledger, payment, named)
                yield Lump(payment, documents, sum((_due(ledger, one, payment) for one in documents), Decimal(0)))


def members(ledger: Ledger) -> frozenset[UUID]:
    """The ids of all payments and documents that are judged as a sum, and so not one by one."""
    return frozenset(
        known for lump in lumps(ledger) for known in (lump.payment.id, *(one.id for one in lump.documents))
    )


def findings(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    """Payments that do not come to the documents they name."""
    for lump in lumps(ledger):
        if lump.payment.id in taken or _is_partial(lump) or _is_explained(ledger, lump):
            continue
        yield drawn.finding(
            Rule.SUM_MISFIT,
            _chance(lump),
            amount_at_risk=abs(lump.gap),
            payments=[lump.payment],
            documents=lump.documents,
            expected=lump.due,
            actual=lump.payment.amount,
        )


def _chance(lump: Lump) -> float:
    """A gap of a hundredth is plain, a slip of the pen always; less so where bills are named that are called open."""
    if not all(one.status is DocumentStatus.PAID for one in lump.documents):
        return 0.66
    if slips.is_slip(lump.due, lump.payment.amount) or abs(lump.gap) * 100 >= lump.due:
        return 0.9
    return 0.74 if abs(lump.gap) * 200 >= lump.due else 0.65


def _numbered(account: Account) -> Mapping[str, Document]:
    """The latest document under each number, as a note would write it."""
    return {remarks.bare(one.number): one for one in account.documents if one.number}


def _named(payment: Payment, numbered: Mapping[str, Document]) -> Sequence[Document]:
    found = {numbered[one].id: numbered[one] for one in remarks.words_with_digits(payment.notes) if one in numbered}
    return sorted(found.values(), key=lambda one: (one.issued_on, one.id))


def _with_linked(ledger: Ledger, payment: Payment, named: Sequence[Document]) -> Sequence[Document]:
    linked = ledger.document_paid(payment)
    return named if linked is None or linked in named else [linked, *named]


def _due(ledger: Ledger, document: Document, payment: Payment) -> Decimal:
    """What the document still asked for: its total less notes up to the payment, and less its other payments."""
    notes = ledger.books.notes_by_document.get(document.id, ())
    credited = sum((one.total for one in notes if one.issued_on <= payment.paid_on), Decimal(0))
    own = payment.amount if payment.document_id == document.id else Decimal(0)
    return ledger.left_open(document) + own - credited


def _is_partial(lump: Lump) -> bool:
    """Whether it is an advance, part of what is due, or nothing that a sum could be held against."""
    if lump.due <= 0 or remarks.says_advance(lump.payment.notes):
        return True
    is_closed = all(one.status is DocumentStatus.PAID for one in lump.documents)
    return lump.gap < 0 and not is_closed


def _is_explained(ledger: Ledger, lump: Lump) -> bool:
    many = len(lump.documents)
    if abs(lump.gap) <= many or explanations.is_rounding(lump.due, lump.payment.amount):
        return True
    account = ledger.account(lump.payment.party_id, lump.payment.direction)
    if lump.gap > 0:
        ids = {one.id for one in lump.documents}
        near = [one for one in account.documents_near(lump.payment.paid_on)[-LATEST:] if one.id not in ids]
        is_on_account = remarks.says_on_account(lump.payment.notes)
        return is_on_account or sums.is_sum_of(lump.gap, list(map(ledger.left_open, near)))
    notes = [one.total for one in ledger.notes_near(account, lump.payment.paid_on)]
    return _is_kept_back(ledger, lump, -lump.gap) or sums.is_sum_of(-lump.gap, notes)


def _is_kept_back(ledger: Ledger, lump: Lump, short: Decimal) -> bool:
    """By TDS, a charge, or at the percentage that the note states, with GST on the fee or not."""
    net = sum((one.subtotal for one in lump.documents), Decimal(0))
    has_pan = ledger.has_pan(lump.payment.party_id)
    stated = remarks.percents_in(lump.payment.notes)
    if stated:
        shares = [
            base * percent / 100 * fee for percent in stated for base in (lump.due, net) for fee in (1, GST_ON_FEE)
        ]
        return any(abs(short - share) <= max(Decimal(len(lump.documents)), lump.due * TOLERANCE) for share in shares)
    if remarks.says_kept_back(lump.payment.notes) and short * 10 <= lump.due:
        return True
    if short <= lump.due * explanations.GATEWAY_PERCENT / 100 and lump.payment.mode in explanations.GATEWAY_MODES:
        return True
    is_tax = tax_deducted.explains(short, net=net, gross=lump.due, on=lump.payment.paid_on, has_pan=has_pan)
    return is_tax or (short <= explanations.BANK_CHARGE and short * 50 <= lump.due)

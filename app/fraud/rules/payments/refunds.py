"""Money that goes back on a document: a refund has its reason in the books, or it was booked the wrong way."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from app.books.records import Document, DocumentStatus, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.ledger import LATEST, Ledger
from app.fraud.rules.payments import drawn, explanations, remarks, sums

MOST_REFUNDED = Decimal("1.02")
"""A refund of a credit note may hold a rounding or a small charge, not more."""


def wrong_way(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    """Receipts booked on a bill, payments booked on an invoice, that no return, excess or cancellation explains."""
    for payment, document in ledger.astray:
        if not document.is_note and payment.id not in taken:
            yield _finding(Rule.WRONG_WAY, _chance(ledger, payment, document), payment, document)


def above_credit(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    """Refunds of more than the credit note for which they were made."""
    for payment, document in ledger.astray:
        if payment.id in taken or not document.is_note or not document.counts or document.total <= 0:
            continue
        back = sum((one.amount for one in ledger.books.payments_by_document[document.id]), Decimal(0))
        if back > document.total * MOST_REFUNDED and not explanations.is_rounding(document.total, back):
            chance = 0.3 if _is_of_several(ledger, back, document) else 0.9
            yield _finding(Rule.OVERPAID, chance, payment, document)


def _is_of_several(ledger: Ledger, back: Decimal, document: Document) -> bool:
    """Whether the refund is what several notes of the firm come to."""
    direction = ledger.books.payments_by_document[document.id][0].direction
    notes = ledger.account(document.party_id, direction).notes[-LATEST:]
    rest = [one.total for one in notes if one.id != document.id]
    return sums.is_sum_of(back - document.total, rest)


def _chance(ledger: Ledger, payment: Payment, document: Document) -> float:
    paid = ledger.paid_for(document)
    credited = sum((one.total for one in ledger.books.notes_by_document.get(document.id, ())), Decimal(0))
    account = ledger.other_way(document.party_id, payment.direction)
    notes = ledger.notes_near(account, document.issued_on)
    if not document.counts or credited > 0 or any(abs(one.total - payment.amount) <= 1 for one in notes):
        return 0.3
    if paid - payment.amount >= document.total - 1 or remarks.says_bounced(payment.notes):
        return 0.3
    chance = 0.95 if explanations.is_rounding(document.total, payment.amount) else 0.88
    if paid >= payment.amount - 1:
        chance = 0.8 if document.status is DocumentStatus.PAID else 0.5
    if remarks.is_explained(payment.notes):
        chance *= 0.9 if remarks.says_back(payment.notes) and document.status is DocumentStatus.PAID else 0.6
    return chance


def _finding(rule: Rule, chance: float, payment: Payment, document: Document) -> Finding:
    return drawn.finding(
        rule,
        chance,
        amount_at_risk=abs(payment.amount - document.total) if document.is_note else payment.amount,
        payments=[payment],
        documents=[document],
        expected=document.total,
        actual=payment.amount,
    )

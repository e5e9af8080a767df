"""Cheques that came back while their document still counts as paid."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Document, DocumentStatus, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.ledger import Ledger
from app.fraud.rules.payments import drawn, remarks

MADE_GOOD_WITHIN = timedelta(days=120)


def findings(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    """Payments whose note says that they bounced, on documents marked as paid, with nothing paid in their place."""
    for payment in sorted(ledger.books.payments, key=lambda one: (one.paid_on, one.id)):
        document = ledger.document_paid(payment)
        if document is None or payment.id in taken or not remarks.says_bounced(payment.notes):
            continue
        if document.status is DocumentStatus.PAID and not _is_made_good(ledger, payment, document):
            yield drawn.finding(
                Rule.BOUNCED,
                0.88,
                amount_at_risk=payment.amount,
                payments=[payment],
                documents=[document],
                expected=document.total,
                actual=payment.amount,
            )


def _is_made_good(ledger: Ledger, payment: Payment, document: Document) -> bool:
    """Whether the document was paid by others, or enough came in its place."""
    others = ledger.books.paid_by_document.get(document.id, Decimal(0)) - payment.amount
    if others >= document.total * Decimal("0.95"):
        return True
    account = ledger.account(payment.party_id, payment.direction)
    near = account.payments_between(payment.paid_on, payment.paid_on + MADE_GOOD_WITHIN)
    return any(one.id != payment.id and abs(one.amount - payment.amount) <= payment.amount / 20 for one in near)

"""Cheques that came back while their document still counts as paid.

The return may be noted on the cheque itself, or stand as a payment of its own the other way.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Document, DocumentStatus, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.ledger import Ledger
from app.fraud.rules.payments import drawn, remarks

MADE_GOOD_WITHIN = timedelta(days=120)
"""Whoever makes a returned cheque good does so within months."""
BACK_WITHIN = timedelta(days=60)
"""A bank returns a cheque within days; the books learn of it within weeks."""
NEARLY = Decimal("0.95")
"""What comes in its place may be less by TDS or a charge."""


def findings(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    """Payments that bounced, on documents marked as paid, with nothing paid in their place."""
    for noted in ledger.books.payments_by_date:
        if not noted.notes or noted.amount <= 0 or not remarks.says_bounced(noted.notes) or noted.id in taken:
            continue
        cheque = noted if ledger.document_paid(noted) else _cheque_of(ledger, noted)
        document = ledger.document_paid(cheque) if cheque else None
        if (
            cheque
            and document
            and document.status is DocumentStatus.PAID
            and not _is_made_good(ledger, cheque, document)
        ):
            yield _finding(cheque, noted, document)


def _cheque_of(ledger: Ledger, noted: Payment) -> Payment | None:
    """The latest payment of the same amount the other way, shortly before the return."""
    account = ledger.other_way(noted.party_id, noted.direction)
    near = account.payments_between(noted.paid_on - BACK_WITHIN, noted.paid_on)
    alike = [one for one in near if abs(one.amount - noted.amount) <= 1 and ledger.document_paid(one)]
    return alike[-1] if alike else None


def _is_made_good(ledger: Ledger, cheque: Payment, document: Document) -> bool:
    """Whether the document was paid by others, or enough came in its place."""
    others = ledger.paid_for(document) - cheque.amount
    if others >= document.total * NEARLY:
        return True
    account = ledger.account(cheque.party_id, cheque.direction)
    near = account.payments_between(cheque.paid_on, cheque.paid_on + MADE_GOOD_WITHIN)
    least = cheque.amount * NEARLY
    if any(one.document_id is None and one.amount >= least and one.id != cheque.id for one in near):
        return True
    again = [one for one in ledger.books.payments_by_document[document.id] if one.direction is cheque.direction]
    return any(one.amount >= least and cheque.paid_on <= one.paid_on and one.id != cheque.id for one in again)


def _finding(cheque: Payment, noted: Payment, document: Document) -> Finding:
    named: Sequence[Payment] = [cheque] if noted is cheque else [cheque, noted]
    return drawn.finding(
        Rule.BOUNCED,
        0.9,
        amount_at_risk=cheque.amount,
        payments=named,
        documents=[document],
        expected=document.total,
        actual=cheque.amount,
    )

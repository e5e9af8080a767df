"""Payments on days that cannot be: long before their document was made, or after they were entered."""

from collections.abc import Iterator
from uuid import UUID

from app.books.records import Document, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.customs import Customs
from app.fraud.rules.ledger import Ledger
from app.fraud.rules.payments import drawn, explanations, habits, remarks

DAYS_EARLY = 10
"""Goods and bill often cross; a payment that lies further before its document was made for something else."""
DAYS_PLAIN = 15
"""Beyond a fortnight the payment came before the goods as well."""
DAYS_OF_YEAR = range(330, 400)
"""So many days early is a mistyped year."""
DAYS_AHEAD = 3
"""A bank may book a payment a day or two after it was entered."""
POST_DATED = frozenset({"cheque", "pdc", "check", "nach", "ecs", "dd", "emi"})
"""Ways of paying that are often agreed for a later day."""


def too_early(ledger: Ledger, customs: Customs, taken: set[UUID]) -> Iterator[Finding]:
    """Payments of a whole document made long before it: an advance is a part, is noted, or is how they deal."""
    for payment, document in ledger.settling:
        days = document.issued_on.toordinal() - payment.paid_on.toordinal()
        if days <= DAYS_EARLY or payment.id in taken or not document.counts:
            continue
        if not _is_advance(ledger, payment, document):
            yield drawn.finding(
                Rule.PAID_BEFORE,
                _chance(customs, payment, days),
                amount_at_risk=payment.amount,
                payments=[payment],
                documents=[document],
                expected=document.total,
                actual=payment.amount,
            )


def _is_advance(ledger: Ledger, payment: Payment, document: Document) -> bool:
    notes = (payment.notes, document.notes, document.reference)
    if remarks.says_advance(*notes) or remarks.says_on_account(payment.notes):
        return True
    is_whole = explanations.is_rounding(document.total, payment.amount) or _is_nearly_whole(payment, document)
    return not is_whole or habits.pays_ahead(ledger, payment)


def _is_nearly_whole(payment: Payment, document: Document) -> bool:
    """Less TDS or a charge; part of a bill paid ahead is an advance."""
    return document.total * 89 <= payment.amount * 100 <= document.total * 102 and payment.amount % 500 != 0


def _chance(customs: Customs, payment: Payment, days: int) -> float:
    chance = 0.93 if days in DAYS_OF_YEAR else 0.87 if days > DAYS_PLAIN else 0.78
    if remarks.is_explained(payment.notes):
        chance *= 0.6
    return chance * 0.75 if customs.pays_ahead else chance


def dated_ahead(ledger: Ledger, customs: Customs, taken: set[UUID]) -> Iterator[Finding]:
    """Payments dated days after their entry, by ways that leave no choice of day, where that is unheard of."""
    if customs.enters_ahead:
        return
    for payment in ledger.books.payments_by_date:
        days = (payment.paid_on - payment.entered_at.date()).days if payment.entered_at else 0
        if days > DAYS_AHEAD and payment.id not in taken and payment.mode not in POST_DATED:
            document = ledger.document_paid(payment)
            yield drawn.finding(
                Rule.DATED_AHEAD,
                0.5 if remarks.is_explained(payment.notes) else 0.84,
                amount_at_risk=payment.amount,
                payments=[payment],
                documents=[document] if document else [],
                actual=payment.amount,
            )

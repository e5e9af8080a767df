"""Payments that name no document: explained by what is open with the party, by a note, or by how books are kept here.

Many shops never link payments, so a missing link says something only where this business links nearly all the
payments of its suppliers and customers, and only when the amount is not what a few open bills come to.
"""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from app.books.records import Direction, Payment
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules.ledger import Account, Ledger
from app.fraud.rules.payments import explanations

LEAST = Decimal(2000)
"""Rupees; smaller payments without a bill are petty cash."""


def findings(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    """Payments without a document, apart from those in `taken`; only for books that otherwise link them."""
    for (_, direction), account in ledger.accounts.items():
        loose = [one for one in account.payments if one.document_id is None]
        for payment in loose:
            if payment.id not in taken and not _is_explained(ledger, account, payment, len(loose)):
                yield _finding(payment, direction, account)


def _is_explained(ledger: Ledger, account: Account, payment: Payment, loose: int) -> bool:
    if payment.amount < LEAST or payment.notes or loose > 2 or _is_staff(ledger, payment):
        return True
    return explanations.is_sum_of(payment.amount, ledger.open_amounts(account, until=payment.paid_on))


def _is_staff(ledger: Ledger, payment: Payment) -> bool:
    party = ledger.books.party_by_id.get(payment.party_id) if payment.party_id else None
    return party is None or party.kind == "employee"


def _finding(payment: Payment, direction: Direction, account: Account) -> Finding:
    """Money received without an invoice is more often an advance than money paid out without a bill."""
    chance = 0.85 if direction is Direction.OUT and account.documents else 0.6
    return Finding(
        type=AlertType.PAYMENT_MISMATCH,
        rule=Rule.NO_DOCUMENT,
        probability=chance,
        amount_at_risk=payment.amount,
        payments=(payment.id,),
        parties=(payment.party_id,) if payment.party_id else (),
        actual=payment.amount,
        on=payment.paid_on,
    )

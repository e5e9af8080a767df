"""Money to or from a firm with which all was settled already: the running balance turns and never turns back.

For books in which payments name no document: the bills of a firm and the payments are two lists, and only their
balance tells. Dues from before the books began, advances and deposits bend it too, so it speaks only where the firm
was even before the payment, the payment repeats an earlier one or a bill, and trade went on without using it up.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import accumulate
from uuid import UUID

from app.books.records import Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.ledger import Account, Ledger
from app.fraud.rules.payments import drawn, remarks

LEAST_DOCUMENTS = 4
"""With fewer of them an even balance is chance."""
EVEN = Decimal(1)
"""Rupee; a balance nearer to zero is none."""
STAYS_FOR = timedelta(days=30)
"""An advance is used up by the documents of the month that follows."""


def findings(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    """The one payment of each account without which it would never have been overdrawn."""
    for account in ledger.accounts.values():
        if len(account.documents) < LEAST_DOCUMENTS or any(one.document_id for one in account.payments):
            continue
        payment = _too_much(account)
        if payment and payment.id not in taken and not remarks.is_explained(payment.notes):
            yield drawn.finding(
                Rule.SETTLED_BEFORE,
                0.8 if _repeats(account, payment) else 0.6,
                amount_at_risk=payment.amount,
                payments=[payment],
                expected=Decimal(0),
                actual=payment.amount,
            )


def _too_much(account: Account) -> Payment | None:
    """The payment that takes an even account below zero by its whole amount, where it stays to the end."""
    owed_by = list(accumulate(one.total for one in account.documents))
    days = [one.issued_on for one in account.documents]
    noted = sum((one.total for one in account.notes), Decimal(0))
    paid, found = Decimal(0), None
    for payment in account.payments:
        paid += payment.amount
        place = bisect_right(days, payment.paid_on)
        balance = (owed_by[place - 1] if place else Decimal(0)) - paid
        if found is None and balance < -EVEN:
            found = payment if abs(balance + payment.amount) <= EVEN else None
            if found is None:
                return None
        elif found is not None and balance + found.amount < -EVEN:
            return None
    stays = found is not None and days[-1] >= found.paid_on + STAYS_FOR
    return found if stays and found and owed_by[-1] - paid - noted >= -found.amount - EVEN else None


def _repeats(account: Account, payment: Payment) -> bool:
    return any(one.id != payment.id and one.amount == payment.amount for one in account.payments)

"""Money on no document beside a document without money, where all the rest of a firm's account fits to the rupee.

For books that seldom say which document a payment settles. Where the owner plainly pays bill by bill, what is left
over tells: one payment and one bill of the same weeks that differ were meant for each other, and a second payment of
what one bill asked for was made twice. Running accounts, part payments and dues of before the books fit nothing to
the rupee, so such accounts say nothing here.
"""

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Document, DocumentStatus, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.ledger import Account, Ledger
from app.fraud.rules.payments import drawn, excesses, explanations, remarks, repeats, shortfalls, slips, sums
from app.fraud.rules.payments.dealings import Dealing

LEAST_EVEN = 3
"""So many payments, but for one, must each fit a document before an account counts as kept bill by bill."""
MOST_LEFT = 3
"""So many payments of an account may be left over; with more of them it is not kept bill by bill."""
ROUND = 500
"""Rupees; a payment in such steps is as often on account."""
PAID_WITHIN = timedelta(days=120)
PAID_AHEAD = timedelta(days=5)
"""A document is paid in the four months after its day, or in the days before, where goods and bill cross."""
TWICE_WITHIN = timedelta(days=repeats.DAYS_APART)


@dataclass(frozen=True)
class Fitted:
    """An account kept bill by bill: which payment settles which document to the rupee, and what is left of both."""

    account: Account
    payment_by_document: Mapping[UUID, Payment]
    payments: Sequence[Payment]
    documents: Sequence[Document]


def findings(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    """Payments without a document that nearly are what a document of the same weeks asks for, or are it once more."""
    for account in ledger.accounts.values():
        fitted = _fitted(ledger, account)
        for payment in fitted.payments if fitted else ():
            if fitted and payment.id not in taken and not remarks.is_explained(payment.notes):
                found = _second(ledger, fitted, payment) or _differing(ledger, fitted, payment)
                if found:
                    yield found


def _fitted(ledger: Ledger, account: Account) -> Fitted | None:
    loose = account.loose
    if not loose or len(account.payments) <= LEAST_EVEN:
        return None
    named = ledger.books.paid_by_document
    waiting: dict[int, deque[Document]] = defaultdict(deque)
    for document in account.documents:
        if document.id not in named:
            waiting[round(document.total)].append(document)
    pairs = {asking.id: one for one in loose if (asking := _asking(waiting, one))}
    fitting = {one.id for one in pairs.values()}
    left = [one for one in loose if one.id not in fitting and one.amount > 0]
    if not 0 < len(left) <= MOST_LEFT or len(left) * 4 > len(account.payments) or len(pairs) + 1 < LEAST_EVEN:
        return None
    unpaid = [one for one in account.documents if one.id not in named and one.id not in pairs and one.total > 0]
    return Fitted(account, pairs, left, unpaid)


def _asking(waiting: Mapping[int, deque[Document]], payment: Payment) -> Document | None:
    """The oldest document that asks for this amount, roundings to the rupee apart, taken out of those that wait."""
    rupees = round(payment.amount)
    for near in (rupees, rupees - 1, rupees + 1):
        queue = waiting.get(near)
        if queue and queue[0].issued_on <= payment.paid_on + PAID_AHEAD and abs(queue[0].total - payment.amount) <= 1:
            return queue.popleft()
    return None


def _second(ledger: Ledger, fitted: Fitted, payment: Payment) -> Finding | None:
    """The same amount as that of the only document over it, which another payment settled within weeks."""
    asking = [one for one in fitted.account.documents if one.total == payment.amount]
    paid = [one for one in fitted.account.payments if one.amount == payment.amount and one.id != payment.id]
    if len(asking) != 1 or len(paid) != 1 or fitted.payment_by_document.get(asking[0].id) != paid[0]:
        return None
    is_near = abs(payment.paid_on - paid[0].paid_on) <= TWICE_WITHIN
    if not is_near or payment.amount < repeats.LEAST or repeats.came_back(ledger, paid[0], payment):
        return None
    return drawn.finding(
        Rule.PAID_TWICE,
        0.86,
        amount_at_risk=payment.amount,
        payments=[paid[0], payment],
        documents=asking,
        expected=payment.amount,
        actual=2 * payment.amount,
    )


def _differing(ledger: Ledger, fitted: Fitted, payment: Payment) -> Finding | None:
    """The one document of those weeks that nothing settles, where the payment is for no other and differs from it."""
    near = [one for one in fitted.documents if _may_be_for(payment, one)]
    if len(near) != 1 or near[0].status is not DocumentStatus.PAID:
        return None
    document = near[0]
    rivals = [one for one in fitted.payments if _may_be_for(one, document)]
    dealing = Dealing(ledger, document, [payment], Decimal(0))
    if len(rivals) != 1 or abs(dealing.gap) * 2 > document.total or _is_explained(dealing):
        return None
    is_slip = slips.is_slip(document.total, payment.amount)
    rule = Rule.DIGITS_SWAPPED if is_slip else Rule.OVERPAID if dealing.gap > 0 else Rule.UNDERPAID
    return drawn.finding(
        rule,
        0.9 if is_slip else 0.5 if payment.amount % ROUND == 0 else 0.8,
        amount_at_risk=abs(dealing.gap),
        payments=[payment],
        documents=[document],
        expected=document.total,
        actual=payment.amount,
    )


def _may_be_for(payment: Payment, document: Document) -> bool:
    return document.issued_on - PAID_AHEAD <= payment.paid_on <= document.issued_on + PAID_WITHIN


def _is_explained(dealing: Dealing) -> bool:
    if explanations.is_rounding(dealing.document.total, dealing.paid):
        return True
    if dealing.gap > 0:
        return excesses.is_explained_alone(dealing)
    return shortfalls.is_explained_alone(dealing) or sums.is_sum_of(-dealing.gap, dealing.given_back)

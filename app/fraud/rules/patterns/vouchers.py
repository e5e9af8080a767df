"""Payments without a bill that keep just below a round sum: vouchers under the amount from which a paper is wanted.

Twelve vouchers of 1,940 to 1,995 rupees in two months keep below two thousand; real errands cost what they cost.
Innocent are equal amounts (wages, an allowance), few vouchers, and a person who is also paid the sum and more.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Direction, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, significance

SUMS: Sequence[Decimal] = tuple(Decimal(one) for one in (500, 1000, 2000, 2500, 5000, 10000, 20000, 25000, 50000))
CLOSE, AROUND, ABOVE = Decimal("0.96"), Decimal("0.8"), Decimal("1.2")
WITHIN = timedelta(days=92)
LEAST, LEAST_AMOUNTS = 6, 4
EVEN_SHARE = 0.1
UNLIKELY = 1e-5
BASE, PER_PAYMENT, MOST = 0.72, 0.01, 0.84


def findings(books: Books) -> list[Finding]:
    """At most one finding for each person or firm, at the sum that the payments crowd below most."""
    loose: dict[UUID, list[Payment]] = defaultdict(list)
    for payment in books.payments_by_date:
        if payment.direction is Direction.OUT and payment.document_id is None and payment.party_id:
            loose[payment.party_id].append(payment)
    best = [
        max(found, key=lambda one: (len(one[1]), -one[0])) for one in loose.values() if (found := list(_crowds(one)))
    ]
    return [evidence.about_payments(Rule.VOUCHERS_BELOW, kept, _chance(kept), expected=total) for total, kept in best]


def _crowds(payments: Sequence[Payment]) -> Iterator[tuple[Decimal, Sequence[Payment]]]:
    if len(payments) < LEAST:
        return
    for total in SUMS:
        near = [one for one in payments if total * AROUND <= one.amount < total * ABOVE]
        close = [one for one in near if total * CLOSE <= one.amount < total]
        is_rare = significance.binomial_tail(len(close), len(near), EVEN_SHARE) <= UNLIKELY
        kept = _together(close)
        if is_rare and len({one.amount for one in kept}) >= LEAST_AMOUNTS and all(one.amount < total for one in near):
            yield total, kept


def _together(payments: Sequence[Payment]) -> Sequence[Payment]:
    """The longest stretch in which each payment lies within the window of the first, if it is long enough."""
    best: Sequence[Payment] = ()
    start = 0
    for place, payment in enumerate(payments):
        while payment.paid_on - payments[start].paid_on > WITHIN:
            start += 1
        if place - start + 1 > len(best):
            best = payments[start : place + 1]
    return best if len(best) >= LEAST else ()


def _chance(payments: Sequence[Payment]) -> float:
    return min(MOST, BASE + PER_PAYMENT * (len(payments) - LEAST))

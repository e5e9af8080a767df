"""Payments without a bill that keep just below a round sum: vouchers under the amount from which a paper is wanted.

Twelve vouchers of 1,940 to 1,995 rupees in two months keep below two thousand; real errands cost what they cost.
Innocent are equal amounts (wages, an allowance), few vouchers, and a person who is also paid the sum and more.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from operator import attrgetter

from app.books.records import Books, Direction, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules import identity
from app.fraud.rules.patterns import crowding, evidence, gathering

SUMS: Sequence[Decimal] = tuple(Decimal(one) for one in (500, 1000, 2000, 2500, 5000, 10000, 20000, 25000, 50000))
WITHIN = timedelta(days=92)
LEAST, LEAST_AMOUNTS = 6, 4
"""Payments, and different amounts among them: an allowance is the same each time."""
UNLIKELY = 1e-5
BASE, PER_PAYMENT, MOST = 0.72, 0.01, 0.84


def findings(books: Books) -> list[Finding]:
    """At most one finding for each person or firm, at the sum that the payments crowd below most."""
    loose = (one for one in books.payments_by_date if one.direction is Direction.OUT and one.document_id is None)
    paid = gathering.by_firm(loose, identity.firms(books.parties))
    crowds = (list(_crowds(one)) for one in paid.values() if len(one) >= LEAST)
    best = (max(found, key=lambda one: (len(one[1]), -one[0])) for found in crowds if found)
    return [evidence.about_payments(Rule.VOUCHERS_BELOW, kept, _chance(kept), expected=total) for total, kept in best]


def _crowds(payments: Sequence[Payment]) -> Iterator[tuple[Decimal, Sequence[Payment]]]:
    for total in SUMS:
        close = crowding.below(total, payments, attrgetter("amount"), unlikely=UNLIKELY)
        kept = max(gathering.windows(close, WITHIN), key=len, default=())
        if len(kept) >= LEAST and len({one.amount for one in kept}) >= LEAST_AMOUNTS:
            yield total, kept


def _chance(payments: Sequence[Payment]) -> float:
    return min(MOST, BASE + PER_PAYMENT * (len(payments) - LEAST))

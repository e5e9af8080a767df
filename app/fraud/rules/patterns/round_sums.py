"""Bills that keep just below a round sum, where no limit is declared but somebody seems to know one.

Owners seldom write down from which amount they want to be asked; ten, twenty-five or fifty thousand are usual, and ten
thousand is also where the law ends cash. A supplier whose bills crowd into the last twenty-fifth below such a sum, and
none of whose bills lies just above it, is compared with how bills of that size spread by chance. Innocent are price
tags (a few fixed amounts, also with 999 at their end), single bills, and suppliers that pass the sum as well.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from operator import attrgetter

from app.books.records import Books, Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import crowding, evidence, gathering

SUMS: Sequence[Decimal] = tuple(Decimal(one) for one in (10000, 20000, 25000, 50000, 100000, 200000, 250000, 500000))
WITHIN = timedelta(days=62)
LEAST_BILLS = 5
UNLIKELY = 1e-4
USUAL_SHARE = 0.2
"""From this share of all bills around the sum on, ending just below it is how goods are priced here."""
CHANCE = 0.76


def findings(books: Books, firms: gathering.BillsByFirm) -> list[Finding]:
    """At most one finding for each supplier, at the sum that its bills crowd below most."""
    limit = books.business.approval_limit
    around, below = _counts([one for bills in firms.values() for one in bills])
    found = []
    for bills in firms.values():
        crowds = [
            (kept, total)
            for total, kept in _crowds(bills)
            if total != limit and below[total] - len(kept) <= USUAL_SHARE * (around[total] - len(kept))
        ]
        if crowds:
            kept, total = max(crowds, key=lambda one: (len(one[0]), -one[1]))
            found.append(evidence.about_bills(books, Rule.BELOW_ROUND_SUM, kept, CHANCE, expected=total))
    return found


def _crowds(bills: Sequence[Document]) -> Iterator[tuple[Decimal, Sequence[Document]]]:
    if len(bills) < LEAST_BILLS:
        return
    for total in SUMS:
        close = crowding.below(total, bills, attrgetter("total"), unlikely=UNLIKELY)
        if kept := gathering.joined_windows(close, WITHIN, _is_crowd):
            yield total, kept


def _is_crowd(bills: Sequence[Document]) -> bool:
    return len({one.total for one in bills}) >= LEAST_BILLS


def _counts(bills: Sequence[Document]) -> tuple[Counter[Decimal], Counter[Decimal]]:
    """For each sum how many bills lie around it, and how many just below."""
    around: Counter[Decimal] = Counter()
    below: Counter[Decimal] = Counter()
    for bill in bills:
        for total in SUMS:
            if crowding.is_around(bill.total, total):
                around[total] += 1
                below[total] += crowding.is_just_below(bill.total, total)
    return around, below

"""A supplier of whom nothing was heard for a year or more, and who is then paid much.

A record that everybody has forgotten is borrowed to bill what was never delivered. Needs a bill from before. Innocent
are contracts of a year and trades of one season (it was silent as long before, or the bill is about what it was), old
suppliers at usual sums, also those who begin again with a usual bill, and those who stay. As with newcomers the chance
grows with what else is odd, each weighed by how rare it is here.
Source: ACFE, Fraud Examiners Manual, "Billing schemes": payments to inactive vendors.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from math import log

from app.books.records import Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, significance
from app.fraud.rules.patterns.buying import LEAST_BILLS, UNREGISTERED, Buying, Oddity, told
from app.values import period

SILENT = timedelta(days=350)
"""A year, less the days by which a yearly bill may come early."""
BURST = timedelta(days=45)
YEAR_DAYS, AROUND_DAYS = 365, 20
USUAL_TIMES, FAR_TIMES = Decimal(2), Decimal(4)
"""Up to twice the largest before is growth and dearer prices; from four times on it is something else."""
GROWTH, LEAST_GROWTH, MOST_GROWTH = 1.2, -0.3, 0.8
"""Weight of the logarithm of how far beyond `FAR_TIMES` the bills go, or stay below, and the least and most of it."""
BASE, WEIGHT, TYPICAL_SIZE = -0.7, 0.6, 1.4
PROOFS: Mapping[str, float] = {
    "order": -0.9,
    "stays": -3.0,
    "yearly": -0.8,
    "registered": -0.3,
    "unpaid": -2.5,
    "same_goods": -0.8,
    "one_before": -0.7,
    "resumed": -1.0,
}
SIGNS: Mapping[Oddity, float] = {
    Oddity.LARGE: 0.0,
    Oddity.OTHER_GOODS: 0.3,
    Oddity.SEVERAL: 0.4,
    Oddity.NEW_ACCOUNT: 1.5,
    Oddity.NEVER_AGAIN: 0.3,
}


def findings(buying: Buying) -> list[Finding]:
    """One finding for each supplier that woke up, on the bills of its first weeks."""
    if len(buying.bills) < LEAST_BILLS:
        return []
    return [found for bills in buying.by_firm.values() for found in _judged(buying, bills)]


def _judged(buying: Buying, bills: Sequence[Document]) -> Iterator[Finding]:
    gaps = [later.issued_on - earlier.issued_on for earlier, later in pairwise(bills)]
    silences = [place for place, gap in enumerate(gaps, 1) if gap >= SILENT]
    if len(silences) == 1 and sum(1 for gap in gaps if gap >= SILENT * 2 / 3) == 1:
        yield from _woken(buying, bills[: silences[0]], bills[silences[0] :])


def _woken(buying: Buying, before: Sequence[Document], after: Sequence[Document]) -> Iterator[Finding]:
    largest = max(one.total for one in before)
    suspects = [
        one for one in after if one.issued_on - after[0].issued_on <= BURST and one.total > USUAL_TIMES * largest
    ]
    if not suspects:
        return
    odd = _oddities(buying, suspects, before, after)
    odds = _odds(buying, suspects, before, after, odd)
    yield evidence.about_bills(
        buying.books, Rule.SILENT_SUPPLIER, suspects, significance.logistic(odds), expected=largest, detail=told(odd)
    )


def _oddities(
    buying: Buying, suspects: Sequence[Document], before: Sequence[Document], after: Sequence[Document]
) -> frozenset[Oddity]:
    goods = {item.name.casefold() for one in before for item in one.items}
    sold = {item.name.casefold() for one in suspects for item in one.items}
    own = buying.shared_oddities(suspects)
    largest = max(one.total for one in before)
    extra = {
        Oddity.LARGE: max(one.total for one in suspects) >= FAR_TIMES * largest,
        Oddity.OTHER_GOODS: bool(goods and sold and not goods & sold),
        Oddity.SEVERAL: len(suspects) > 1,
        Oddity.NEW_ACCOUNT: _has_new_account(buying, suspects),
        Oddity.NEVER_AGAIN: len(after) == len(suspects) and buying.bills[-1].issued_on - after[-1].issued_on > BURST,
    }
    return own | {one for one, is_so in extra.items() if is_so}


def _has_new_account(buying: Buying, suspects: Sequence[Document]) -> bool:
    """Whether the bank account was changed in the weeks before the first of these bills, or just after it."""
    party = buying.books.party_by_id.get(suspects[0].party_id) if suspects[0].party_id else None
    days = [period.indian_date(one.changed_at) for one in party.bank_changes] if party else []
    return any(abs(day - suspects[0].issued_on) <= BURST for day in days)


def _odds(
    buying: Buying,
    suspects: Sequence[Document],
    before: Sequence[Document],
    after: Sequence[Document],
    odd: frozenset[Oddity],
) -> float:
    silence = (after[0].issued_on - before[-1].issued_on).days
    proofs = {
        "order": Oddity.NO_ORDER not in odd,
        "stays": len(after) - len(suspects) >= 2 and after[-1].issued_on - suspects[-1].issued_on > BURST,
        "yearly": abs(silence % YEAR_DAYS - YEAR_DAYS // 2) >= YEAR_DAYS // 2 - AROUND_DAYS,
        "registered": not odd & UNREGISTERED,
        "same_goods": Oddity.OTHER_GOODS not in odd and any(one.items for one in before),
        "one_before": len(before) == 1,
        "resumed": after[0].id != suspects[0].id,
        "unpaid": not any(buying.settling(one) for one in suspects),
    }
    size = buying.size(max(one.total for one in suspects)) - TYPICAL_SIZE
    odds = BASE + WEIGHT * buying.surprise(odd - SIGNS.keys()) + size + sum(SIGNS[one] for one in odd & SIGNS.keys())
    times = float(max(one.total for one in suspects) / max(one.total for one in before))
    odds += max(LEAST_GROWTH, min(MOST_GROWTH, GROWTH * log(times / float(FAR_TIMES))))
    return odds + sum(PROOFS[name] for name, holds in proofs.items() if holds)

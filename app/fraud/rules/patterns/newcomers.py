"""A new supplier that gets much money soon, and about whom several things are unlike what is usual here.

An invented supplier is entered, billed and paid within days, before anybody asks. New and large alone is how every
business buys its first machine; so the chance grows with what else is odd (`buying.Oddity`, each weighed by how rare
it is in this business) and falls with what speaks for the supplier: an order, a valid GSTIN of its own, payment in
parts, regular trade ever since. Suppliers who came with a crowd (the month in which the app was set up, a new shop, a
festival) are nobody's invention. The weights are reasoned, not learned.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, significance
from app.fraud.rules.patterns.buying import UNREGISTERED, Buying, Oddity, large, told
from app.values import period

NEW, BACKDATED = timedelta(days=45), timedelta(days=30)
"""How long after it was entered a supplier is new, and how much older than that its first bill may be."""
SOON = timedelta(days=15)
CROWD, AROUND, CROWD_SHARE = 5, timedelta(days=15), 0.25
"""So many parties of one day, or such a share of all suppliers within a month, came with the crowd."""
SETTLED_IN = timedelta(days=180)
"""Where no day of entry helps, a supplier is new whose first bill comes this long after the first of all bills."""
BASE, WEIGHT, TYPICAL_SIZE = -1.6, 0.7, 2.8
PROOFS: Mapping[str, float] = {
    "order": -1.4,
    "registered": -1.3,
    "goods": -0.5,
    "in_parts": -0.8,
    "regular": -3.0,
    "one_time": -1.2,
}
SIGNS: Mapping[Oddity, float] = {Oddity.NEVER_AGAIN: 0.4, Oddity.SEVERAL: 0.4, Oddity.CAME_AFTER: 0.6}
UNDATED = -0.4
REGULAR_BILLS, QUIET = 3, timedelta(days=60)
SPREAD_BILLS = 2
"""So many first bills that are much only together: one sum, asked for in pieces."""
_ONE_TIME = re.compile(
    r"\b(rent|lease|deposit|advance|pagdi|kiraya|registration|licen[cs]e|insurance|vehicle|car|scooter)\b|किराया|वाहन",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"\b(machine|machinery|furniture|computer|laptop|generator|freezer|air ?conditioner|capital goods)\b|मशीन|फर्नीचर",
    re.IGNORECASE,
)
"""Bought once, at a price above all others, by honest businesses too; machines from registered firms."""


def findings(buying: Buying) -> list[Finding]:
    """One finding for each newcomer, on its large first bills."""
    much = large(buying.totals)
    if much is None:
        return []
    came, crowded = _arrivals(buying)
    return [
        found
        for firm, bills in buying.by_firm.items()
        if firm not in crowded
        for found in _judged(buying, bills, came.get(firm), much)
    ]


def _judged(buying: Buying, bills: Sequence[Document], came: date | None, large_bill: Decimal) -> Iterator[Finding]:
    first = bills[0].issued_on
    arrival = came or first
    is_new = came is not None or first - buying.bills[0].issued_on >= SETTLED_IN
    if not is_new or not -BACKDATED <= first - arrival <= NEW:
        return
    early = [one for one in bills if one.issued_on - first <= NEW and _is_paid_soon(buying, one)]
    much = [one for one in early if one.total > large_bill]
    total = sum((one.total for one in early), Decimal(0))
    suspects = much or (early if len(early) >= SPREAD_BILLS and total > large_bill else [])
    if suspects:
        oddities = _oddities(buying, suspects, bills, came)
        odds = _odds(buying, suspects, bills, oddities) + (0 if came else UNDATED)
        chance = significance.logistic(odds)
        yield evidence.about_bills(buying.books, Rule.NEW_SUPPLIER, suspects, chance, detail=told(oddities))


def _arrivals(buying: Buying) -> tuple[Mapping[UUID, date], frozenset[UUID]]:
    """When each firm came, as far as the books say, and those of whom that tells nothing: they came with a crowd."""
    days = {one.id: period.indian_date(one.created_at) for one in buying.books.parties if one.created_at}
    by_day = Counter(days.values())
    first: dict[UUID, date] = {}
    for party, day in days.items():
        firm = buying.firms[party]
        first[firm] = min(day, first.get(firm, day))
    suppliers = sorted(day for firm, day in first.items() if firm in buying.by_firm)
    crowded = (firm for firm, day in first.items() if by_day[day] >= CROWD or _is_crowded(suppliers, day))
    return first, frozenset(crowded)


def _is_crowded(days: Sequence[date], day: date) -> bool:
    around = bisect_right(days, day + AROUND) - bisect_left(days, day - AROUND)
    return around >= CROWD and around >= CROWD_SHARE * len(days)


def _is_paid_soon(buying: Buying, bill: Document) -> bool:
    paid = buying.settling(bill)
    return bool(paid) and paid[-1].paid_on - bill.issued_on <= SOON


def _oddities(
    buying: Buying, suspects: Sequence[Document], bills: Sequence[Document], came: date | None
) -> frozenset[Oddity]:
    paid_on = [one.paid_on for bill in suspects for one in buying.settling(bill)]
    own = buying.shared_oddities(suspects)
    end = buying.bills[-1].issued_on
    extra = {
        Oddity.NEVER_AGAIN: len(bills) == len(suspects) and end - bills[-1].issued_on >= QUIET,
        Oddity.SEVERAL: len(suspects) >= REGULAR_BILLS,
        Oddity.CAME_AFTER: came is not None and bool(paid_on) and min(paid_on) < came,
    }
    return own | {one for one, is_so in extra.items() if is_so}


def _odds(buying: Buying, suspects: Sequence[Document], bills: Sequence[Document], odd: frozenset[Oddity]) -> float:
    later = [one for one in bills if one.issued_on - suspects[-1].issued_on >= NEW]
    named = " ".join(item.name for one in suspects for item in one.items)
    is_registered = not odd & UNREGISTERED
    proofs = {
        "order": Oddity.NO_ORDER not in odd,
        "registered": is_registered,
        "goods": all(len(one.items) > 1 for one in suspects),
        "in_parts": any(len(buying.settling(one)) > 1 for one in suspects),
        "regular": len(later) >= REGULAR_BILLS,
        "one_time": bool(_ONE_TIME.search(named) or (is_registered and _MACHINE.search(named))),
    }
    if proofs["one_time"]:
        odd -= {Oddity.VAGUE, Oddity.ROUND, Oddity.NEVER_AGAIN}
    size = buying.size(sum((one.total for one in suspects), Decimal(0)))
    odds = BASE + WEIGHT * buying.surprise(odd - SIGNS.keys()) + size - TYPICAL_SIZE
    odds += sum(SIGNS[one] for one in odd & SIGNS.keys())
    return odds + sum(PROOFS[name] for name, holds in proofs.items() if holds)

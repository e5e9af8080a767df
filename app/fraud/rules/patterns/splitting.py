"""One order split into several bills, each below the approval limit, on one day or the two after.

Each bill stays below the limit, together they pass it. Two deliveries on one day are ordinary, so more is asked for:
three bills, or two of the same goods that name one order or have neighbouring numbers. Innocent are bills of different
orders, one bill entered twice, taxed and exempt goods (which need two papers by section 31(3)(c) of the CGST Act), and
suppliers whose bills often come several on a day or often pass the limit: there was no need to split.
"""

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from app.books.records import Books, Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.duplicates import numbers
from app.fraud.rules.patterns import evidence, gathering

WITHIN = timedelta(days=2)
MOST_BILLS = 6
"""More bills of one firm in so few days are a busy counter, not a split order."""
LEAST_SHARE = Decimal("0.4")
"""A piece of a split order is large: at least this share of the limit."""
CLOSE_SHARE = Decimal("0.6")
OFTEN = 3
"""So many other busy days, or other bills above the limit, make either a habit."""
PAIR, THREE, PER_SIGN, SAME_ORDER = 0.74, 0.78, 0.03, 0.9
"""A sign is a number next door, or one item on all of them."""


def findings(books: Books, firms: gathering.BillsByFirm) -> list[Finding]:
    """One finding for each supplier, over all its split orders; none where the books know no approval limit."""
    limit = books.business.approval_limit
    if not limit or limit <= 0:
        return []
    found = []
    for bills in firms.values():
        groups = _groups(bills, limit)
        above = sum(1 for one in bills if one.total >= limit)
        split = [(group, chance) for group in groups if (chance := _chance(group, limit))]
        if split and above < OFTEN and len(groups) - len(split) < OFTEN:
            kept = [one for group, _ in split for one in group]
            strongest = max(chance for _, chance in split)
            found.append(evidence.about_bills(books, Rule.SPLIT_ORDER, kept, strongest, expected=limit))
    return found


def _groups(bills: Sequence[Document], limit: Decimal) -> list[Sequence[Document]]:
    """Runs of large bills below the limit, each within two days of the first, that pass the limit together.

    An amount that comes again is rather the same bill once more, and is left out.
    """
    large = [one for one in bills if limit * LEAST_SHARE <= one.total < limit]
    groups: list[dict[Decimal, Document]] = []
    first: Document | None = None
    for bill in large:
        if first is None or bill.issued_on - first.issued_on > WITHIN:
            first = bill
            groups.append({})
        groups[-1].setdefault(bill.total, bill)
    return [list(one.values()) for one in groups if len(one) > 1 and sum(one) >= limit]


def _chance(group: Sequence[Document], limit: Decimal) -> float:
    """How likely the group is one order; 0 where nothing says so."""
    orders = {(one.reference or "").strip().casefold() for one in group}
    is_split_by_law = len({one.tax_amount > 0 for one in group}) > 1
    is_one_bill = len(set(_numbers(group))) < len(group)
    if len(group) > MOST_BILLS or len(orders) > 1 or is_split_by_law or is_one_bill:
        return 0.0
    is_close = all(one.total >= limit * CLOSE_SHARE for one in group)
    shares, follows = _share_goods(group), _are_neighbours(group)
    if orders != {""}:
        return SAME_ORDER if shares and is_close else 0.0
    if len(group) > 2:
        return THREE + PER_SIGN * (follows + shares) if shares or is_close else 0.0
    return PAIR if is_close and follows and shares else 0.0


def _are_neighbours(group: Sequence[Document]) -> bool:
    """Whether their numbers follow each other."""
    return all(0 < b - a <= 2 for a, b in pairwise(sorted(_numbers(group))))


def _numbers(group: Sequence[Document]) -> Sequence[int]:
    """Their running numbers; 0 for a bill without one."""
    return [numbers.key(one.number).serial or 0 for one in group]


def _share_goods(group: Sequence[Document]) -> bool:
    """Whether one item stands on each of them."""
    names = [{item.name.strip().casefold() for item in one.items if item.name.strip()} for one in group]
    return bool(set.intersection(*names))

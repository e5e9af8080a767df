"""Bills of one supplier dated, or entered, on days on which this business and those it buys from are usually closed.

Most shops rest on one day of the week, which need not be Sunday; on the national holidays shops and offices are closed
by law in most states. Which weekday is closed here is told by all other documents. Innocent are single papers, shops
that never close, and suppliers whose bills carry any day because a program writes them (rent, telephone, each month).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from uuid import UUID

from app.books.records import Books, Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, gathering, significance

LEAST_BILLS = 4
LEAST_DAYS = 3
WITHIN = timedelta(days=120)
LEAST_DOCUMENTS = 150
"""Other documents that show on which days there is business."""
CLOSED_SHARE = 0.03
"""A weekday with less than this share of all documents is one on which the business is closed; even is a seventh."""
NATIONAL = frozenset({(1, 26), (8, 15), (10, 2)})
UNLIKELY = 1e-6
MOSTLY = 0.5
BASE, PER_BILL, MOST = 0.76, 0.02, 0.88


def findings(books: Books, firms: gathering.BillsByFirm) -> list[Finding]:
    """One finding for each supplier, by the date on its bills or by the day of their entry."""
    found: dict[UUID, Finding] = {}
    for day_of in (gathering.issued_on, gathering.entered_on):
        for firm, finding in _by_day(books, firms, day_of):
            found.setdefault(firm, finding)
    return list(found.values())


def _by_day(
    books: Books, firms: gathering.BillsByFirm, day_of: Callable[[Document], date | None]
) -> Iterator[tuple[UUID, Finding]]:
    days = [day for one in books.documents if one.counts and (day := day_of(one))]
    weekdays = Counter(day.weekday() for day in days)
    closed = frozenset(one for one in range(7) if weekdays[one] < CLOSED_SHARE * len(days))
    if len(days) < LEAST_DOCUMENTS or not closed:
        return
    share = sum(1 for day in days if _is_closed(day, closed)) / len(days)
    for firm, bills in firms.items():
        odd = [one for one in bills if (day := day_of(one)) and _is_closed(day, closed)]
        is_most = len(odd) >= max(LEAST_BILLS, MOSTLY * len(bills))
        kept = odd if is_most else gathering.joined_windows(odd, WITHIN, _is_enough)
        if len({day_of(one) for one in kept}) >= LEAST_DAYS and _is_unlikely(kept, bills, share):
            chance = min(MOST, BASE + PER_BILL * (len(kept) - LEAST_BILLS))
            yield firm, evidence.about_bills(books, Rule.CLOSED_DAY, kept, chance)


def _is_closed(day: date, closed: frozenset[int]) -> bool:
    return day.weekday() in closed or (day.month, day.day) in NATIONAL


def _is_enough(bills: Sequence[Document]) -> bool:
    return len(bills) >= LEAST_BILLS


def _is_unlikely(kept: Sequence[Document], bills: Sequence[Document], share: float) -> bool:
    """Whether most bills of the stretch fall on such days, and chance would hardly bring so many."""
    first, last = kept[0].issued_on, kept[-1].issued_on
    meanwhile = sum(1 for one in bills if first <= one.issued_on <= last)
    is_much = len(kept) >= MOSTLY * meanwhile
    return is_much and significance.binomial_tail(len(kept), len(bills), max(share, 1e-4)) <= UNLIKELY

"""Bills entered weeks after their date, with dates that fall just before a month's end, where others come at once.

Costs are moved into a closed month, quarter or year by dating papers back. One late paper is ordinary, and so is the
supplier whose bills always come late, and the day on which a pile of old papers of many parties is worked off (also
the first days with the app). Three bills of one supplier are asked for, all far later than this business enters bills.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from app.books.records import Books, Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, gathering
from app.values.period import Month

LEAST_BILLS = 3
LATE = timedelta(days=20)
TIMES_USUAL = 3
"""Late is also three times what nineteen bills in twenty of this business wait."""
LEAST_ENTRIES = 60
END_OF_MONTH = timedelta(days=6)
PILE = 4
"""So many suppliers entered late on one day are a pile being worked off."""
HABIT_SHARE = 0.5
"""From this share of late ones among a supplier's other bills on, its papers are simply slow."""
MOST_MONTHS = 2
"""Late at the ends of more months than this is the way in which this supplier sends its papers."""
BASE, PER_BILL, YEAR_END, MOST = 0.72, 0.02, 0.05, 0.88


def findings(books: Books, firms: gathering.BillsByFirm) -> list[Finding]:
    """One finding for each supplier; none where the books do not say when entries were made."""
    waits = sorted(waited for bills in firms.values() for one in bills if (waited := wait(one)) is not None)
    if len(waits) < LEAST_ENTRIES:
        return []
    late = max(LATE, TIMES_USUAL * waits[len(waits) * 19 // 20])
    busy = piles(firms, late)
    return [
        evidence.about_bills(books, Rule.BACKDATED, run, _chance(run))
        for bills in firms.values()
        if len(run := _run(bills, late, busy)) >= LEAST_BILLS
    ]


def wait(bill: Document) -> timedelta | None:
    """How long after its date the bill was entered; None where the books do not say."""
    entered = gathering.entered_on(bill)
    return entered - bill.issued_on if entered else None


def _is_late(bill: Document, late: timedelta) -> bool:
    waited = wait(bill)
    return waited is not None and waited >= late


def piles(firms: gathering.BillsByFirm, late: timedelta, *, least: int = PILE) -> frozenset[date | None]:
    """The days on which late bills of many suppliers, `least` of them, were entered."""
    by_day: dict[date | None, set[UUID]] = defaultdict(set)
    for firm, bills in firms.items():
        for bill in bills:
            if _is_late(bill, late):
                by_day[gathering.entered_on(bill)].add(firm)
    return frozenset(day for day, those in by_day.items() if len(those) >= least)


def _run(bills: Sequence[Document], late: timedelta, busy: frozenset[date | None]) -> Sequence[Document]:
    """The late bills at the ends of months, entered in a later month; none of a supplier who is always late."""
    slow = [one for one in bills if _is_late(one, late)]
    dated_back = [one for one in slow if _crosses_month_end(one) and gathering.entered_on(one) not in busy]
    months = Counter(Month.of(one.issued_on) for one in dated_back)
    is_slow = len(slow) - len(dated_back) > HABIT_SHARE * (len(bills) - len(dated_back))
    is_habit = is_slow or len(months) > MOST_MONTHS
    return [] if is_habit or not months or max(months.values()) < LEAST_BILLS - 1 else dated_back


def _crosses_month_end(bill: Document) -> bool:
    return Month.of(bill.issued_on).last - bill.issued_on <= END_OF_MONTH


def _chance(bills: Sequence[Document]) -> float:
    at_year_end = all(one.issued_on.month == 3 for one in bills)
    return min(MOST, BASE + PER_BILL * len(bills) + YEAR_END * at_year_end)

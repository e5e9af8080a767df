"""Patterns that auditors look for: one file for each test, every one relative to what is usual in this business.

The chances in these files (`BASE`, `CHANCE` and what is added for each sign) are judged, not measured: how often an
owner who sees as much would agree. What is learned from owners' answers corrects them (`rules/confidence.py`). Shares
and tails named `UNLIKELY` and `SIGNIFICANT` are probabilities that honest trade shows the pattern by chance; they are
small because every firm of every business is tried.
"""

from collections.abc import Iterator

from app.books.records import Books
from app.fraud.records import Finding
from app.fraud.rules.patterns import (
    accounts,
    against_dates,
    approvals,
    backdated,
    cash,
    circular,
    closed_days,
    destinations,
    digits,
    flurry,
    gathering,
    habits,
    hours,
    late_record,
    newcomers,
    numbering,
    prepaid,
    prices,
    registration,
    round_amounts,
    round_sums,
    shared_traits,
    silent,
    splitting,
    staff,
    taken_back,
    undone,
    vouchers,
)
from app.fraud.rules.patterns.buying import Buying

TESTS = (
    cash.findings,
    accounts.findings,
    destinations.findings,
    shared_traits.findings,
    habits.findings,
    circular.findings,
    registration.findings,
    staff.findings,
    taken_back.findings,
    undone.findings,
    hours.findings,
    prices.findings,
    vouchers.findings,
)

OF_BILLS = (
    approvals.findings,
    splitting.findings,
    round_sums.findings,
    digits.findings,
    round_amounts.findings,
    closed_days.findings,
    flurry.findings,
    backdated.findings,
    against_dates.findings,
)
"""Tests that look at the bills of each firm, which are gathered once for all of them."""

OF_BUYING = (newcomers.findings, silent.findings, numbering.findings, prepaid.findings, late_record.findings)
"""Tests that weigh what is odd by how this business buys, which is counted once for all of them."""


def findings(books: Books) -> Iterator[Finding]:
    """What each test finds; a test whose data the books do not hold finds nothing."""
    for test in TESTS:
        yield from test(books)
    buying = Buying(books)
    for one in OF_BUYING:
        yield from one(buying)
    firms = gathering.bills_by_firm(books)
    for judge in OF_BILLS:
        yield from judge(books, firms)

"""Patterns that auditors look for: one file for each test, every one relative to what is usual in this business."""

from collections.abc import Iterator

from app.books.records import Books
from app.fraud.records import Finding
from app.fraud.rules.patterns import (
    accounts,
    approvals,
    backdated,
    cash,
    circular,
    closed_days,
    destinations,
    digits,
    flurry,
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

TESTS = (
    cash.findings,
    accounts.findings,
    destinations.findings,
    shared_traits.findings,
    approvals.findings,
    splitting.findings,
    round_sums.findings,
    digits.findings,
    habits.findings,
    newcomers.findings,
    silent.findings,
    numbering.findings,
    circular.findings,
    prepaid.findings,
    late_record.findings,
    registration.findings,
    staff.findings,
    taken_back.findings,
    undone.findings,
    round_amounts.findings,
    hours.findings,
    closed_days.findings,
    flurry.findings,
    backdated.findings,
    prices.findings,
    vouchers.findings,
)


def findings(books: Books) -> Iterator[Finding]:
    """What each test finds; a test whose data the books do not hold finds nothing."""
    for test in TESTS:
        yield from test(books)

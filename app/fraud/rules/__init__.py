"""Everything that can be found in one business's books, joined from one file for each kind of trouble."""

from app.books.records import Books
from app.fraud.records import Finding
from app.fraud.rules import (
    accounts,
    approvals,
    cash,
    duplicates,
    habits,
    hours,
    newcomers,
    payments,
    round_amounts,
)

TESTS = (
    duplicates.findings,
    payments.findings,
    cash.findings,
    accounts.findings,
    approvals.findings,
    habits.findings,
    newcomers.findings,
    round_amounts.findings,
    hours.findings,
)


def findings(books: Books) -> list[Finding]:
    """All findings, the most certain first; the order of rows in the books does not matter."""
    found = [one for test in TESTS for one in test(books)]
    return sorted(found, key=lambda one: (-one.probability, one.type, one.fingerprint))

"""Everything that can be found in one business's books, joined from one file for each kind of trouble."""

from collections.abc import Sequence

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
    weights,
)
from app.fraud.rules.duplicates import Judged
from ml_models.contracts import Scorer

TESTS = (
    payments.findings,
    cash.findings,
    accounts.findings,
    approvals.findings,
    habits.findings,
    newcomers.findings,
    round_amounts.findings,
    hours.findings,
)


def findings(books: Books, *, score_pairs: Scorer = weights.chances) -> list[Finding]:
    """All findings, the most certain first; the order of rows in the books does not matter.

    score_pairs : says how likely pairs of documents are one, the hand-written weights unless a model does.
    """
    return joined(books, duplicates.judged(duplicates.pairs(books), score_pairs))


def joined(books: Books, pairs: Sequence[Judged]) -> list[Finding]:
    """All findings where the pairs of `books` have been judged already."""
    found = [*duplicates.findings(pairs), *(one for test in TESTS for one in test(books))]
    return sorted(found, key=lambda one: (-one.probability, one.type, one.fingerprint))

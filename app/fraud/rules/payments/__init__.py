"""Payments that do not fit: first every honest explanation is tried, what stays unexplained is a finding.

Each payment is named by one finding at most, the plainest one, in the order of `findings`. The probabilities are
judgements, checked on invented books whose troubles are known (see `tests/fraud/`): the plainer the evidence, the
higher, lower for each explanation that nearly fits, and never above 0.97, because a note may be missing for a good
reason.
"""

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from app.books.records import Books
from app.fraud.records import Finding
from app.fraud.rules.customs import Customs
from app.fraud.rules.ledger import Ledger
from app.fraud.rules.payments import (
    advances,
    bounced,
    credited,
    crowds,
    differences,
    left_over,
    lumps,
    marks,
    misbooked,
    references,
    refunds,
    repeats,
    settled,
    timing,
    unlinked,
)

Test = Callable[[Ledger, Customs, set[UUID]], Iterator[Finding]]
"""Looks for one kind of trouble among the payments that no earlier test has named."""


def findings(books: Books, customs: Customs) -> list[Finding]:
    """Payments that no explanation covers, each with what was expected.

    books : the whole books, or a part that holds everything of the traders it names (`parts`)
    """
    ledger = Ledger(books)
    found: list[Finding] = []
    taken: set[UUID] = set()
    for test in TESTS:
        for one in test(ledger, customs, taken):
            if not taken & set(one.payments):
                found.append(one)
                taken.update(one.payments)
    return crowds.gathered(found)


def _without_document(ledger: Ledger, customs: Customs, taken: set[UUID]) -> Iterator[Finding]:
    """Where payments are linked, one that is not; where they are not, one that the balance does not need."""
    if customs.links_payments:
        yield from unlinked.findings(ledger, customs, taken)
    else:
        yield from left_over.findings(ledger, taken)
        yield from settled.findings(ledger, taken)


TESTS: Sequence[Test] = (
    lambda ledger, _, __: repeats.findings(ledger),
    lambda ledger, _, taken: bounced.findings(ledger, taken),
    lambda ledger, _, taken: refunds.wrong_way(ledger, taken),
    lambda ledger, _, taken: refunds.above_credit(ledger, taken),
    lambda ledger, _, taken: misbooked.on_other_party(ledger, taken),
    lambda ledger, _, taken: misbooked.on_cancelled(ledger, taken),
    lambda ledger, _, taken: credited.findings(ledger, taken),
    lambda ledger, _, taken: advances.findings(ledger, taken),
    lambda ledger, _, taken: lumps.findings(ledger, taken),
    references.findings,
    timing.too_early,
    lambda ledger, customs, taken: differences.findings(ledger, customs, taken),
    marks.disagreeing_figures,
    _without_document,
    timing.dated_ahead,
    lambda ledger, customs, _: marks.paid_without_payment(ledger, customs),
)

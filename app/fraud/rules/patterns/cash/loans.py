"""Loans and deposits that moved in cash: sections 269SS (taken) and 269T (repaid).

Only what its own note calls a loan is one; the sums of a person count together. Banks and the government are left out
by the law, money lent by the business by the sections' words: they bind who takes and who repays.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from app.books.records import Direction, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns.cash import evidence, limits, persons
from app.fraud.rules.patterns.cash.persons import Persons

CHANCE = 0.85
"""What the note calls a loan may be an advance on wages."""

_LOAN = re.compile(r"\bloan|borrow|udhaar|\budhar\b|\bkarz|उधार|कर्ज|ऋण", re.IGNORECASE)
_BACK = re.compile(r"repa(y|id)|return|refund|settle|wapas|vapas|chuk(a|ta)|वापस|चुक", re.IGNORECASE)


def findings(known: Persons, payments: Sequence[Payment]) -> Iterator[Finding]:
    """One finding for each person and direction."""
    moved: dict[tuple[UUID, Direction], list[Payment]] = defaultdict(list)
    loose = [one for one in payments if one.party_id and one.document_id is None and _is_bound(one)]
    for payment in sorted(loose, key=lambda one: (one.paid_on, one.id)):
        if payment.party_id:
            moved[known.ledger.firm(payment.party_id) or payment.party_id, payment.direction].append(payment)
    for (_, direction), pieces in moved.items():
        law = limits.LOANS_TAKEN if direction is Direction.IN else limits.LOANS_REPAID
        limit = limits.limit_on(law, pieces[-1].paid_on)
        if limit and persons.total(pieces) >= limit.rupees and not known.is_left_out(pieces[0].party_id):
            yield evidence.about_cash(Rule.CASH_LOAN, pieces, limit, CHANCE)


def _is_bound(payment: Payment) -> bool:
    told = f"{payment.notes or ''} {payment.reference or ''}"
    is_back = payment.direction is Direction.IN or _BACK.search(told)
    return bool(persons.is_cash(payment) and _LOAN.search(told) and is_back)

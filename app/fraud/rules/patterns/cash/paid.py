"""Cash paid to one person on one day above the limit of section 40A(3), also where it was split into pieces.

All pieces of a day count together: over several bills, and over both records of a firm that was entered twice.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from uuid import UUID

from app.books.records import Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns.cash import evidence, limits, persons
from app.fraud.rules.patterns.cash.limits import Limit
from app.fraud.rules.patterns.cash.persons import Persons
from app.values import period

SPLIT, WHOLE_BILLS, WHOLE = 0.93, 0.85, 0.78
"""Pieces of one bill of which none passes the limit look like splitting; whole bills less, a large payment least."""
EXCEPTED = 0.55
"""What rule 6DD may allow: growers' produce, and payments on days without banks. The books cannot tell for sure."""


def findings(known: Persons, cash: Sequence[Payment]) -> Iterator[Finding]:
    """One finding for each firm and financial year."""
    by_year: dict[tuple[UUID | None, int, Limit], list[Sequence[Payment]]] = defaultdict(list)
    for (firm, day), payments in persons.by_day(known.ledger, cash).items():
        limit = _exceeded(known, firm, payments)
        if limit:
            by_year[firm, period.financial_year(day), limit].append(payments)
    for (firm, _, limit), days in by_year.items():
        chance = EXCEPTED if known.is_grower(firm) else max(_chance(day, limit) for day in days)
        yield evidence.about_cash(Rule.CASH_PAID, [payment for day in days for payment in day], limit, chance)


def _exceeded(known: Persons, firm: UUID | None, payments: Sequence[Payment]) -> Limit | None:
    """The limit that a firm's cash of one day passes; who it is matters only where the lower one is passed."""
    day, total = payments[0].paid_on, persons.total(payments)
    limit = limits.limit_on(limits.PAID, day)
    if not limit or total <= limit.rupees:
        return None
    if known.is_carrier(firm):
        limit = limits.limit_on(limits.PAID_TO_CARRIERS, day)
    return limit if limit and total > limit.rupees else None


def _chance(payments: Sequence[Payment], limit: Limit) -> float:
    in_pieces = len(payments) > 1 and all(one.amount <= limit.rupees for one in payments)
    if not in_pieces:
        is_excepted = persons.is_bank_holiday(payments[0].paid_on) or all(map(persons.says_exception, payments))
        return EXCEPTED if is_excepted else WHOLE
    bills = {one.document_id for one in payments if one.document_id}
    return WHOLE_BILLS if len(bills) == len(payments) else SPLIT

"""Wages that go where they should not: two employees with one account.

An employee who does not exist has to be paid somewhere. Innocent are husband and wife (a word of the name, or the
address, in common) and one person kept twice.
Source: ACFE, Fraud Examiners Manual, "Payroll schemes": ghost employees.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from app.books.records import Books, Direction, Party, PartyKind, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules import relations
from app.fraud.rules.patterns import evidence

STRANGERS, KIN = 0.86, 0.55
MOST_HOLDERS = 3
"""An account of more is where a contractor collects for his gang, or a filler."""
UNPAID = 0.2
"""So much less certain where neither was paid yet."""


def findings(books: Books) -> list[Finding]:
    """One finding for each two employees with one account."""
    staff = sorted((one for one in books.parties if one.kind is PartyKind.EMPLOYEE), key=lambda one: one.id)
    ids = {one.id for one in staff}
    paid: dict[object, list[Payment]] = defaultdict(list)
    for payment in books.payments_by_date:
        if payment.direction is Direction.OUT and payment.party_id in ids:
            paid[payment.party_id].append(payment)
    return list(_sharing(staff, paid))


def _sharing(staff: Sequence[Party], paid: Mapping[object, Sequence[Payment]]) -> Iterator[Finding]:
    holders: dict[str, list[Party]] = defaultdict(list)
    for one in staff:
        account = relations.account_number(one.bank_account)
        if account:
            holders[account].append(one)
    for known in holders.values():
        if len(known) <= MOST_HOLDERS:
            for one, other in combinations(known, 2):
                yield _shared(one, other, [*paid.get(one.id, ()), *paid.get(other.id, ())])


def _shared(one: Party, other: Party, payments: Sequence[Payment]) -> Finding:
    live_together = bool(one.address) and one.address == other.address
    chance = KIN if relations.are_kin(one, other) or live_together else STRANGERS
    sure = chance if payments else chance - UNPAID
    return evidence.about_payments(Rule.STAFF_SHARE_ACCOUNT, payments, sure, parties=(one.id, other.id))

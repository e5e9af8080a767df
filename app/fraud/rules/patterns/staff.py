"""Wages that go where they should not: two employees with one account, and one month's wage paid twice.

An employee who does not exist has to be paid somewhere. Innocent are husband and wife (a word of the name, or the
address, in common) and one person kept twice. A wage paid twice shows against the person's own habit of one payment of
that amount a month; innocent are a bonus (said so, or given to others too) and arrears after a month without pay.
Source: ACFE, Fraud Examiners Manual, "Payroll schemes": ghost employees.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from app.books.records import Books, Direction, Party, PartyKind, Payment
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules import relations

STRANGERS, KIN = 0.86, 0.55
MOST_HOLDERS = 3
UNPAID = 0.2
TWICE_CHANCE, SAME_WORDS_CHANCE = 0.74, 0.9
"""The same note on both says that both are for one month."""
LEAST_MONTHS = 4
NEAR = Decimal("0.02")
_BESIDES = re.compile(
    r"\b(bonus|diwali|deepavali|festival|eid|pongal|onam|puja|gift|incentive|ex.?gratia|advance|arrears?|overtime|ot"
    r"|loan|leave|encash\w*|gratuity|commission|reimburse\w*|increment)\b|बोनस|दिवाली|अग्रिम|एडवांस",
    re.IGNORECASE,
)
"""What an employee rightly gets besides the wage."""

Month = tuple[int, int]


def findings(books: Books) -> list[Finding]:
    """One finding for each two employees with one account, and each month with a second wage."""
    staff = sorted((one for one in books.parties if one.kind is PartyKind.EMPLOYEE), key=lambda one: one.id)
    ids = {one.id for one in staff}
    paid: dict[object, list[Payment]] = defaultdict(list)
    for payment in sorted(books.payments, key=lambda one: (one.paid_on, one.id)):
        if payment.direction is Direction.OUT and payment.party_id in ids:
            paid[payment.party_id].append(payment)
    return [*_sharing(staff, paid), *_twice(staff, paid)]


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
    return _finding(Rule.STAFF_SHARE_ACCOUNT, chance if payments else chance - UNPAID, (one, other), payments, None)


def _twice(staff: Sequence[Party], paid: Mapping[object, Sequence[Payment]]) -> Iterator[Finding]:
    doubled = [(one, month, pair) for one in staff for month, pair in _second_wages(paid.get(one.id, ())).items()]
    others = Counter(month for _, month, _ in doubled)
    for one, month, pair in doubled:
        first, second = (payment.notes or "" for payment in pair)
        if others[month] == 1 and not _BESIDES.search(f"{first} {second}"):
            chance = SAME_WORDS_CHANCE if first and first == second else TWICE_CHANCE
            yield _finding(Rule.WAGE_TWICE, chance, (one,), pair, pair[0].amount)


def _second_wages(payments: Sequence[Payment]) -> Mapping[Month, Sequence[Payment]]:
    """The months with two payments of the usual wage, among months with one, none before left out."""
    usual = Counter(one.amount for one in payments).most_common(1)
    if not usual or usual[0][1] < LEAST_MONTHS:
        return {}
    wage = usual[0][0]
    months: dict[Month, list[Payment]] = defaultdict(list)
    for one in payments:
        if abs(one.amount - wage) <= NEAR * wage:
            months[one.paid_on.year, one.paid_on.month].append(one)
    singles = sum(1 for held in months.values() if len(held) == 1)
    if singles < LEAST_MONTHS or singles < len(months) - 1:
        return {}
    return {month: held for month, held in months.items() if len(held) == 2 and _is_full(month, months)}


def _is_full(month: Month, months: Mapping[Month, object]) -> bool:
    """Whether the months before and after had their wage: none was owed, none paid ahead."""
    year, number = month
    before = (year - 1, 12) if number == 1 else (year, number - 1)
    after = (year + 1, 1) if number == 12 else (year, number + 1)
    return (before in months or before < min(months)) and (after in months or after > max(months))


def _finding(
    rule: Rule, chance: float, parties: Sequence[Party], payments: Sequence[Payment], expected: Decimal | None
) -> Finding:
    total = sum((one.amount for one in payments), Decimal(0))
    return Finding(
        type=AlertType.PAYMENT_MISMATCH if rule is Rule.WAGE_TWICE else AlertType.SUSPICIOUS_PATTERN,
        rule=rule,
        probability=chance,
        amount_at_risk=expected or total,
        payments=tuple(one.id for one in payments),
        parties=tuple(one.id for one in parties),
        expected=expected,
        actual=total,
        on=payments[0].paid_on if payments else None,
    )

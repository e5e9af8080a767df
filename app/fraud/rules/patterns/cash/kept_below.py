"""Cash kept just below a limit, day after day: no day breaks the law, together they look like one sum in pieces.

Three days within ten on which a firm's cash ends in the last tenth below the limit. Innocent is a fixed price that is
paid each time, a daily supply that has cost as much for months, and single days.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns.cash import evidence, limits, persons
from app.fraud.rules.patterns.cash.limits import Limit
from app.fraud.rules.patterns.cash.persons import Persons

JUST_BELOW = Decimal("0.9")
WITHIN = timedelta(days=10)
LEAST_DAYS = 3
HABIT_DAYS = 20
"""So many such days in all are what this party usually costs."""
ONE_BILL, MANY_BILLS, ROUND_PARTS = 0.85, 0.75, 0.66


@dataclass(frozen=True, slots=True)
class Day:
    """The cash of one firm on one day, just below the limit then in force."""

    payments: Sequence[Payment]
    limit: Limit


def findings(known: Persons, cash: Sequence[Payment], law: Sequence[Limit]) -> Iterator[Finding]:
    """One finding for each firm, over all stretches of such days; carriers have a higher limit and are left out."""
    near: dict[UUID, list[Day]] = defaultdict(list)
    for (firm, day), payments in sorted(persons.by_day(known.ledger, cash).items(), key=lambda one: one[0][1]):
        limit = limits.limit_on(law, day)
        if firm and limit and limit.rupees * JUST_BELOW <= persons.total(payments) <= limit.rupees:
            near[firm].append(Day(payments, limit))
    for firm, days in near.items():
        kept = _stretches(days) if len(days) < HABIT_DAYS else []
        pieces = [one for day in kept for one in day.payments]
        is_judged = kept and not (known.is_crowd(firm) or known.is_carrier(firm) or known.is_grower(firm))
        if is_judged and (chance := _chance(known, pieces, kept[-1].limit)):
            yield evidence.about_cash(Rule.CASH_KEPT_BELOW, pieces, kept[-1].limit, chance)


def _stretches(days: Sequence[Day]) -> list[Day]:
    kept: dict[int, Day] = {}
    start = 0
    for place, day in enumerate(days):
        while day.payments[0].paid_on - days[start].payments[0].paid_on > WITHIN:
            start += 1
        if place - start + 1 >= LEAST_DAYS:
            kept |= {one: days[one] for one in range(start, place + 1)}
    return [kept[one] for one in sorted(kept)]


def _chance(known: Persons, pieces: Sequence[Payment], limit: Limit) -> float:
    """Parts of one larger bill say most; whole bills only where their amounts differ, as no price list would have."""
    documents = [known.ledger.document_paid(one) for one in pieces]
    is_round = all(one.amount == limit.rupees for one in pieces)
    in_parts = sum(1 for one in documents if one and one.total > limit.rupees)
    if in_parts * 2 >= len(pieces):
        return ROUND_PARTS if is_round else ONE_BILL
    account = known.ledger.account(pieces[0].party_id, pieces[0].direction)
    totals = {one.total for one in account.documents}
    is_varied = len({one.amount for one in pieces}) >= LEAST_DAYS
    is_unbilled = not is_round and not any(one.amount in totals for one in pieces)
    return MANY_BILLS if is_varied or is_unbilled else 0.0

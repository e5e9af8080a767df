"""A supplier entered long after the dates of its bills, with all of them put in together and paid at once.

Bills of work that was never done are written when the money is wanted, and dated back over months so that each stays
small. Innocent is a backlog: then bills of several suppliers come in on that day, or the supplier goes on for months;
and the first weeks of the books, when everything is entered late.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from app.books.records import Books, Document
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns import evidence, gathering
from app.fraud.rules.patterns.backdated import piles
from app.fraud.rules.patterns.buying import Buying
from app.values import period

LEAST_BILLS = 3
YOUNGER = timedelta(days=21)
"""So much older than the record is the first bill; fewer days are the usual delay."""
TOGETHER = timedelta(days=3)
PAID_WITHIN = timedelta(days=10)
MOST_OTHERS = 2
"""Suppliers whose old bills came in on the same day: from here on it was a backlog."""
BASE, EACH_PERSON, STAYS = 0.8, 0.08, -0.25


def findings(buying: Buying) -> list[Finding]:
    """One finding for each such supplier."""
    late = {firm: held for firm, bills in buying.by_firm.items() if (held := _entered_together(buying.books, bills))}
    days = Counter(_entered(held[0]) for held in late.values())
    others = {firm: bills for firm, bills in buying.by_firm.items() if firm not in late}
    backlogs = piles(others, YOUNGER, least=MOST_OTHERS + 1) if late else frozenset()
    return [
        _finding(buying, firm, held)
        for firm, held in late.items()
        if days[_entered(held[0])] <= MOST_OTHERS and _entered(held[0]) not in backlogs and _are_paid(buying, held)
    ]


def _entered_together(books: Books, bills: Sequence[Document]) -> Sequence[Document]:
    """The bills older than their supplier's record that came in with it; none where they are few or fresh."""
    party = books.party_by_id.get(bills[0].party_id) if bills[0].party_id else None
    if party is None or party.created_at is None:
        return []
    came = period.indian_date(party.created_at)
    held = [one for one in bills if one.entered_at and abs(_entered(one) - came) <= TOGETHER and one.issued_on <= came]
    is_old = bool(held) and came - held[0].issued_on >= YOUNGER
    return held if is_old and len(held) >= LEAST_BILLS else []


def _entered(bill: Document) -> date:
    return gathering.entered_on(bill) or bill.issued_on


def _are_paid(buying: Buying, bills: Sequence[Document]) -> bool:
    """Whether most were paid within days of their entry."""
    soon = [
        one
        for one in bills
        if any(timedelta(0) <= paid.paid_on - _entered(one) <= PAID_WITHIN for paid in buying.settling(one))
    ]
    return len(soon) * 2 > len(bills)


def _finding(buying: Buying, firm: UUID, bills: Sequence[Document]) -> Finding:
    goes_on = len(buying.by_firm[firm]) >= 2 * len(bills)
    is_one_hand = buying.has_several_hands and len({one.entered_by for one in bills}) == 1
    chance = BASE + (EACH_PERSON if is_one_hand else 0) + (STAYS if goes_on else 0)
    return evidence.about_bills(buying.books, Rule.LATE_RECORD, bills, chance)

"""Documents paid in full although a credit note, or the return of goods, had lowered them before."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Document, settlements
from app.fraud.records import Finding, Rule
from app.fraud.rules.ledger import Ledger
from app.fraud.rules.payments import dealings, drawn, explanations, remarks, sums
from app.fraud.rules.payments.dealings import Dealing
from app.fraud.rules.settling import Settled

FULL = Decimal("0.98")
"""A document is credited in full when no more than roundings is left."""
LEAST = Decimal("0.01")
"""A note over less than this share of the document is a correction of roundings."""
REPLACED_WITHIN = timedelta(days=30)
DAYS_BEFORE_NOTE = timedelta(days=3)
"""A document is made out again within a month of its note, or in the days before it."""
MOST_SEARCHED = 400
"""So many credited documents of one firm are looked at: beyond it credit notes are how they deal."""


def findings(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    """One finding for each document that was paid as if no note had lowered it, and where nothing made up for it."""
    searched: Counter[UUID | None] = Counter()
    for settled in _credited(ledger):
        document = settled.document
        firm = ledger.firm(document.party_id)
        if searched[firm] >= MOST_SEARCHED:
            continue
        searched[firm] += 1
        found = dealings.dealing(ledger, settled)
        lowered = _lowered_before(found)
        if lowered <= document.total * LEAST or found.payments[-1].id in taken:
            continue
        if explanations.is_rounding(document.total, found.paid) and not _is_made_up(found, lowered):
            yield drawn.finding(
                Rule.NOTHING_OWED if lowered >= document.total * FULL else Rule.CREDIT_FORGOTTEN,
                _chance(found, lowered),
                amount_at_risk=lowered,
                payments=found.payments[-1:],
                documents=[document],
                expected=document.total - lowered,
                actual=found.paid,
            )


def _credited(ledger: Ledger) -> list[Settled]:
    noted = ledger.books.notes_by_document
    return [one for one in ledger.settled.values() if one.document.id in noted] if noted else []


def _lowered_before(dealing: Dealing) -> Decimal:
    """What notes had taken off before the last payment."""
    kinds = settlements.LOWERED_BY[dealing.document.kind]
    notes = dealing.ledger.books.notes_by_document.get(dealing.document.id, ())
    known = [one.total for one in notes if one.issued_on < dealing.paid_on and one.kind in kinds]
    return sum(known, Decimal(0))


def _is_made_up(dealing: Dealing, lowered: Decimal) -> bool:
    """Whether as much went back, or was left out when another bill was paid."""
    paid = dealing.ledger.books.paid_by_document
    near = [one for one in dealing.account.documents_near(dealing.paid_on) if one.id != dealing.document.id]
    short = [one.total - paid[one.id] for one in near if one.id in paid and paid[one.id] < one.total - 1]
    return sums.is_sum_of(lowered, dealing.given_back) or sums.is_sum_of(lowered, short)


def _chance(dealing: Dealing, lowered: Decimal) -> float:
    chance = 0.9 if lowered >= dealing.document.total * FULL else 0.82
    if remarks.is_explained(*(one.notes for one in dealing.payments)):
        chance *= 0.6
    noted_on = max(one.issued_on for one in dealing.ledger.books.notes_by_document[dealing.document.id])
    return 0.35 if is_replaced(dealing.ledger, dealing.document, since=noted_on - DAYS_BEFORE_NOTE) else chance


def is_replaced(ledger: Ledger, document: Document, *, since: date) -> bool:
    """Whether the firm made out another document in its place since a day, and that one is not paid by others."""
    account = ledger.account(document.party_id, dealings.direction_of(document))
    near = [one for one in account.documents_near(document.issued_on) if one.id != document.id]
    latest = since + REPLACED_WITHIN
    return any(
        since <= one.issued_on <= latest and _takes_place(one, document) and ledger.left_open(one) > 1 for one in near
    )


def _takes_place(one: Document, other: Document) -> bool:
    """Over nearly the same sum, or for the same goods at another price."""
    is_alike = bool(one.items) and {item.name for item in one.items} == {item.name for item in other.items}
    return abs(one.total - other.total) <= other.total / (6 if is_alike else 50)

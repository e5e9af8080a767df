"""Payments booked where they do not belong: on another party's document, on one that was cancelled."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from app.books.records import Direction, Document, DocumentStatus, Party, PartyKind, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules import identity
from app.fraud.rules.ledger import Ledger
from app.fraud.rules.payments import credited, dealings, drawn, remarks

PAIRS_FOR_HABIT = 3
"""One who pays so many documents of another does it by agreement."""


def on_other_party(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    """Payments of one firm that are booked on the document of another."""
    strange = [
        (one, document)
        for one, document in ledger.settling
        if one.party_id != document.party_id and one.id not in taken and _are_strangers(ledger, one, document)
    ]
    pairs = Counter((one.party_id, document.party_id) for one, document in strange)
    for payment, document in strange:
        chance = _chance_of_stranger(ledger, payment, document, pairs[payment.party_id, document.party_id])
        yield drawn.finding(
            Rule.OTHER_PARTY,
            chance,
            amount_at_risk=payment.amount,
            payments=[payment],
            documents=[document],
            expected=document.total,
            actual=payment.amount,
        )


def _are_strangers(ledger: Ledger, payment: Payment, document: Document) -> bool:
    payer, billed = ledger.trader(payment.party_id), ledger.trader(document.party_id)
    if not payer or not billed or payer == billed:
        return False
    one, other = (ledger.books.party_by_id[known] for known in (payment.party_id, document.party_id) if known)
    return identity.are_two_persons(one, other) or not identity.is_similar_name(one.name, other.name)


def _chance_of_stranger(ledger: Ledger, payment: Payment, document: Document, times: int) -> float:
    """Relatives, staff and sister firms pay for others: they say so, do it again, or share a name."""
    one, other = (ledger.books.party_by_id[known] for known in (payment.party_id, document.party_id) if known)
    own = ledger.account(payment.party_id, payment.direction)
    chance = 0.92 if own.documents else 0.8
    if any(abs(bill.total - payment.amount) <= 1 for bill in own.documents_near(payment.paid_on)):
        chance = 0.96
    if remarks.is_explained(payment.notes):
        chance *= 0.55
    if one.kind == PartyKind.EMPLOYEE or times >= PAIRS_FOR_HABIT or (not own.documents and _share_a_name(one, other)):
        chance *= 0.6
    return chance


def _share_a_name(one: Party, other: Party) -> bool:
    """Whether two persons of two words each share the family's, which is the last and no short one."""
    first, second = (identity.plain_name(party.name).split() for party in (one, other))
    return bool(first and second) and first[-1] == second[-1] and len(first[-1]) >= 4 and len(first) == len(second) == 2


def on_cancelled(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    """Payments on a cancelled document that no other document took the place of, and that did not go back."""
    for payment, document in ledger.settling:
        if document.status is DocumentStatus.CANCELLED and document.total > 0 and payment.id not in taken:
            chance = _chance_on_cancelled(ledger, payment, document)
            yield drawn.finding(
                Rule.NOTHING_OWED,
                chance * (0.6 if remarks.is_explained(payment.notes) else 1),
                amount_at_risk=payment.amount,
                payments=[payment],
                documents=[document],
                expected=Decimal(0),
                actual=payment.amount,
            )


def _chance_on_cancelled(ledger: Ledger, payment: Payment, document: Document) -> float:
    if credited.is_replaced(ledger, document, since=document.issued_on):
        return 0.3
    back = ledger.other_way(document.party_id, payment.direction)
    given = back.payments_between(payment.paid_on, payment.paid_on + dealings.GIVEN_BACK_WITHIN)
    if any(abs(one.amount - payment.amount) <= 1 for one in given):
        return 0.2
    if payment.direction is Direction.IN and payment.mode == "cash":
        return 0.4
    return 0.88 if payment.paid_on > document.issued_on else 0.75

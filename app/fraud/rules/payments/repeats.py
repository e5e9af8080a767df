"""One payment made or entered twice: the same bank reference again, or a bill paid in full a second time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from app.books.records import Direction, Document, Payment
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules.ledger import Ledger

DAYS_APART = 60
DAYS_OF_STANDING_ORDER = 25
LEAST = Decimal(100)
"""Rupees; below this, two equal payments are small change."""


def findings(ledger: Ledger) -> Iterator[Finding]:
    """Groups of payments to or from one firm that are probably one payment."""
    groups: dict[tuple[UUID, Direction, Decimal], list[Payment]] = defaultdict(list)
    for payment in sorted(ledger.books.payments, key=lambda one: (one.paid_on, one.id)):
        firm = ledger.firm(payment.party_id)
        if firm and payment.amount >= LEAST:
            groups[firm, payment.direction, payment.amount].append(payment)
    for payments in groups.values():
        taken: set[UUID] = set()
        for one, other in pairwise(payments):
            chance = _chance(ledger, one, other, len(payments))
            if chance and one.id not in taken:
                taken.update((one.id, other.id))
                yield _finding(ledger, one, other, chance)


def _chance(ledger: Ledger, one: Payment, other: Payment, times: int) -> float:
    """Probability that two payments of one amount are one, zero where they plainly are two."""
    if (other.paid_on - one.paid_on).days > DAYS_APART:
        return 0.0
    document = ledger.document_paid(one)
    is_same_document = document is not None and one.document_id == other.document_id
    if _is_standing_order(one, other, times):
        return 0.0
    if _has_same_reference(one, other):
        return 0.97 if is_same_document or not (one.document_id and other.document_id) else 0.5
    if document is not None and is_same_document:
        return 0.92 if ledger.books.paid_by_document[document.id] > document.total + 1 else 0.0
    return _chance_unlinked(ledger, one, other, times)


def _chance_unlinked(ledger: Ledger, one: Payment, other: Payment, times: int) -> float:
    """One of the two names a bill that it pays in full, the other names none, and no other bill wants this amount."""
    linked, loose = (one, other) if one.document_id else (other, one)
    document = ledger.document_paid(linked)
    if document is None or loose.document_id or loose.notes or times > 2:
        return 0.0
    account = ledger.account(document.party_id, linked.direction)
    wanted = sum(1 for bill in account.documents if abs(bill.total - loose.amount) <= 1)
    return 0.85 if abs(document.total - linked.amount) <= 1 and wanted <= 1 else 0.0


def _is_standing_order(one: Payment, other: Payment, times: int) -> bool:
    """Wages, rent and instalments come every month, often under the reference of one mandate."""
    is_monthly = (other.paid_on - one.paid_on).days >= DAYS_OF_STANDING_ORDER
    return times >= 3 and is_monthly and not (one.document_id and one.document_id == other.document_id)


def _has_same_reference(one: Payment, other: Payment) -> bool:
    first, second = ("".join((payment.reference or "").split()).upper() for payment in (one, other))
    return first == second and len(first) >= 6 and any(character.isdigit() for character in first)


def _finding(ledger: Ledger, one: Payment, other: Payment, chance: float) -> Finding:
    documents: Sequence[Document] = [found for found in map(ledger.document_paid, (one, other)) if found]
    expected = documents[0].total if documents else one.amount
    return Finding(
        type=AlertType.PAYMENT_MISMATCH,
        rule=Rule.PAID_TWICE,
        probability=chance,
        amount_at_risk=other.amount,
        documents=tuple(sorted({document.id for document in documents})),
        payments=(one.id, other.id),
        parties=tuple(sorted({payment.party_id for payment in (one, other) if payment.party_id})),
        expected=expected,
        actual=one.amount + other.amount,
        on=other.paid_on,
    )

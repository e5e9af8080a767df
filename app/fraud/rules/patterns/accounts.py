"""Where the money went: payments into an account that was changed without a check, or that belongs to an employee.

A changed account before a payment is the commonest way in which a forged mail empties a shop's account; calling the
supplier on a known number is the control. Both tests need bank details in the books and stay silent without them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal

from app.books.records import BankChange, Books, Direction, Party, PartyKind, Payment
from app.fraud.records import AlertType, Finding, Rule
from app.values import period

SOON = timedelta(days=30)
"""A payment this soon after the change is the one that the change was made for."""


def findings(books: Books) -> list[Finding]:
    """Payments to freshly changed, unverified accounts, and suppliers paid into an employee's account."""
    paid: Mapping[object, list[Payment]] = defaultdict(list)
    for payment in sorted(books.payments, key=lambda one: (one.paid_on, one.id)):
        if payment.direction is Direction.OUT and payment.mode != "cash":
            paid[payment.party_id].append(payment)
    changed = [one for party in books.parties for one in _after_changes(party, paid[party.id])]
    return [*changed, *_shared(books, paid)]


def _after_changes(party: Party, payments: list[Payment]) -> Iterator[Finding]:
    for change in party.bank_changes:
        soon = [one for one in payments if _goes_to_new_account(change, one)]
        if change.is_verified is False and soon:
            yield _finding(Rule.ACCOUNT_CHANGED, 0.9, [party], soon, change.new_account)


def _goes_to_new_account(change: BankChange, payment: Payment) -> bool:
    day = period.indian_date(change.changed_at)
    is_new = payment.paid_to_account is None or payment.paid_to_account == change.new_account
    return is_new and day <= payment.paid_on <= day + SOON


def _shared(books: Books, paid: Mapping[object, list[Payment]]) -> Iterator[Finding]:
    staff = {one.bank_account: one for one in books.parties if one.kind is PartyKind.EMPLOYEE and one.bank_account}
    for party in books.parties:
        employee = staff.get(party.bank_account) if party.kind is PartyKind.SUPPLIER and party.bank_account else None
        if employee:
            payments = [one for one in paid[party.id] if one.paid_to_account in (None, party.bank_account)]
            yield _finding(Rule.SHARED_ACCOUNT, 0.88, [party, employee], payments, party.bank_account)


def _finding(rule: Rule, chance: float, parties: list[Party], payments: list[Payment], account: str | None) -> Finding:
    total = sum((one.amount for one in payments), Decimal(0))
    return Finding(
        type=AlertType.SUSPICIOUS_PATTERN,
        rule=rule,
        probability=chance,
        amount_at_risk=total,
        documents=tuple(sorted({one.document_id for one in payments if one.document_id})),
        payments=tuple(one.id for one in payments),
        parties=tuple(one.id for one in parties),
        actual=total,
        on=payments[0].paid_on if payments else None,
        detail=account[-4:] if account else None,
    )

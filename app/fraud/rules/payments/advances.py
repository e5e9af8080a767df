"""Advances that were never taken off: the bill for the order was paid in full as well."""

from collections.abc import Iterator
from uuid import UUID

from app.books.records import Document, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.ledger import Account, Ledger
from app.fraud.rules.payments import dealings, drawn, explanations, remarks


def findings(ledger: Ledger, taken: set[UUID]) -> Iterator[Finding]:
    """Advances on no document that name an order whose bill was then paid in full, and that nothing else took off."""
    for account in ledger.accounts.values():
        for payment in account.loose:
            if payment.id not in taken and remarks.says_advance(payment.notes):
                yield from _forgotten(ledger, account, payment, taken)


def _forgotten(ledger: Ledger, account: Account, advance: Payment, taken: set[UUID]) -> Iterator[Finding]:
    for document in _ordered(account, advance):
        settled = ledger.settled.get(document.id)
        found = dealings.dealing(ledger, settled) if settled else None
        if found is None or not explanations.is_rounding(document.total, found.paid):
            continue
        is_used = any(abs(amount - advance.amount) <= 1 for amount in (*found.open_besides, *found.given_back))
        if not is_used and found.payments[-1].id not in taken:
            yield drawn.finding(
                Rule.ADVANCE_FORGOTTEN,
                0.9,
                amount_at_risk=advance.amount,
                payments=[advance, found.payments[-1]],
                documents=[document],
                expected=document.total,
                actual=found.paid + advance.amount,
            )
            return


def _ordered(account: Account, advance: Payment) -> Iterator[Document]:
    """The documents made out after the advance under an order that its note names, where they ask for more than it."""
    named = remarks.numbers_in(advance.notes)
    for document in account.documents_near(advance.paid_on) if named else ():
        is_later = document.issued_on >= advance.paid_on and document.total >= advance.amount
        if is_later and named & (remarks.numbers_in(document.reference) | remarks.numbers_in(document.number)):
            yield document

"""Payments that name no document: explained by what is open with the party, by a note, or by how books are kept here.

Many shops never link payments, so a missing link says something only where this business links nearly all the
payments of its suppliers and customers, and only when the amount is not what a few open bills come to. Wages, rent,
instalments, taxes, loans and deposits have no bill: they recur, are round, or go to those who are named for it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from uuid import UUID

from app.books.records import Direction, Party, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.customs import Customs
from app.fraud.rules.ledger import Account, Ledger
from app.fraud.rules.payments import dealings, drawn, explanations, lumps, remarks, sums
from app.fraud.rules.payments.dealings import Dealing

LEAST = Decimal(2000)
"""Rupees; smaller payments without a bill are petty cash."""
MOST_LOOSE = 2
"""So many payments without a document may be slips; more of them are how the party is dealt with."""
LEAST_LINKED = 3
"""Where links are often left out, so many other payments of the party must name a document, for each that does not."""
OFTEN_LOOSE = 0.7
ROUND = 1000
"""Rupees; loans, deposits and money on account come in whole thousands."""
MOST_PAID_TOGETHER = 6
"""So many open bills are added up, more than for a gap, because whole bills seldom agree by chance."""
USUAL_TAX = (Decimal("0.1"), Decimal(1), Decimal(2), Decimal(10))
"""Per cent that are kept back from the sum of several bills."""

_NO_BILLS = re.compile(
    r"\b(bank|finance|finserv|capital|loan|gst|cbic|income ?tax|tds|treasury|govt|government|municipal|nagar|panchayat|"
    r"electric|bijli|power|discom|vidyut|water|epfo?|esic?|insurance|lic|court|director|proprietor|partner|owner|"
    r"landlord|rent|salary|wages|payroll|staff|razorpay|paytm|phonepe|drawings|chit|society|fund|trust)\b",
    re.IGNORECASE,
)


def findings(ledger: Ledger, customs: Customs, taken: set[UUID]) -> Iterator[Finding]:
    """Payments without a document, apart from those in `taken`; only for books that otherwise link them."""
    lumped = lumps.members(ledger)
    for account in ledger.accounts.values():
        loose = account.loose
        if not loose or len(loose) > MOST_LOOSE:
            continue
        is_linked = customs.links_nearly_all or len(account.payments) >= len(loose) * (1 + LEAST_LINKED)
        for payment in loose:
            if payment.id not in taken | lumped and not _is_explained(ledger, account, payment):
                yield drawn.finding(
                    Rule.NO_DOCUMENT,
                    _chance(ledger, account, payment) * (1 if is_linked else OFTEN_LOOSE),
                    amount_at_risk=payment.amount,
                    payments=[payment],
                    actual=payment.amount,
                )


def _is_explained(ledger: Ledger, account: Account, payment: Payment) -> bool:
    if payment.amount < LEAST or remarks.is_explained(payment.notes) or remarks.says_on_account(payment.notes):
        return True
    party = _party(ledger, payment)
    if party is None or party.kind == "employee" or _gives_back(ledger, payment):
        return True
    if _is_for_one_less_something(ledger, account, payment):
        return True
    return any(
        _is_for_several(payment, ledger.open_amounts(account, until=until))
        for until in (payment.paid_on, payment.paid_on + dealings.LATER)
    )


def _is_for_one_less_something(ledger: Ledger, account: Account, payment: Payment) -> bool:
    """Whether it settles a document that no payment names, after TDS, a charge, a discount or a rounding."""
    for document in account.documents_near(payment.paid_on):
        own = Dealing(ledger, document, [payment], Decimal(0))
        short = -own.gap
        if document.id in ledger.books.paid_by_document or not 0 <= short <= document.total / 5:
            continue
        if explanations.is_rounding(document.total, payment.amount) or own.is_tax(short):
            return True
        if explanations.is_charge(document, [payment], short, has_pan=own.has_pan):
            return True
        if explanations.is_usual_discount(document, short):
            return True
    return False


def _is_for_several(payment: Payment, open_amounts: Sequence[Decimal]) -> bool:
    """Whether a few open bills come to it, or bills in a row less the usual TDS."""
    if sums.is_sum_of(payment.amount, open_amounts, most=MOST_PAID_TOGETHER):
        return True
    return any(sums.is_sum_of_run(payment.amount / (1 - percent / 100), open_amounts) for percent in USUAL_TAX)


def _gives_back(ledger: Ledger, payment: Payment) -> bool:
    """Whether as much came the other way before: a refund, a deposit given back, a loan repaid; or a note allows it."""
    other = ledger.other_way(payment.party_id, payment.direction)
    near = other.payments_between(payment.paid_on - 3 * dealings.LATER, payment.paid_on + 3 * dealings.LATER)
    if any(abs(one.amount - payment.amount) <= 1 for one in near):
        return True
    notes = ledger.notes_near(other, payment.paid_on)
    return any(abs(one.total - payment.amount) <= 1 for one in notes) or (bool(other.documents) and not notes)


def _party(ledger: Ledger, payment: Payment) -> Party | None:
    return ledger.books.party_by_id.get(payment.party_id) if payment.party_id else None


def _chance(ledger: Ledger, account: Account, payment: Payment) -> float:
    """Money received without an invoice is more often an advance than money paid out without a bill."""
    is_owed = sum(one for one in ledger.open_amounts(account, until=payment.paid_on) if one > 0) >= payment.amount
    chance = 0.87 if payment.direction is Direction.OUT else 0.64 if is_owed else 0.8
    party = _party(ledger, payment)
    if party and _NO_BILLS.search(party.name):
        chance *= 0.5
    if not account.documents:
        chance *= 0.88
    if payment.amount % ROUND == 0:
        chance *= 0.68
    return chance

"""One payment made or entered twice: the same bank reference again, a bill settled a second time, once on account.

Standing orders under one mandate, equal instalments, one transfer booked on several bills, a payment that bounced or
was given back, and a payment booked on the wrong one of two equal bills are not.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from app.books.records import Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.ledger import Ledger
from app.fraud.rules.payments import dealings, drawn, explanations, remarks, ties
from app.fraud.rules.payments.dealings import Dealing

DAYS_APART = 60
"""A payment made twice follows the first within two rounds of payment, which are monthly."""
DAYS_OF_STANDING_ORDER = 25
"""What comes every month comes at least so many days apart."""
DAYS_OF_WAGE = 20
"""Two wages under the name of one month, so near to each other, are one."""
LEAST = Decimal(100)
"""Rupees; below this, two equal payments are small change."""


def findings(ledger: Ledger) -> Iterator[Finding]:
    """Pairs of payments to or from one firm that are probably one payment; each payment in one pair at most."""
    taken: set[UUID] = set()
    for chance, one, other in sorted(_pairs(ledger), key=lambda pair: (-pair[0], pair[1].paid_on, pair[1].id)):
        if one.id not in taken and other.id not in taken:
            taken.update((one.id, other.id))
            yield _finding(ledger, one, other, chance)


def _pairs(ledger: Ledger) -> Iterator[tuple[float, Payment, Payment]]:
    yield from _of_one_amount(ledger)
    yield from _settling_twice(ledger)


def _of_one_amount(ledger: Ledger) -> Iterator[tuple[float, Payment, Payment]]:
    for account in ledger.accounts.values():
        groups: dict[Decimal, list[Payment]] = defaultdict(list)
        for payment in account.payments:
            groups[payment.amount].append(payment)
        for amount, payments in groups.items():
            for one, other in pairwise(payments) if amount >= LEAST else ():
                chance = _chance(ledger, one, other, len(payments))
                if chance:
                    yield chance, one, other


def _chance(ledger: Ledger, one: Payment, other: Payment, times: int) -> float:
    """Probability that two payments of one amount are one, zero where they plainly are two."""
    if (other.paid_on - one.paid_on).days > DAYS_APART or _is_standing_order(one, other, times):
        return 0.0
    if came_back(ledger, one, other):
        return 0.0
    if _has_same_reference(one, other):
        return _chance_by_reference(ledger, one, other)
    if one.document_id and other.document_id:
        return _chance_of_part(ledger, one, other)
    if not one.document_id and not other.document_id:
        return _chance_of_claim(one, other)
    return _chance_unlinked(ledger, one, other, times)


def _chance_of_claim(one: Payment, other: Payment) -> float:
    """Money for no document, twice for one thing: the notes name one paper, or say the same within a fortnight."""
    days = (other.paid_on - one.paid_on).days
    if remarks.numbers_in(one.notes) & remarks.numbers_in(other.notes):
        return 0.9 if days < DAYS_OF_STANDING_ORDER else 0.6
    says_same = remarks.is_explained(one.notes) and _plain(one.notes) == _plain(other.notes)
    names_month = bool(remarks.says_month(one.notes))
    return 0.88 if says_same and names_month and days <= DAYS_OF_WAGE else 0.0


def _plain(note: str | None) -> str:
    return " ".join((note or "").casefold().split())


def _chance_by_reference(ledger: Ledger, one: Payment, other: Payment) -> float:
    """One transfer may be booked on two equal bills, or in two halves of one, but then on one day."""
    documents = [ledger.document_paid(payment) for payment in (one, other)]
    if not all(document and _is_within(ledger, document.id) for document in documents):
        return 0.97 if all(documents) or not any(documents) else 0.95
    if one.paid_on == other.paid_on:
        return 0.0
    both_settle = one.document_id == other.document_id or (_settles(ledger, one) and _settles(ledger, other))
    return 0.6 if both_settle else 0.93


def _is_within(ledger: Ledger, document_id: UUID) -> bool:
    return ledger.books.paid_by_document[document_id] <= ledger.books.document_by_id[document_id].total + 1


def _chance_of_part(ledger: Ledger, one: Payment, other: Payment) -> float:
    """The same part paid twice, where the bill is overpaid because of it."""
    document = ledger.document_paid(one)
    if document is None or one.document_id != other.document_id or _is_within(ledger, document.id):
        return 0.0
    near = ledger.account(document.party_id, one.direction).documents_near(other.paid_on)
    lacking = (ledger.left_open(bill) for bill in near if bill.id != document.id)
    if any(abs(amount - other.amount) <= 1 for amount in lacking):
        return 0.45
    return 0.88 if -ledger.left_open(document) <= one.amount + 1 else 0.8


def _chance_unlinked(ledger: Ledger, one: Payment, other: Payment, times: int) -> float:
    """One of the two names a bill that is paid in full, the other names none, and no other bill wants this amount."""
    linked, loose = (one, other) if one.document_id else (other, one)
    document = ledger.document_paid(linked)
    if document is None or loose.document_id or times > 2:
        return 0.0
    if remarks.is_explained(loose.notes) or not _settles(ledger, linked):
        return 0.0
    account = ledger.account(document.party_id, linked.direction)
    near = account.documents_near(loose.paid_on)
    wanted = sum(1 for bill in near if bill.id != document.id and abs(bill.total - loose.amount) <= 1)
    return 0.86 if not wanted else 0.0


def _settling_twice(ledger: Ledger) -> Iterator[tuple[float, Payment, Payment]]:
    """Two payments each of which settles the whole document, after TDS or not, by one way or another."""
    for settled in ledger.settled.values():
        if len(settled.payments) < 2 or (settled.paid - settled.document.total) * 2 < settled.document.total:
            continue
        found = dealings.dealing(ledger, settled)
        whole = [one for one in found.payments if _settles(ledger, one)]
        for one, other in pairwise(whole):
            if not came_back(ledger, one, other):
                yield _chance_of_second(found, one, other), one, other


def _chance_of_second(dealing: Dealing, one: Payment, other: Payment) -> float:
    """Lower where another bill of this amount stands open: then the second is only booked on the wrong one."""
    if _has_same_reference(one, other):
        return 0.97
    if any(abs(amount - other.amount) <= 1 for amount in dealing.open_besides):
        return 0.45
    return 0.78 if remarks.is_explained(one.notes, other.notes) else 0.94


def _settles(ledger: Ledger, payment: Payment) -> bool:
    document = ledger.document_paid(payment)
    if document is None or document.total <= 0:
        return False
    own = dealings.Dealing(ledger, document, [payment], Decimal(0))
    if explanations.is_rounding(document.total, payment.amount):
        return True
    return own.gap < 0 and (
        own.is_tax(-own.gap) or explanations.is_charge(document, [payment], -own.gap, has_pan=own.has_pan)
    )


def came_back(ledger: Ledger, one: Payment, other: Payment) -> bool:
    """Whether one of the two bounced or was given back."""
    if remarks.says_bounced(one.notes, other.notes) or remarks.says_again(one.notes, other.notes):
        return True
    way = ledger.other_way(one.party_id, one.direction)
    near = way.payments_between(one.paid_on, other.paid_on + dealings.GIVEN_BACK_WITHIN)
    return any(abs(back.amount - paid.amount) <= 1 for back in near for paid in (one, other))


def _is_standing_order(one: Payment, other: Payment, times: int) -> bool:
    """Wages, rent and instalments come every month, often under the reference of one mandate."""
    is_monthly = (other.paid_on - one.paid_on).days >= DAYS_OF_STANDING_ORDER
    return times >= 3 and is_monthly and not (one.document_id and one.document_id == other.document_id)


def _has_same_reference(one: Payment, other: Payment) -> bool:
    return bool(set(ties.anywhere(one)) & set(ties.anywhere(other)))


def _finding(ledger: Ledger, one: Payment, other: Payment, chance: float) -> Finding:
    documents = [found for found in map(ledger.document_paid, (one, other)) if found]
    if one.entered_by and other.entered_by and one.entered_by != other.entered_by:
        chance += 0.01
    return drawn.finding(
        Rule.PAID_TWICE,
        chance,
        amount_at_risk=other.amount,
        payments=[one, other],
        documents=documents,
        expected=documents[0].total if documents else one.amount,
        actual=one.amount + other.amount,
    )

"""Cash received from the limit of section 269ST on: on a day, for one transaction, or for one event.

The parts of one invoice count together over all days, and so do the invoices of one order. Receipts that name no
invoice are read as parts of the invoice whose total they make. A party that stands for all walk-in customers is many
persons: for it only single invoices are judged.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from uuid import UUID

from app.books.records import Direction, Document, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns.cash import evidence, limits, persons
from app.fraud.rules.patterns.cash.persons import Persons

CHANCE = 0.9
PARTS_WITHIN = timedelta(days=30)
MOST_PARTS = 6
LATEST = 20
"""So many invoices of a customer before a receipt are tried as what it is a part of."""


def findings(known: Persons, cash: Sequence[Payment]) -> Iterator[Finding]:
    """By transaction first: a day's finding that a transaction already holds is not repeated."""
    seen: set[UUID] = set()
    for payments in (*_by_transaction(known, cash), *_unnamed_parts(known, cash), *_by_day(known, cash)):
        limit = limits.limit_on(limits.RECEIVED, payments[-1].paid_on)
        if limit and persons.total(payments) >= limit.rupees and not seen & {one.id for one in payments}:
            seen |= {one.id for one in payments}
            yield evidence.about_cash(Rule.CASH_RECEIVED, payments, limit, CHANCE)


def _by_transaction(known: Persons, cash: Sequence[Payment]) -> list[list[Payment]]:
    """The receipts of each invoice, and of all invoices of one firm that name the same order."""
    groups: dict[object, list[Payment]] = defaultdict(list)
    for payment in cash:
        document = known.ledger.document_paid(payment)
        if document:
            order = (document.reference or "").strip().casefold()
            firm = known.ledger.firm(document.party_id)
            groups[(firm, order) if order and firm else document.id].append(payment)
    return list(groups.values())


def _by_day(known: Persons, cash: Sequence[Payment]) -> list[list[Payment]]:
    return [held for (firm, _), held in persons.by_day(known.ledger, cash).items() if firm and firm not in known.crowds]


def _unnamed_parts(known: Persons, cash: Sequence[Payment]) -> Iterator[Sequence[Payment]]:
    unnamed: dict[UUID, list[Payment]] = defaultdict(list)
    for payment in cash:
        firm = known.ledger.firm(payment.party_id)
        if firm and firm not in known.crowds and known.ledger.document_paid(payment) is None:
            unnamed[firm].append(payment)
    for payments in unnamed.values():
        account = known.ledger.account(payments[0].party_id, Direction.IN)
        for start in range(len(payments)):
            yield from _runs(payments[start : start + MOST_PARTS], account.documents)


def _runs(payments: Sequence[Payment], invoices: Sequence[Document]) -> Iterator[Sequence[Payment]]:
    """The receipts from the first on whose sum is the total of an invoice of the weeks before."""
    first = payments[0].paid_on
    totals = {one.total for one in invoices if first - PARTS_WITHIN <= one.issued_on <= first}
    for end in range(2, len(payments) + 1):
        run = payments[:end]
        if run[-1].paid_on - first <= PARTS_WITHIN and persons.total(run) in totals:
            yield run

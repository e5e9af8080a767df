"""Cash received from the limit of section 269ST on: on a day, for one transaction, or for one event.

The parts of one invoice count together over all days, and so do the invoices of one order. Receipts that name no
invoice are read as parts of the invoice whose total they make. A party that stands for all walk-in customers is many
persons: for it only single invoices are judged.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Direction, Payment
from app.fraud.records import Finding, Rule
from app.fraud.rules.patterns.cash import evidence, limits, persons
from app.fraud.rules.patterns.cash.limits import Limit
from app.fraud.rules.patterns.cash.persons import Persons

CHANCE = 0.9
PARTS_WITHIN = timedelta(days=30)
MOST_PARTS = 6
"""Receipts without an invoice are read as its parts only when they are few and lie within a month."""


def findings(known: Persons, cash: Sequence[Payment]) -> Iterator[Finding]:
    """By transaction first: a day's finding that a transaction already holds is not repeated."""
    seen: set[UUID] = set()
    for payments in (*_by_transaction(known, cash), *_unnamed_parts(known, cash), *_by_day(known, cash)):
        limit = _reached(payments)
        if limit and seen.isdisjoint(one.id for one in payments):
            seen |= {one.id for one in payments}
            yield evidence.about_cash(Rule.CASH_RECEIVED, payments, limit, CHANCE)


def _reached(payments: Sequence[Payment]) -> Limit | None:
    """The limit that the payments reach together on their last day."""
    limit = limits.limit_on(limits.RECEIVED, payments[-1].paid_on)
    return limit if limit and persons.total(payments) >= limit.rupees else None


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


def _by_day(known: Persons, cash: Sequence[Payment]) -> Iterator[Sequence[Payment]]:
    for (firm, _), payments in persons.by_day(known.ledger, cash).items():
        if firm and _reached(payments) and not known.is_crowd(firm):
            yield payments


def _unnamed_parts(known: Persons, cash: Sequence[Payment]) -> Iterator[Sequence[Payment]]:
    unnamed: dict[UUID, list[Payment]] = defaultdict(list)
    for payment in cash:
        firm = known.ledger.firm(payment.party_id)
        if firm and known.ledger.document_paid(payment) is None:
            unnamed[firm].append(payment)
    for firm, payments in unnamed.items():
        if _reached(payments) and not known.is_crowd(firm):
            billed: dict[Decimal, list[date]] = defaultdict(list)
            for invoice in known.ledger.account(payments[0].party_id, Direction.IN).documents:
                billed[invoice.total].append(invoice.issued_on)
            for start in range(len(payments)):
                yield from _runs(payments[start : start + MOST_PARTS], billed)


def _runs(payments: Sequence[Payment], billed: Mapping[Decimal, Sequence[date]]) -> Iterator[Sequence[Payment]]:
    """The receipts from the first on whose sum is the total of an invoice of the weeks before."""
    first = payments[0].paid_on
    for end in range(2, len(payments) + 1):
        run = payments[:end]
        days = billed.get(persons.total(run), ())
        place = bisect_left(days, first - PARTS_WITHIN)
        if run[-1].paid_on - first <= PARTS_WITHIN and place < len(days) and days[place] <= first:
            yield run

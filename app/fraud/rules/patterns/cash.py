"""Cash above the limits of the income tax law, also where it was split into pieces.

Paid out: an expense paid in cash to one person on one day above the limit is not allowed as an expense. Received: two
lakh rupees or more in cash from one person on a day, or for one transaction, brings a penalty of the same amount
(section 271DA of the 1961 Act). The limits are dated data with their source below. The Income-tax Act 2025 carries
them on, under other section numbers, from 2026-04-01. Carriers of goods (limit 35,000) cannot be told from the books:
parties whose bills are freight are judged by the higher limit.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Direction, Payment
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules.ledger import Ledger
from app.values import period

Groups = dict[tuple[object, ...], list[Payment]]

_FREIGHT = re.compile(r"freight|transport|carriage|lorry|roadways|goods carrier|logistics|tempo|courier", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit in rupees, with the law and the days on which it holds (both included)."""

    rupees: Decimal
    law: str
    valid_from: date
    valid_to: date | None = None


PAID: Sequence[Limit] = (
    Limit(Decimal(20000), "Section 40A(3), Income-tax Act 1961", date(2009, 4, 1), date(2017, 3, 31)),
    Limit(Decimal(10000), "Section 40A(3), Income-tax Act 1961", date(2017, 4, 1), date(2026, 3, 31)),
    Limit(Decimal(10000), "Income-tax Act 2025 (before: section 40A(3))", date(2026, 4, 1)),
)
PAID_TO_CARRIERS: Sequence[Limit] = (
    Limit(Decimal(35000), "Section 40A(3A), Income-tax Act 1961", date(2009, 10, 1), date(2026, 3, 31)),
    Limit(Decimal(35000), "Income-tax Act 2025 (before: section 40A(3A))", date(2026, 4, 1)),
)
RECEIVED: Sequence[Limit] = (
    Limit(Decimal(200000), "Section 269ST, Income-tax Act 1961", date(2017, 4, 1), date(2026, 3, 31)),
    Limit(Decimal(200000), "Income-tax Act 2025 (before: section 269ST)", date(2026, 4, 1)),
)


def findings(books: Books) -> list[Finding]:
    """Cash above a limit, one finding for each party, direction and financial year."""
    ledger = Ledger(books)
    cash = [one for one in sorted(books.payments, key=lambda one: (one.paid_on, one.id)) if one.mode == "cash"]
    return [*_paid(ledger, cash), *_received(ledger, cash)]


def limit_on(limits: Sequence[Limit], day: date) -> Limit | None:
    """The limit in force on `day`, if there is one."""
    return next((one for one in limits if one.valid_from <= day and (not one.valid_to or day <= one.valid_to)), None)


def _paid(ledger: Ledger, cash: Sequence[Payment]) -> Iterator[Finding]:
    carriers = _carriers(ledger.books)
    by_year: dict[tuple[UUID | None, int, Limit], list[Payment]] = defaultdict(list)
    for payments in _by_party_and_day(ledger, cash, Direction.OUT).values():
        first = payments[0]
        limit = limit_on(PAID_TO_CARRIERS if first.party_id in carriers else PAID, first.paid_on)
        if limit and _total(payments) > limit.rupees and not _is_staff(ledger.books, first):
            by_year[ledger.firm(first.party_id), period.financial_year(first.paid_on), limit].extend(payments)
    for (_, _, exceeded), payments in by_year.items():
        yield _finding(Rule.CASH_PAID, payments, exceeded, _chance(payments, exceeded))


def _received(ledger: Ledger, cash: Sequence[Payment]) -> Iterator[Finding]:
    """By day and by invoice: a day's finding that an invoice's already holds is not repeated."""
    by_invoice: Groups = defaultdict(list)
    for payment in cash:
        if payment.direction is Direction.IN and payment.document_id and payment.party_id:
            by_invoice[(payment.document_id,)].append(payment)
    seen: set[UUID] = set()
    for payments in (*by_invoice.values(), *_by_party_and_day(ledger, cash, Direction.IN).values()):
        limit = limit_on(RECEIVED, payments[-1].paid_on)
        if limit and _total(payments) >= limit.rupees and not seen & {one.id for one in payments}:
            seen |= {one.id for one in payments}
            yield _finding(Rule.CASH_RECEIVED, payments, limit, 0.9)


def _chance(payments: Sequence[Payment], limit: Limit) -> float:
    """Several pieces of which none alone passes the limit look like splitting; one large payment may be a need."""
    is_split = len(payments) > 1 and all(one.amount <= limit.rupees for one in payments)
    return 0.92 if is_split else 0.75


def _by_party_and_day(ledger: Ledger, cash: Sequence[Payment], direction: Direction) -> Groups:
    groups: Groups = defaultdict(list)
    for payment in cash:
        firm = ledger.firm(payment.party_id)
        if firm and payment.direction is direction:
            groups[firm, payment.paid_on].append(payment)
    return groups


def _carriers(books: Books) -> frozenset[UUID | None]:
    named = {party.id for party in books.parties if _FREIGHT.search(party.name)}
    billed = {
        document.party_id for document in books.documents if any(_FREIGHT.search(item.name) for item in document.items)
    }
    return frozenset(named | billed)


def _is_staff(books: Books, payment: Payment) -> bool:
    party = books.party_by_id.get(payment.party_id) if payment.party_id else None
    return party is None or party.kind == "employee"


def _total(payments: Sequence[Payment]) -> Decimal:
    return sum((one.amount for one in payments), Decimal(0))


def _finding(rule: Rule, payments: Sequence[Payment], limit: Limit, chance: float) -> Finding:
    return Finding(
        type=AlertType.SUSPICIOUS_PATTERN,
        rule=rule,
        probability=chance,
        amount_at_risk=_total(payments),
        documents=tuple(sorted({one.document_id for one in payments if one.document_id})),
        payments=tuple(one.id for one in payments),
        parties=tuple(sorted({one.party_id for one in payments if one.party_id})),
        expected=limit.rupees,
        actual=_total(payments),
        on=payments[0].paid_on,
        detail=limit.law,
    )

"""A new supplier whose first bill is large, comes with no order and no GSTIN, and is paid at once.

Each of these is ordinary alone; together they are how an invented supplier is paid. Large means above nine in ten of
the business's own bills and three times the middle one. Books in which most suppliers appeared together (the month
in which the owner began to use the app) say nothing about who is new, so those who came with the crowd are left out.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, DocumentKind, Party, Payment
from app.fraud.records import AlertType, Finding, Rule
from app.values import period

NEW = timedelta(days=30)
AT_ONCE = timedelta(days=5)
LEAST_BILLS = 30
"""Fewer bills do not show what is large here."""
TIMES_MIDDLE = 3
CROWD = 5
"""So many parties entered on one day came with the crowd."""


def findings(books: Books) -> list[Finding]:
    """One finding for each newcomer, on its first bill."""
    bills = [one for one in books.documents if one.kind is DocumentKind.SUPPLIER_BILL and one.counts]
    if len(bills) < LEAST_BILLS:
        return []
    amounts = sorted(one.total for one in bills)
    large = max(amounts[len(amounts) * 9 // 10], TIMES_MIDDLE * amounts[len(amounts) // 2])
    new = _newcomers(books.parties)
    firsts: dict[UUID, Document] = {}
    for bill in sorted(bills, key=lambda one: (one.issued_on, one.id)):
        if bill.party_id and bill.party_id in new:
            firsts.setdefault(bill.party_id, bill)
    return [
        _finding(bill, paid)
        for bill in firsts.values()
        if bill.total > large and _is_soon(bill, new) and (paid := _paid_at_once(books, bill))
    ]


def _newcomers(parties: Sequence[Party]) -> Mapping[UUID | None, date]:
    """The parties without a GSTIN that came alone, with the day on which they came."""
    came = {party.id: period.indian_date(party.created_at) for party in parties if party.created_at}
    crowds = Counter(came.values())
    lonely = (one for one in parties if one.id in came and not one.gstin and crowds[came[one.id]] < CROWD)
    return {one.id: came[one.id] for one in lonely}


def _is_soon(bill: Document, new: Mapping[UUID | None, date]) -> bool:
    return not bill.reference and timedelta(0) <= bill.issued_on - new[bill.party_id] <= NEW


def _paid_at_once(books: Books, bill: Document) -> Sequence[Payment]:
    """The payments that settled the bill within days; none where it was not settled by then."""
    paid = [one for one in books.payments_by_document.get(bill.id, ()) if one.paid_on - bill.issued_on <= AT_ONCE]
    enough = sum((one.amount for one in paid), Decimal(0)) >= bill.total * Decimal("0.85")
    return sorted(paid, key=lambda one: (one.paid_on, one.id)) if enough else []


def _finding(bill: Document, paid: Sequence[Payment]) -> Finding:
    return Finding(
        type=AlertType.SUSPICIOUS_PATTERN,
        rule=Rule.NEW_SUPPLIER,
        probability=0.85,
        amount_at_risk=bill.total,
        documents=(bill.id,),
        payments=tuple(one.id for one in paid),
        parties=(bill.party_id,) if bill.party_id else (),
        actual=bill.total,
        on=bill.issued_on,
    )

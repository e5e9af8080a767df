"""A run of bills of one supplier that come to round thousands, of differing amounts, without tax or order.

Real goods seldom do; invented bills often do. Innocent are retainers and rents (one amount again and again), freight
and labour (small round sums by custom), and shops in which round bills are usual.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, DocumentKind
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules import identity

LEAST_BILLS = 5
WITHIN = timedelta(days=120)
LEAST_AMOUNTS = 3
LEAST_MIDDLE = Decimal(10000)
"""Rupees; small bills are rounded by custom."""
USUAL_SHARE = 0.1
MOST_SHARE = 0.25
"""Shares of all bills, beside the findings and in all, from which roundness is usual here and says nothing."""

_CUSTOM = re.compile(
    r"freight|transport|cartage|lorry|rent|wage|salary|retainer|deposit|loan|tuition|fee", re.IGNORECASE
)


def findings(books: Books) -> list[Finding]:
    """One finding for each run of round bills."""
    firms = identity.firms(books.parties)
    bills = [one for one in books.documents if one.kind is DocumentKind.SUPPLIER_BILL and one.counts and one.total > 0]
    rounded = [one for one in sorted(bills, key=lambda one: (one.issued_on, one.id)) if _is_round(one)]
    groups: dict[UUID, list[Document]] = defaultdict(list)
    for bill in rounded:
        if bill.party_id and bill.party_id in firms and not _is_customary(bill):
            groups[firms[bill.party_id]].append(bill)
    runs = [run for group in groups.values() for run in _runs(group)]
    others = len(rounded) - sum(len(run) for run in runs)
    if others > USUAL_SHARE * len(bills) or len(rounded) > MOST_SHARE * len(bills):
        return []
    return [_finding(books, run) for run in runs]


def _runs(bills: Sequence[Document]) -> Iterator[Sequence[Document]]:
    """Stretches within the window of their first bill that are long, large and varied enough."""
    start = 0
    for place in range(1, len(bills) + 1):
        if place == len(bills) or bills[place].issued_on - bills[start].issued_on > WITHIN:
            if _is_suspect(bills[start:place]):
                yield bills[start:place]
            start = place


def _is_suspect(bills: Sequence[Document]) -> bool:
    totals = sorted(one.total for one in bills)
    is_varied = len(totals) >= LEAST_BILLS and len(set(totals)) >= LEAST_AMOUNTS
    return is_varied and totals[len(totals) // 2] >= LEAST_MIDDLE


def _is_customary(bill: Document) -> bool:
    return any(_CUSTOM.search(item.name) for item in bill.items)


def _is_round(bill: Document) -> bool:
    return bill.total % 1000 == 0 and bill.tax_amount == 0 and not bill.reference


def _finding(books: Books, bills: Sequence[Document]) -> Finding:
    payments = sorted({one.id for bill in bills for one in books.payments_by_document.get(bill.id, ())})
    return Finding(
        type=AlertType.SUSPICIOUS_PATTERN,
        rule=Rule.ROUND_AMOUNTS,
        probability=0.78,
        amount_at_risk=sum((one.total for one in bills), Decimal(0)),
        documents=tuple(one.id for one in bills),
        payments=tuple(payments),
        parties=tuple(sorted({one.party_id for one in bills if one.party_id})),
        on=bills[0].issued_on,
    )

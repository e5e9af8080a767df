"""Bills that keep just below the amount from which somebody else has to approve them.

Four or more bills of one supplier within 31 days, each between nine tenths of the limit and the limit, with differing
amounts: a fixed price that happens to lie there is innocent, and so is a single bill.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, DocumentKind
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules import identity

WITHIN = timedelta(days=31)
LEAST_BILLS = 4
JUST_BELOW = Decimal("0.9")


def findings(books: Books) -> list[Finding]:
    """One finding for each supplier; none where the books know no approval limit."""
    limit = books.business.approval_limit
    if not limit or limit <= 0:
        return []
    firms = identity.firms(books.parties)
    near: dict[UUID, list[Document]] = defaultdict(list)
    for document in sorted(books.documents, key=lambda one: (one.issued_on, one.id)):
        is_near = limit * JUST_BELOW <= document.total < limit
        firm = firms.get(document.party_id) if document.party_id else None
        if firm and is_near and document.kind is DocumentKind.SUPPLIER_BILL and document.counts:
            near[firm].append(document)
    return [_finding(books, limit, run) for bills in near.values() for run in _runs(bills)]


def _runs(bills: Sequence[Document]) -> Iterator[list[Document]]:
    """The longest stretch in which each window of 31 days holds enough bills of differing amounts."""
    kept: list[Document] = []
    totals: Counter[Decimal] = Counter()
    start = taken = 0
    for place, bill in enumerate(bills):
        totals[bill.total] += 1
        while bill.issued_on - bills[start].issued_on > WITHIN:
            totals[bills[start].total] -= 1
            if not totals[bills[start].total]:
                del totals[bills[start].total]
            start += 1
        if len(totals) >= LEAST_BILLS:
            kept += bills[max(start, taken) : place + 1]
            taken = place + 1
    if kept:
        yield kept


def _finding(books: Books, limit: Decimal, bills: Sequence[Document]) -> Finding:
    payments = sorted({one.id for bill in bills for one in books.payments_by_document.get(bill.id, ())})
    return Finding(
        type=AlertType.SUSPICIOUS_PATTERN,
        rule=Rule.BELOW_APPROVAL,
        probability=0.85,
        amount_at_risk=sum((one.total for one in bills), Decimal(0)),
        documents=tuple(one.id for one in bills),
        payments=tuple(payments),
        parties=tuple(sorted({one.party_id for one in bills if one.party_id})),
        expected=limit,
        on=bills[0].issued_on,
    )

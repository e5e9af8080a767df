"""Bills entered in the middle of the night, in a business that does not work at night.

Four or more bills of one supplier, typed by hand between 23:00 and 05:00 Indian time within 31 days, where hardly any
other entry of the business falls into those hours. A shop that works late has its own habit and is left alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, DocumentKind
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules import identity
from app.values import period

LEAST_BILLS = 4
WITHIN = timedelta(days=31)
NIGHT = frozenset({23, 0, 1, 2, 3, 4})
USUAL_SHARE = 0.02
MOST_SHARE = 0.1
"""Nights beside the findings, and nights in all, from which on working late is a habit here."""
LEAST_ENTRIES = 100
"""Entries by day and night that show when this business works."""


def findings(books: Books) -> list[Finding]:
    """One finding for each supplier; none where the books do not say when entries were made."""
    timed = [one for one in books.documents if one.entered_at is not None]
    at_night = [one for one in timed if _is_at_night(one)]
    firms = identity.firms(books.parties)
    groups: dict[UUID, list[Document]] = defaultdict(list)
    for bill in sorted(at_night, key=lambda one: (one.issued_on, one.id)):
        is_typed = bill.kind is DocumentKind.SUPPLIER_BILL and bill.source in (None, "manual")
        if is_typed and bill.counts and bill.party_id and bill.party_id in firms:
            groups[firms[bill.party_id]].append(bill)
    runs = [run for bills in groups.values() for run in _runs(bills)]
    others = len(at_night) - sum(len(run) for run in runs)
    is_habit = others > USUAL_SHARE * len(timed) or len(at_night) > MOST_SHARE * len(timed)
    if len(timed) < LEAST_ENTRIES or is_habit:
        return []
    return [_finding(run) for run in runs]


def _is_at_night(document: Document) -> bool:
    return document.entered_at is not None and document.entered_at.astimezone(period.INDIA).hour in NIGHT


def _runs(bills: Sequence[Document]) -> Iterator[Sequence[Document]]:
    """Stretches in which each bill lies within the window of the first."""
    start = 0
    for place in range(1, len(bills) + 1):
        if place == len(bills) or bills[place].issued_on - bills[start].issued_on > WITHIN:
            if place - start >= LEAST_BILLS:
                yield bills[start:place]
            start = place


def _finding(bills: Sequence[Document]) -> Finding:
    return Finding(
        type=AlertType.SUSPICIOUS_PATTERN,
        rule=Rule.AT_NIGHT,
        probability=0.8,
        amount_at_risk=sum((one.total for one in bills), Decimal(0)),
        documents=tuple(one.id for one in bills),
        parties=tuple(sorted({one.party_id for one in bills if one.party_id})),
        on=bills[0].issued_on,
    )

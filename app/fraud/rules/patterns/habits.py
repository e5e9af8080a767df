"""Amounts far from a party's habit: mostly a digit too many, sometimes a bill that was never that high.

Robust statistics on the logarithm of a party's amounts: the median and the median absolute deviation, which a few odd
amounts do not move. A party needs `LEAST_HISTORY` documents before it has a habit. An amount counts as far when it
lies three deviations up and is also four times the largest other amount: trade grows in steps, slips of the finger do
not. Both limits were chosen on 10,589 documents of invented books: no false alarm there, and of 441 amounts that were
given a zero too many a third are found (at 2 times the largest: two fifths, and three false alarms).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import log
from statistics import median
from uuid import UUID

from app.books.records import Books, Document, DocumentKind
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules import identity

LEAST_HISTORY = 12
DEVIATIONS = 3.0
LEAST_SPREAD = 0.12
"""A party that always bills the same amount still varies by this much (log scale) in the eyes of the rule."""
TIMES_LARGEST = 4
PLAIN_SLIP = 9
"""From nine times the usual on, a zero too many is the likeliest reading."""


def findings(books: Books) -> list[Finding]:
    """One finding for each document far above what is usual for its firm."""
    firms = identity.firms(books.parties)
    groups: dict[tuple[UUID, DocumentKind], list[Document]] = defaultdict(list)
    for document in sorted(books.documents, key=lambda one: (one.issued_on, one.id)):
        firm = firms.get(document.party_id) if document.party_id else None
        if firm and document.counts and not document.is_note and document.total > 0:
            groups[firm, document.kind].append(document)
    return [one for documents in groups.values() for one in _far(documents)]


def _far(documents: Sequence[Document]) -> Iterator[Finding]:
    if len(documents) < LEAST_HISTORY:
        return
    logs = [log(one.total) for one in documents]
    middle = median(logs)
    spread = max(1.4826 * median(abs(one - middle) for one in logs), LEAST_SPREAD)
    largest, second = sorted((one.total for one in documents), reverse=True)[:2]
    for document, size in zip(documents, logs, strict=True):
        others = second if document.total == largest else largest
        if (size - middle) / spread >= DEVIATIONS and document.total >= TIMES_LARGEST * others:
            yield _finding(document, usual=sorted(one.total for one in documents)[len(documents) // 2])


def _finding(document: Document, *, usual: Decimal) -> Finding:
    return Finding(
        type=AlertType.SUSPICIOUS_PATTERN,
        rule=Rule.FAR_FROM_HABIT,
        probability=0.75 if document.total >= PLAIN_SLIP * usual else 0.65,
        amount_at_risk=document.total - usual,
        documents=(document.id,),
        parties=(document.party_id,) if document.party_id else (),
        expected=usual,
        actual=document.total,
        on=document.issued_on,
    )

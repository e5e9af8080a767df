"""One document or payment before it is saved, judged against the books around it as a scan would after saving.

The books around a draft hold its trader with all that a scan would compare it with, but not the whole business: what a
rule must know of that stands in `Habits`, noted by the last scan. Tests that count over all books (hours, round sums,
digits) say nothing about one draft and are not asked.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, DocumentKind, DocumentStatus, Party, Payment
from app.fraud import rules
from app.fraud.records import AlertType, Finding, Rule
from app.fraud.rules import duplicates, identity, payments
from app.fraud.rules.customs import Customs
from app.fraud.rules.duplicates import Judged, Pair, numbers, sums
from app.fraud.rules.patterns import accounts, buying, cash, destinations, staff
from app.fraud.rules.patterns import habits as amounts
from app.values import period

Draft = Document | Payment
Test = Callable[[Books], list[Finding]]

OF_PAYMENTS: Sequence[Test] = (cash.findings, accounts.findings, destinations.findings, staff.findings)
OF_DOCUMENTS: Sequence[Test] = (amounts.findings,)
"""Patterns that one trader's books, and the accounts of the staff, show as well as the whole books do."""

IN_PIECES = timedelta(days=2 * sums.WINDOW_DAYS)
"""A draft, the document that it is a part of and the other parts lie within so many days of each other."""

NEW = timedelta(days=30)
FIRST_LARGE_CHANCE = 0.72


@dataclass(frozen=True, slots=True)
class Habits:
    """What the whole books say. `large_bill` (rupees) is what nine in ten bills stay below; None with few bills."""

    customs: Customs
    large_bill: Decimal | None = None

    @classmethod
    def of(cls, books: Books) -> "Habits":
        """The habits of the business whose whole books these are."""
        totals = sorted(one.total for one in books.documents if _is_bill(one))
        return cls(Customs.of(books), buying.large(totals))


def circle(parties: Collection[Party], draft: Draft) -> set[UUID | None]:
    """The records that may be the draft's trader."""
    circles = identity.circles(list(parties))
    own = circles.get(draft.party_id) if draft.party_id else None
    return {party for party, stands_for in circles.items() if own and stands_for == own}


def resembles(number: str, draft: Document) -> bool:
    """Whether a number may be the draft's, written otherwise."""
    return numbers.key(number).loose == numbers.key(draft.number).loose


def with_draft(around: Books, draft: Draft) -> Books:
    """The books as they would be with the draft in them: in place of what has its id, as an edit of it."""
    if isinstance(draft, Document):
        return replace(around, documents=[*(one for one in around.documents if one.id != draft.id), draft])
    return replace(around, payments=[*(one for one in around.payments if one.id != draft.id), draft])


def pairs(books: Books, draft: Draft) -> Sequence[Pair]:
    """The pairs of documents in which the draft is one; none for a payment."""
    if not isinstance(draft, Document):
        return ()
    return duplicates.pairs_with(duplicates.Index(books), draft)


def findings(books: Books, draft: Draft, habits: Habits, judged: Sequence[Judged]) -> list[Finding]:
    """What names the draft, the most certain first. `books` hold it, `judged` are its `pairs`."""
    if isinstance(draft, Document):
        found = [*_twice(books, draft, judged), *_first_large(books, draft, habits)]
        tests = OF_DOCUMENTS
    else:
        found, tests = [], OF_PAYMENTS
    if isinstance(draft, Payment) or draft.paid or draft.status is DocumentStatus.PAID or _is_paid(books, draft):
        found += payments.findings(books, habits.customs)
    found += [one for test in tests for one in test(books)]
    return rules.ranked([one for one in found if draft.id in (*one.documents, *one.payments)])


def _twice(books: Books, draft: Document, judged: Sequence[Judged]) -> list[Finding]:
    """The draft as a document that is there already, whole or in parts."""
    first, last = draft.issued_on - IN_PIECES, draft.issued_on + IN_PIECES
    near = [one for one in books.documents if first <= one.issued_on <= last]
    return duplicates.summed(replace(books, documents=near), duplicates.findings(judged))


def _is_paid(books: Books, draft: Document) -> bool:
    return any(one.document_id == draft.id for one in books.payments)


def _first_large(books: Books, draft: Draft, habits: Habits) -> Iterator[Finding]:
    """The first bill of a supplier who came lately and has no GSTIN, larger than nearly all bills of the business."""
    if not isinstance(draft, Document) or not _is_bill(draft) or habits.large_bill is None or draft.reference:
        return
    party = books.party_by_id.get(draft.party_id) if draft.party_id else None
    if party and _is_new(party, draft) and draft.total > habits.large_bill and _is_first(books.documents, draft):
        yield Finding(
            type=AlertType.SUSPICIOUS_PATTERN,
            rule=Rule.FIRST_LARGE,
            probability=FIRST_LARGE_CHANCE,
            amount_at_risk=draft.total,
            documents=(draft.id,),
            parties=(party.id,),
            expected=habits.large_bill,
            actual=draft.total,
            on=draft.issued_on,
        )


def _is_new(party: Party, draft: Document) -> bool:
    if party.gstin or party.created_at is None:
        return False
    return timedelta(0) <= draft.issued_on - period.indian_date(party.created_at) <= NEW


def _is_first(documents: Iterable[Document], draft: Document) -> bool:
    return all(one.id == draft.id for one in documents if one.party_id == draft.party_id and _is_bill(one))


def _is_bill(document: Document) -> bool:
    return document.kind is DocumentKind.SUPPLIER_BILL and document.counts

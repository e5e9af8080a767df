"""How a business keeps its books, as far as a rule about one trader must know it: told by the books as a whole.

Rules about one trader's documents and payments may run on a part of the books (`parts`); whatever they need to know of
the rest stands here, as plain claims that one more row hardly ever changes. Each claim needs enough rows to be a habit.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, DocumentStatus, Payment
from app.fraud.rules import leaves

LINKED_SHARE = 0.8
LINKED_LEAST = 20
"""A habit of linking payments to documents needs this many payments, and this share of them linked."""
LINKED_NEARLY_ALL = 0.95
"""With so many linked, a payment without a document is odd with any party."""

BACKED_SHARE, BACKED_LEAST = 0.98, 50
AGREEING_SHARE, AGREEING_LEAST = 0.97, 30
AHEAD_SHARE, AHEAD_LEAST = 0.15, 10
ENTERED_AHEAD_SHARE, ENTERED_AHEAD_MOST, ENTERED_LEAST = 0.01, 2, 30
SETTLED_SHARE, SETTLED_LEAST = 0.8, 10
LEAVES_SHARE, LEAVES_MOST = 0.01, 4
"""From which share of the rows on each claim of `Customs` is a habit, how many must tell it, or at most may deny it."""

MISTYPED = 2
"""Of a hundred payments so many may have a mistyped day."""

EARLY = timedelta(days=10)
"""Goods and bill often cross by days; more is money ahead of the document."""
ONE_DAY = timedelta(days=1)
NEARLY = Decimal("0.88")
"""What is left of a bill after the largest usual deductions."""


@dataclass(frozen=True, slots=True)
class Customs:
    """links_payments : most payments name the document that they settle, those apart that have a note
    links_nearly_all : hardly one of them does not, so that one without a document is odd with any party
    backs_what_is_paid : with those whose payments all name documents, hardly one is marked as paid without a payment
    keeps_paid_figures : the paid amount of a document is what its payments come to
    pays_ahead : money often moves long before the document is made
    enters_ahead : payments are often entered before their day
    marks_when_settled : a document is marked as paid when all, or nearly all, of it was paid
    repeats_leaves : it draws on cheque books whose numbers overlap
    last_month : months from year 0 to that of the latest payments, mistyped days apart; 0 where they are few
    """

    links_payments: bool
    links_nearly_all: bool = False
    backs_what_is_paid: bool = False
    keeps_paid_figures: bool = False
    pays_ahead: bool = False
    enters_ahead: bool = True
    marks_when_settled: bool = True
    repeats_leaves: bool = False
    last_month: int = 0

    @classmethod
    def of(cls, books: Books) -> "Customs":
        """The customs of the business whose whole books these are."""
        own = [one for one in books.documents if not one.is_note and one.counts and one.total > 0]
        marked = [one for one in own if one.status is DocumentStatus.PAID]
        links = [one.document_id is not None for one in books.payments if not one.notes]
        loose = {one.party_id for one in books.payments if one.document_id is None}
        paid = [one for one in own if one.id in books.paid_by_document]
        return cls(
            links_payments=_is_habit(links, LINKED_SHARE, LINKED_LEAST),
            links_nearly_all=_is_habit(links, LINKED_NEARLY_ALL, LINKED_LEAST),
            backs_what_is_paid=_is_habit(
                (one.id in books.paid_by_document for one in marked if one.party_id not in loose),
                BACKED_SHARE,
                BACKED_LEAST,
            ),
            keeps_paid_figures=_is_habit(
                (abs(one.paid - books.paid_by_document[one.id]) <= 1 for one in paid), AGREEING_SHARE, AGREEING_LEAST
            ),
            pays_ahead=_is_habit(_early(books), AHEAD_SHARE, AHEAD_LEAST),
            enters_ahead=_enters_ahead(books.payments),
            marks_when_settled=_marks_when_settled(books, [one for one in marked if one.id in books.paid_by_document]),
            repeats_leaves=_repeats_leaves(books.payments),
            last_month=_last_month(books.payments),
        )

    def has_passed(self, day: date, months: int) -> bool:
        """Whether the books go on for at least so many whole months after the month of a day."""
        return self.last_month > _month(day) + months


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _last_month(payments: Sequence[Payment]) -> int:
    months = sorted(_month(one.paid_on) for one in payments)
    return months[-1 - len(months) * MISTYPED // 100] if len(months) >= LINKED_LEAST else 0


def _repeats_leaves(payments: Iterable[Payment]) -> bool:
    """Whether more than one in a hundred numbers of own cheques, and more than a few, stand for two parties."""
    drawn: dict[str, set[UUID | None]] = defaultdict(set)
    for payment in payments:
        if leaf := leaves.number(payment):
            drawn[leaf].add(payment.party_id)
    twice = sum(len(parties) > 1 for parties in drawn.values())
    return twice > max(LEAVES_MOST, len(drawn) * LEAVES_SHARE)


def _is_habit(claims: Iterable[bool], share: float, least: int) -> bool:
    """Whether `least` of the claims hold, and `share` of them."""
    held = list(claims)
    return sum(held) >= max(least, share * len(held))


def _early(books: Books) -> list[bool]:
    named = [(one, books.document_by_id.get(one.document_id)) for one in books.payments if one.document_id]
    return [one.paid_on + EARLY < document.issued_on for one, document in named if document]


def _enters_ahead(payments: Iterable[Payment]) -> bool:
    """Also where too few moments of entry are known to tell."""
    known = [one.paid_on - one.entered_at.date() > ONE_DAY for one in payments if one.entered_at]
    return len(known) < ENTERED_LEAST or sum(known) > max(ENTERED_AHEAD_MOST, ENTERED_AHEAD_SHARE * len(known))


def _marks_when_settled(books: Books, marked: list[Document]) -> bool:
    """Also where too few documents are marked to tell."""
    settled = sum(books.paid_by_document[one.id] >= one.total * NEARLY for one in marked)
    return len(marked) < SETTLED_LEAST or settled >= SETTLED_SHARE * len(marked)

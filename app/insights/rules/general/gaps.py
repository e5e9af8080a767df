"""Holes in the books that make every other figure weaker: what to mend, the most money first."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Document, PartyKind
from app.insights.records.housekeeping import BookGap, BookGaps, Gap
from app.insights.records.ledger import Ledger
from app.insights.rules import history
from app.values.period import Month

ZERO = Decimal(0)

NAMED = 50
LONG_EMPTY_MONTHS = 2
"""One quiet month is a holiday; from two in a row on, something was not written down, or the shop was closed."""

Row = tuple[UUID, Decimal]


def book_gaps(books: Books, sales: Ledger, bills: Ledger, on: date) -> BookGaps:
    """The holes in `books` (all of them, implausible rows included) as they stand on `on`."""
    counted = [document for document in books.documents if document.counts]
    settled = [d for d in counted if not d.is_note and history.happened(d.issued_on, on)]
    ahead = {payment.document_id for payment in books.payments if payment.paid_on > on}
    entries = [entry for entry in (*sales.entries, *bills.entries) if entry.document_id not in ahead]
    found = [
        _gap(Gap.NO_DUE_DATE, ((d.id, owed) for d in settled if d.due_on is None and (owed := books.owed(d, on=on)))),
        _gap(Gap.NO_PARTY, ((d.id, d.total) for d in settled if d.party_id is None)),
        _gap(Gap.FUTURE_DATED, _dated(books, lambda day: day > on)),
        _gap(Gap.DATED_LONG_AGO, _dated(books, lambda day: day < history.EARLIEST)),
        _gap(Gap.UNLINKED_PAYMENT, _unlinked(books)),
        _gap(Gap.UNDATED_PAYMENT, ((e.document_id, e.undated) for e in entries if e.undated > 0)),
        BookGap(Gap.UNDIRECTED_PAYMENT, books.undirected_payments, ZERO, ()),
        BookGap(Gap.EMPTY_MONTHS, _empty_months(settled), ZERO, ()),
    ]
    gaps = sorted((gap for gap in found if gap.rows), key=lambda gap: (-gap.amount, gap.gap))
    return BookGaps(documents=len(counted), gaps=tuple(gaps))


def _gap(gap: Gap, rows: Iterable[Row]) -> BookGap:
    ranked = sorted(rows, key=lambda row: (-row[1], str(row[0])))
    total = sum((amount for _, amount in ranked), ZERO)
    return BookGap(gap, len(ranked), total, tuple(id_ for id_, _ in ranked[:NAMED]))


def _dated(books: Books, is_odd: Callable[[date], bool]) -> Iterable[Row]:
    yield from ((document.id, document.total) for document in books.documents if is_odd(document.issued_on))
    yield from ((payment.id, payment.amount) for payment in books.payments if is_odd(payment.paid_on))
    yield from ((expense.id, expense.amount) for expense in books.expenses if is_odd(expense.spent_on))


def _unlinked(books: Books) -> Iterable[Row]:
    """Payments with a customer or supplier that name no document of the books."""
    for payment in books.payments:
        party = books.party_by_id.get(payment.party_id) if payment.party_id else None
        is_trade = party is not None and party.kind is not PartyKind.EMPLOYEE
        if is_trade and payment.document_id not in books.document_by_id:
            yield payment.id, payment.amount


def _empty_months(documents: Iterable[Document]) -> int:
    """The longest run of months without a document between months with some, when it is long enough to matter."""
    active = sorted({Month.of(document.issued_on) for document in documents})
    longest = history.empty_stretch(active)
    return longest if longest >= LONG_EMPTY_MONTHS else 0

"""Holes in the books that make every other figure weaker: what to mend, the most money first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise, starmap
from uuid import UUID

from app.books.records import Books, CashEntry, Document, DocumentKind, Expense, PartyKind, Payment
from app.insights.records.evidence import RowKind, Trace
from app.insights.records.housekeeping import BookGap, BookGaps, Gap
from app.insights.records.ledger import Entry, Ledger
from app.insights.rules import doubles, history, paise, tracing
from app.insights.rules.doubles import Doubles
from app.values import money
from app.values.period import Month

ZERO = Decimal(0)

NAMED = 50
LONG_EMPTY_MONTHS = 2
"""One quiet month is a holiday; from two in a row on, something was not written down, or the shop was closed."""

Row = tuple[UUID, Decimal]


def book_gaps(books: Books, sales: Ledger, bills: Ledger, on: date) -> BookGaps:
    """The holes in `books` (all of them, implausible rows included) as they stand on `on`."""
    copies = doubles.doubles(_happened(books, on))
    counted = [document for document in books.documents if document.counts and document.id not in copies]
    settled = [d for d in counted if not d.is_note and history.happened(d.issued_on, on)]
    around = _around_empty_months(settled)
    rows = _rows_of(books, settled, copies, (*sales.entries, *bills.entries), on)
    found = [
        *starmap(_gap, rows.items()),
        BookGap(Gap.UNDIRECTED_PAYMENT, books.undirected_payments, ZERO, ()),
        _empty_months(around),
        BookGap(Gap.UNREADABLE, books.unreadable, ZERO, ()),
    ]
    gaps = sorted((gap for gap in found if gap.rows), key=lambda gap: (-gap.amount, gap.gap))
    return BookGaps(
        documents=len(counted),
        entries=sum(1 for one in _moved(books) if one.id not in copies),
        currency=books.business.currency,
        gaps=tuple(gaps),
        traces=(*_traces(books, rows), *_trace_of_empty_months(around)),
    )


def _rows_of(
    books: Books, settled: Iterable[Document], copies: Doubles, entries: Iterable[Entry], on: date
) -> Mapping[Gap, Sequence[Row]]:
    """The rows of each gap that has some; `settled` are the invoices and bills up to `on`."""
    ahead = {payment.document_id for payment in books.payments if payment.paid_on > on}
    documents = list(settled)
    return {
        Gap.NO_DUE_DATE: [(d.id, owed) for d in documents if d.due_on is None and (owed := books.owed(d, on=on))],
        Gap.NO_PARTY: [(d.id, d.total) for d in documents if d.party_id is None and _is_missed(books, d, on)],
        Gap.FUTURE_DATED: list(_dated(books, lambda day: day > on)),
        Gap.DATED_LONG_AGO: list(_dated(books, lambda day: day < history.EARLIEST)),
        Gap.UNLINKED_PAYMENT: [row for row in _unlinked(books) if row[0] not in copies],
        Gap.UNDATED_PAYMENT: [
            (e.document_id, e.undated) for e in entries if e.undated > 0 and e.document_id not in ahead
        ],
        Gap.DOUBLED: [row for row in _rows(books) if row[0] in copies],
        Gap.NEGATIVE_STOCK: list(_oversold(books)),
        Gap.FINER_THAN_A_PAISA: list(_too_fine(books)),
    }


def _is_missed(books: Books, document: Document, on: date) -> bool:
    """Whether one has to know who is on it: a sale that was paid at once need not name its customer."""
    return document.kind is DocumentKind.SUPPLIER_BILL or books.owed(document, on=on) > 0


def _traces(books: Books, rows: Mapping[Gap, Sequence[Row]]) -> Iterable[Trace]:
    """The rows of each gap, by their kind."""
    kinds = {
        **{one.id: RowKind.DOCUMENT for one in books.documents},
        **{one.id: RowKind.PAYMENT for one in books.payments},
        **{one.id: RowKind.EXPENSE for one in books.expenses},
        **{one.id: RowKind.CASH_ENTRY for one in books.cash_entries},
        **{one.id: RowKind.PRODUCT for one in books.products},
        **{one.id: RowKind.RECURRING_PAYMENT for one in books.recurring_payments},
    }
    for gap, found in rows.items():
        by_kind: dict[RowKind, list[Row]] = defaultdict(list)
        for row in found:
            by_kind[kinds[row[0]]].append(row)
        for kind, own in by_kind.items():
            yield tracing.trace(f"gaps.{gap}", "the sum of these entries", kind, own)


def _happened(books: Books, on: date) -> Books:
    """The rows among which copies are looked for: those that the other insights would count."""
    return replace(
        books,
        documents=[one for one in books.documents if one.counts and history.happened(one.issued_on, on)],
        payments=[one for one in books.payments if history.happened(one.paid_on, on)],
        expenses=[one for one in books.expenses if history.happened(one.spent_on, on)],
    )


def _rows(books: Books) -> Iterable[Row]:
    yield from ((one.id, one.total) for one in books.documents)
    yield from ((one.id, one.amount) for one in _moved(books))
    yield from ((one.id, one.amount) for one in books.recurring_payments)
    yield from ((one.id, ZERO) for one in books.products)


def _moved(books: Books) -> Iterable[Payment | Expense | CashEntry]:
    yield from books.payments
    yield from books.expenses
    yield from books.cash_entries


def _oversold(books: Books) -> Iterable[Row]:
    """Products of which less than nothing is in stock, with what the missing ones cost."""
    for product in books.products:
        if product.in_stock < 0:
            yield product.id, money.rounded(-product.in_stock * (product.buying_price or ZERO))


def _too_fine(books: Books) -> Iterable[Row]:
    for document in books.documents:
        if any(map(paise.is_finer, paise.sums(document))):
            yield document.id, document.total
    for row in _moved(books):
        if paise.is_finer(row.amount):
            yield row.id, row.amount


def _gap(gap: Gap, rows: Iterable[Row]) -> BookGap:
    ranked = sorted(rows, key=lambda row: (-row[1], str(row[0])))
    total = sum((amount for _, amount in ranked), ZERO)
    return BookGap(gap, len(ranked), total, tuple(id_ for id_, _ in ranked[:NAMED]))


def _dated(books: Books, is_odd: Callable[[date], bool]) -> Iterable[Row]:
    yield from ((document.id, document.total) for document in books.documents if is_odd(document.issued_on))
    yield from ((payment.id, payment.amount) for payment in books.payments if is_odd(payment.paid_on))
    yield from ((expense.id, expense.amount) for expense in books.expenses if is_odd(expense.spent_on))
    yield from ((entry.id, entry.amount) for entry in books.cash_entries if is_odd(entry.entered_on))


def _unlinked(books: Books) -> Iterable[Row]:
    """Payments with a customer or supplier that name no document of the books."""
    for payment in books.payments:
        party = books.party_by_id.get(payment.party_id) if payment.party_id else None
        is_trade = party is not None and party.kind is not PartyKind.EMPLOYEE
        if is_trade and payment.document_id not in books.document_by_id:
            yield payment.id, payment.amount


def _around_empty_months(documents: Iterable[Document]) -> tuple[Document, Document] | None:
    """The last document before and the first after the longest run of empty months, if it is long enough to matter."""
    ordered = sorted(documents, key=lambda one: (one.issued_on, one.id.int))
    longest = max(pairwise(ordered), key=_months_between, default=None)
    return longest if longest and _months_between(longest) >= LONG_EMPTY_MONTHS else None


def _months_between(pair: tuple[Document, Document]) -> int:
    """The empty months between two documents."""
    return history.months_between(*(Month.of(one.issued_on) for one in pair)) - 1


def _empty_months(around: tuple[Document, Document] | None) -> BookGap:
    ids = tuple(one.id for one in around) if around else ()
    return BookGap(Gap.EMPTY_MONTHS, _months_between(around) if around else 0, ZERO, ids)


def _trace_of_empty_months(around: tuple[Document, Document] | None) -> Iterable[Trace]:
    if around:
        formula = "no month between these two documents has any"
        rows = ((one.id, ZERO) for one in around)
        yield tracing.trace(f"gaps.{Gap.EMPTY_MONTHS}", formula, RowKind.DOCUMENT, rows)

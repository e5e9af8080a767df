"""Which rows of the books can be taken as having happened by a day, and monthly series made of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from app.books.records import Books, Document, DocumentKind, PartyKind
from app.insights.rules import doubles, paise
from app.values.period import Month

EARLIEST = date(2000, 1, 1)
"""Rows before it are slips of the pen (1900, 1970): no shop's app holds its books of the last century."""

LONG_GAP_MONTHS = 6
"""So many empty months in a row are a business that rested: the series begins anew after them."""

RECENT_MONTHS = 3
"""What "the last months" are."""

FIRST_MONTH_DAYS = 7
"""A first month that begins later than this is a part of a month, and no measure of one."""

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class MonthlySeries:
    """Amounts of complete months, oldest first, without gaps; `first` is None when there are none."""

    first: Month | None
    amounts: tuple[Decimal, ...]

    def months(self) -> Sequence[Month]:
        """The month of each amount."""
        return [self.first.plus(index) for index in range(len(self.amounts))] if self.first else []


def happened(day: date, on: date) -> bool:
    """Whether a row dated `day` can be taken as something that happened by `on`."""
    return EARLIEST <= day <= on


def plausible(books: Books, on: date) -> Books:
    """The books without drafts, cancelled documents, rows of the future or of long ago, each row once and in paise.

    `BookGaps` names what is left out.
    """
    return doubles.counted_once(
        replace(
            books,
            documents=tuple(paise.of_document(d) for d in books.documents if d.counts and happened(d.issued_on, on)),
            payments=tuple(paise.of_row(p) for p in books.payments if p.amount > 0 and happened(p.paid_on, on)),
            expenses=tuple(paise.of_row(e) for e in books.expenses if happened(e.spent_on, on)),
            cash_entries=tuple(paise.of_row(e) for e in books.cash_entries if happened(e.entered_on, on)),
        )
    )


def sales(books: Books) -> Iterable[tuple[Document, Decimal]]:
    """Each sale with its value before tax; a customer's credit note counts against, a debit note for."""
    for document in books.documents:
        if document.kind is DocumentKind.SALES_INVOICE:
            yield document, _before_tax(document)
        elif document.is_note and _is_with(books, document, PartyKind.CUSTOMER):
            sign = -1 if document.kind is DocumentKind.CREDIT_NOTE else 1
            yield document, sign * _before_tax(document)


def purchases(books: Books) -> Iterable[tuple[Document, Decimal]]:
    """Each purchase with its value before tax; any note with a supplier counts against it."""
    for document in books.documents:
        if document.kind is DocumentKind.SUPPLIER_BILL:
            yield document, _before_tax(document)
        elif document.is_note and _is_with(books, document, PartyKind.SUPPLIER):
            yield document, -_before_tax(document)


def monthly(dated: Iterable[tuple[date, Decimal]], on: date) -> MonthlySeries:
    """Sums of the complete months before that of `on`, from the first full month after the last long gap."""
    sums: dict[Month, Decimal] = defaultdict(lambda: ZERO)
    first_days: dict[Month, date] = {}
    for day, amount in dated:
        month = Month.of(day)
        sums[month] += amount
        first_days[month] = min(day, first_days.get(month, day))
    last = Month.of(on).plus(-1)
    active = sorted(month for month in sums if month <= last)
    if not active:
        return MonthlySeries(None, ())
    first = _start(active, last)
    if first is not None and first_days[first].day > FIRST_MONTH_DAYS and first < last:
        first = first.plus(1)
    if first is None:
        return MonthlySeries(None, ())
    return MonthlySeries(first, tuple(sums.get(month, ZERO) for month in first.until(last)))


def months_between(first: Month, last: Month) -> int:
    """How many months `last` lies after `first`."""
    return (last.year - first.year) * 12 + last.month - first.month


def _start(active: Sequence[Month], last: Month) -> Month | None:
    if months_between(active[-1], last) >= LONG_GAP_MONTHS:
        return None
    start = active[0]
    for before, after in pairwise(active):
        if months_between(before, after) > LONG_GAP_MONTHS:
            start = after
    return start


def _before_tax(document: Document) -> Decimal:
    return document.total - document.tax_amount


def _is_with(books: Books, note: Document, kind: PartyKind) -> bool:
    party = books.party_by_id.get(note.party_id) if note.party_id else None
    if party is not None:
        return party.kind is kind
    return (note.kind is DocumentKind.CREDIT_NOTE) == (kind is PartyKind.CUSTOMER)

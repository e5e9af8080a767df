"""The bills of each firm, and the stretches of days in which they lie close together."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from app.books.records import Books, Document, DocumentKind, Payment
from app.fraud.rules import identity
from app.values import period

Row = TypeVar("Row", Document, Payment)
BillsByFirm = Mapping[UUID, Sequence[Document]]


def bills(books: Books) -> Sequence[Document]:
    """The bills that stand, with an amount above 0, by date."""
    held = (one for one in books.documents_by_date if one.kind is DocumentKind.SUPPLIER_BILL)
    return [one for one in held if one.counts and one.total > 0]


def by_firm(rows: Iterable[Row], firms: Mapping[UUID, UUID]) -> Mapping[UUID, Sequence[Row]]:
    """The documents or payments of each firm, in their order. firms : for every party the id that stands for it."""
    found: dict[UUID, list[Row]] = defaultdict(list)
    for one in rows:
        if one.party_id and one.party_id in firms:
            found[firms[one.party_id]].append(one)
    return found


def bills_by_firm(books: Books) -> BillsByFirm:
    """The `bills` of each firm, by date."""
    return by_firm(bills(books), identity.firms(books.parties))


def windows(rows: Sequence[Row], within: timedelta) -> Iterator[Sequence[Row]]:
    """For each row those up to it that lie within so many days before it. rows : by date."""
    days = [one.issued_on if isinstance(one, Document) else one.paid_on for one in rows]
    start = 0
    for place, day in enumerate(days):
        while day - days[start] > within:
            start += 1
        yield rows[start : place + 1]


def joined_windows(
    bills: Sequence[Document], within: timedelta, is_enough: Callable[[Sequence[Document]], bool], *, most: int = 60
) -> Sequence[Document]:
    """The bills of all windows that are enough, each once, by date; of longer windows the last `most` are looked at."""
    kept: dict[UUID, Document] = {}
    for window in windows(bills, within):
        if is_enough(window[-most:]):
            kept |= {one.id: one for one in window[-most:]}
    return list(kept.values())


def issued_on(bill: Document) -> date | None:
    """The day on the document."""
    return bill.issued_on


def entered_on(bill: Document) -> date | None:
    """The Indian day on which it was entered; None where the books do not say."""
    return period.indian_date(bill.entered_at) if bill.entered_at else None


def count_between(days: Sequence[date], first: date, last: date) -> int:
    """How many of the sorted `days` lie from `first` to `last`, both included."""
    return bisect_left(days, last + timedelta(days=1)) - bisect_left(days, first)

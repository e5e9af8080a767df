"""The bills of each firm, and the stretches of days in which they lie close together."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from app.books.records import Books, Document, DocumentKind
from app.fraud.rules import identity
from app.values import period

BillsByFirm = Mapping[UUID, Sequence[Document]]


def bills_by_firm(books: Books) -> BillsByFirm:
    """The bills that stand, with an amount above 0, of each firm, by date."""
    firms = identity.firms(books.parties)
    found: dict[UUID, list[Document]] = defaultdict(list)
    for bill in books.documents_by_date:
        firm = firms.get(bill.party_id) if bill.party_id else None
        if firm and bill.kind is DocumentKind.SUPPLIER_BILL and bill.counts and bill.total > 0:
            found[firm].append(bill)
    return found


def windows(bills: Sequence[Document], within: timedelta) -> Iterator[Sequence[Document]]:
    """For each bill those up to it that lie within so many days before it, by document date; linear in all."""
    start = 0
    for place, bill in enumerate(bills):
        while bill.issued_on - bills[start].issued_on > within:
            start += 1
        yield bills[start : place + 1]


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

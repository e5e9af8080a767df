"""Amounts of one kind: a customer's invoices, a supplier's bills, a category's expenses, the sales of a weekday."""

from bisect import bisect_left, insort
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books
from app.insights.records.evidence import RowKind
from app.insights.records.review import OddKind
from app.insights.rules import history
from app.insights.rules.trends import selling
from app.insights.rules.trends.spending import category_of

LIKE = timedelta(days=365)
"""An amount is set against those of the year before it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount of a kind: a row, or the rows of one day."""

    on: date
    amount: Decimal
    ids: tuple[UUID, ...]


Group = tuple[OddKind, str, RowKind]


def groups(books: Books, since: date) -> Mapping[Group, Sequence[Amount]]:
    """The amounts of each kind since a day, only those above zero."""
    found: dict[Group, list[Amount]] = defaultdict(list)
    days: dict[date, list[tuple[UUID, Decimal]]] = defaultdict(list)
    for sale in selling.of(books):
        if sale.on > since and sale.amount > 0:
            days[sale.on].append((sale.document.id, sale.amount))
            if sale.document.party_id is not None:
                who = books.party_name(sale.document.party_id)
                group = (OddKind.LARGE_SALE, who, RowKind.DOCUMENT)
                found[group].append(Amount(sale.on, sale.amount, (sale.document.id,)))
    for day, rows in days.items():
        total = sum((amount for _, amount in rows), Decimal(0))
        group = (OddKind.BUSY_DAY, f"{day:%A}", RowKind.DOCUMENT)
        found[group].append(Amount(day, total, tuple(id for id, _ in sorted(rows, key=lambda row: row[0].int))))
    for document, amount in history.purchases(books):
        if document.issued_on > since and amount > 0 and document.party_id is not None:
            group = (OddKind.LARGE_BILL, books.party_name(document.party_id), RowKind.DOCUMENT)
            found[group].append(Amount(document.issued_on, amount, (document.id,)))
    for expense in books.expenses:
        if expense.spent_on > since and expense.amount > 0:
            group = (OddKind.LARGE_EXPENSE, category_of(expense.category), RowKind.EXPENSE)
            found[group].append(Amount(expense.spent_on, expense.amount, (expense.id,)))
    return found


def years_before(amounts: Sequence[Amount], since: date) -> Iterable[tuple[Sequence[Amount], Sequence[Decimal]]]:
    """The amounts of each day after `since`, beside those of the year before that day, smallest first.

    One ordered list moves from day to day: sorting anew for each amount took ten seconds of 20,000 expenses.
    """
    by_day: dict[date, list[Amount]] = defaultdict(list)
    for one in amounts:
        by_day[one.on].append(one)
    like: list[Decimal] = []
    inside: deque[date] = deque()
    for on in sorted(by_day):
        while inside and inside[0] < on - LIKE:
            for old in by_day[inside.popleft()]:
                del like[bisect_left(like, old.amount)]
        if on > since:
            yield by_day[on], like
        inside.append(on)
        for one in by_day[on]:
            insort(like, one.amount)

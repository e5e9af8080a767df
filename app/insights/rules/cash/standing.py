"""What stands already for the coming weeks: rhythms and agreements put on their days, and what is left without one.

Documents that come on fixed days are dated one by one, each paid as its party pays; so that nothing counts twice, they
no longer count towards the pace of new documents, nor do wages and the like towards loose money.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from uuid import UUID

from app.books.records import PAID_BY, Books, CashEntry, Direction
from app.insights.records.cash import Recurring
from app.insights.records.evidence import RowKind
from app.insights.records.ledger import Entry, Ledger
from app.insights.rules.cash import agreements, one_offs, recurring
from app.insights.rules.cash.rhythms import Hits

ZERO = Decimal(0)

WINDOW_DAYS = 91
"""Expenses without a rhythm go on as in the last thirteen weeks."""

LEAST_WINDOW_DAYS = 28
"""Under four weeks of expenses there is no pace yet."""

STILL_OPEN_DAYS = 1.5
"""Intervals for which an open document of the same amount is taken for the next payment of an agreement."""

LOOSE = {RowKind.PAYMENT, RowKind.CASH_ENTRY}
"""Rows with a rhythm that are loose money as well."""

Dated = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Expected:
    """One thing that should come (positive) or go (negative) on a day, and which recurring thing it belongs to."""

    day: date
    amount: float
    source: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known to come back, on its days, and what the pace of the rest must leave out.

    other : expenses of the last weeks without a rhythm, largest first; other_a_day : rupees a day
    """

    recurring: tuple[Recurring, ...]
    expected: tuple[Expected, ...]
    leave_out: frozenset[UUID]
    loose_in: Sequence[Dated]
    loose_out: Sequence[Dated]
    other: tuple[UUID, ...]
    other_a_day: float


def of(
    books: Books,
    sales: Ledger,
    bills: Ledger,
    groups: Sequence[Hits],
    lines: Sequence[CashEntry],
    taxes: frozenset[UUID],
    on: date,
    days: int,
) -> Standing:
    """What stands on `on` for the coming `days`.

    groups : rows in which a rhythm may be found; taxes : expenses that the calendar of the law foretells
    lines : those of the cash book that are among the loose money of the ledgers
    """
    found = [(hits, one) for hits in groups if (one := recurring.of_group(hits, on)) is not None]
    rows = [hits for hits, _ in found]
    items = agreements.together([one for _, one in found], books, on)
    until = on + timedelta(days=days)
    ledgers = {Direction.IN: sales, Direction.OUT: bills}
    expected_ids = taxes | {id_ for hits in rows if hits.kind is RowKind.EXPENSE for ids in hits.ids for id_ in ids}
    other, a_day = _other(books, expected_ids, on)
    return Standing(
        recurring=items,
        expected=tuple(
            Expected(day, _signed(one), place)
            for place, one in enumerate(items)
            for day in _days(one, ledgers[one.direction], on, until)
        ),
        leave_out=frozenset(_left_out(books, rows, items))
        | one_offs.of_ledger(sales, on)
        | one_offs.of_ledger(bills, on),
        loose_in=_without(sales.loose, rows, lines, Direction.IN, on),
        loose_out=_without(bills.loose, rows, lines, Direction.OUT, on),
        other=other,
        other_a_day=a_day,
    )


def _signed(one: Recurring) -> float:
    return float(one.amount) if one.direction is Direction.IN else -float(one.amount)


def _days(one: Recurring, ledger: Ledger, on: date, until: date) -> Iterator[date]:
    """The days of a recurring thing; an agreement whose next payment is an open document begins one later."""
    days = recurring.coming_dates(one, until)
    if one.kind is RowKind.RECURRING_PAYMENT and _is_billed(one, ledger.known_on(on), on):
        next(days, None)
    wait = timedelta(days=days_to_pay(one, ledger, on) if one.kind is RowKind.DOCUMENT else 0)
    yield from (day + wait for day in days if day + wait <= until)


def days_to_pay(one: Recurring, ledger: Ledger, on: date) -> int:
    """From the day of such a document to its payment: the middle of the last that are paid, else until it is due."""
    last = [ledger.by_id[id_] for id_ in one.ids if id_ in ledger.by_id]
    paid = [(entry.settled_on - entry.issued_on).days for entry in last if entry.settled_on and entry.settled_on <= on]
    return round(median(paid or [(entry.due_on - entry.issued_on).days for entry in last] or [0]))


def _is_billed(one: Recurring, entries: Iterable[Entry], on: date) -> bool:
    since = on - timedelta(days=round(one.every_days * STILL_OPEN_DAYS))
    return any(
        entry.party_id == one.party_id
        and entry.issued_on >= since
        and entry.open_on(on) > 0
        and agreements.is_amount_of(one.amount, entry.total)
        for entry in entries
    )


def _left_out(books: Books, rows: Iterable[Hits], items: Iterable[Recurring]) -> Iterator[UUID]:
    """Documents whose successors are dated: those of a rhythm, and those of the amount of an agreement."""
    for hits in rows:
        if hits.kind is RowKind.DOCUMENT:
            yield from (id_ for ids in hits.ids for id_ in ids)
    agreed = {(one.party_id, one.direction): one for one in items if one.kind is RowKind.RECURRING_PAYMENT}
    for document in books.documents if agreed else ():
        direction = PAID_BY.get(document.kind)
        one = agreed.get((document.party_id, direction)) if direction else None
        if one is not None and agreements.is_amount_of(one.amount, document.total):
            yield document.id


def _without(
    loose: Sequence[Dated], rows: Iterable[Hits], lines: Iterable[CashEntry], direction: Direction, on: date
) -> Sequence[Dated]:
    """Loose money less what comes back on its days anyway, and less lines of the cash book that dwarf all others."""
    dated = [hits for hits in rows if hits.kind in LOOSE and hits.direction is direction]
    known = {id_ for hits in dated for ids in hits.ids for id_ in ids}
    own = [line for line in lines if line.direction is direction and line.id not in known]
    once = one_offs.of_expenses(((line.entered_on, line.id, line.amount) for line in own), on)
    gone = [(day, -amount) for hits in dated for day, amount in zip(hits.days, hits.amounts, strict=True)]
    return [*loose, *gone, *((line.entered_on, -line.amount) for line in own if line.id in once)]


def _other(books: Books, expected_ids: frozenset[UUID] | set[UUID], on: date) -> tuple[tuple[UUID, ...], float]:
    """Expenses of the last thirteen weeks without a rhythm, save what dwarfs all others, and what they are a day."""
    known = [expense for expense in books.expenses if expense.spent_on <= on]
    if not known:
        return (), 0.0
    days = min((on - min(expense.spent_on for expense in known)).days + 1, WINDOW_DAYS)
    if days < LEAST_WINDOW_DAYS:
        return (), 0.0
    irregular = [one for one in known if one.id not in expected_ids]
    once = one_offs.of_expenses(((one.spent_on, one.id, one.amount) for one in irregular), on)
    since = on - timedelta(days=days)
    rows = [one for one in irregular if one.spent_on > since and one.id not in once]
    rows.sort(key=lambda one: (-one.amount, one.id))
    return tuple(one.id for one in rows), float(sum((one.amount for one in rows), ZERO)) / days

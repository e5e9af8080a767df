"""What the cash book tells that nothing else in the books does.

Many a shop keeps nothing but a cash book: its lines are then all the money that moves. Where the books hold payments or
expenses as well, they and the cash book may tell the same cash, which must not count twice.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from app.books.records import PAID_BY, Books, CashEntry, Direction, DocumentKind

ZERO = Decimal(0)

HARDLY_THERE = Decimal("0.25")
"""Payments and expenses that no line repeats, as a share of the lines that none of them repeats: with more of them the
cash book may tell their cash in other sums, by the day or the week, and is left alone."""

SAME_CASH = tuple(map(timedelta, (0, -1, 1)))
"""The same amount on the same day, or on the one before or after, is the same cash."""

STATED = r"\b({0})\.?( cash| bank| till)*( bal|$)|\b({1})\b"
BROUGHT = re.compile(STATED.format("opening|op", "b/[fd]|brought (forward|down)"), re.IGNORECASE)
CARRIED = re.compile(STATED.format("closing|cl", "c/[fdo]|carried (forward|down|over)"), re.IGNORECASE)
"""Words of lines that state a balance at the head or the foot of a page: no money moves by them."""


@dataclass(slots=True)
class _Day:
    """What payments and expenses tell of one day in one direction and no line has repeated so far."""

    amounts: Counter[Decimal] = field(default_factory=Counter)
    total: Decimal = ZERO

    def takes_out(self, amount: Decimal) -> bool:
        """Whether one of them, or all together, is `amount`; it is then gone."""
        if self.amounts[amount] > 0:
            self.amounts[amount] -= 1
            self.total -= amount
            return True
        if self.total != amount:
            return False
        self.amounts.clear()
        self.total = ZERO
        return True


Days = Mapping[tuple[Direction, date], _Day]


def lines(books: Books) -> Sequence[CashEntry]:
    """The lines that move money of which no payment or expense tells, by day; none where that cannot be known."""
    moving = [one for one in books.cash_entries if one.amount > 0 and not _states_a_balance(one)]
    if not moving:
        return ()
    moving.sort(key=lambda one: (one.entered_on, one.id.int))
    days = _told_otherwise(books, moving)
    own = [one for one in moving if not _is_repeated(one, days)]
    return own if all(_can_be_told_apart(own, days, direction) for direction in Direction) else ()


def loose(books: Books, kind: DocumentKind) -> Iterable[tuple[date, Decimal]]:
    """Those that belong to the side of invoices or of bills, as day and amount."""
    return ((one.entered_on, one.amount) for one in lines(books) if one.direction is PAID_BY[kind])


def since_balance(books: Books) -> Sequence[CashEntry]:
    """The lines that make what there is: for each way of paying the last balance brought forward, and what moved since.

    A book that brings its balance forward to every page says the same money again and again; the last page counts.
    """
    heads = sorted((one for one in books.cash_entries if BROUGHT.search(_text(one))), key=lambda one: one.entered_on)
    last = {one.mode: one.entered_on for one in heads}
    moved = [one for one in books.cash_entries if not _states_a_balance(one)]
    return [
        *(one for one in heads if one.entered_on == last[one.mode]),
        *(one for one in moved if one.entered_on >= last.get(one.mode, date.min)),
    ]


def _states_a_balance(line: CashEntry) -> bool:
    return any(words.search(_text(line)) for words in (BROUGHT, CARRIED))


def _text(line: CashEntry) -> str:
    return line.details or ""


def _told_otherwise(books: Books, moving: Sequence[CashEntry]) -> Days:
    """What expenses, and payments in the ways of paying of the cash book, tell of its days."""
    modes = {one.mode.casefold() for one in moving}
    cash = [(one.direction, one.paid_on, one.amount) for one in books.payments if one.mode.casefold() in modes]
    cash += [(Direction.OUT, one.spent_on, one.amount) for one in books.expenses]
    first, last = moving[0].entered_on + min(SAME_CASH), moving[-1].entered_on + max(SAME_CASH)
    found: dict[tuple[Direction, date], _Day] = defaultdict(_Day)
    for direction, day, amount in cash:
        if first <= day <= last:
            found[direction, day].amounts[amount] += 1
            found[direction, day].total += amount
    return found


def _is_repeated(line: CashEntry, days: Days) -> bool:
    near = (days.get((line.direction, line.entered_on + shift)) for shift in SAME_CASH)
    return any(day is not None and day.takes_out(line.amount) for day in near)


def _can_be_told_apart(own: Sequence[CashEntry], days: Days, direction: Direction) -> bool:
    """Whether what is left on both sides is other cash: the rest of payments and expenses is too little to be it."""
    told = sum((one.amount for one in own if one.direction is direction), ZERO)
    rest = sum((day.total for (way, _), day in days.items() if way is direction), ZERO)
    return not told or rest <= HARDLY_THERE * told

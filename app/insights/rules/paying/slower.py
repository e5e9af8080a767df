"""Which customers pay slower than they used to: the invoices due in the last half-year beside the earlier ones.

An open invoice counts with its days so far once these are more than the middle of those paid: it is at least so late.
Younger ones say nothing yet.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import sqrt
from statistics import median
from uuid import UUID

from app.insights.records.customers import SlowerPayer
from app.insights.records.ledger import Entry, Ledger

LATELY_DAYS, MEMORY_DAYS = 182, 730
"""Lately is half a year; what was due more than two years ago says little about how anybody pays now."""

LEAST_LATELY, LEAST_BEFORE = 3, 5
SLOWER_DAYS = 7
"""A week more is felt; what is less comes and goes."""

LATE_DAYS = 3
"""A middle delay above this is late: two or three days are a weekend and a bank."""

SURE = 2.6
"""Standard deviations of the rank sum (Mann and Whitney, 1947): by chance alone one customer in two hundred."""

Delays = Sequence[int]


@dataclass(slots=True)
class _Owed:
    """The invoices of one customer that are due: days late of those paid, days so far of those open."""

    before: list[int]
    lately: list[int]
    open_days: list[int]
    open_amount: Decimal


def slower_payers(sales: Ledger, on: date) -> tuple[SlowerPayer, ...]:
    """Customers who lately pay late, and later than before by more than chance; the most money owed first."""
    by_party: dict[UUID, list[Entry]] = defaultdict(list)
    for entry in sales.known_on(on):
        if entry.party_id is not None:
            by_party[entry.party_id].append(entry)
    found = (_slower(party_id, entries, on) for party_id, entries in by_party.items())
    return tuple(sorted((one for one in found if one), key=lambda one: (-one.open_amount, str(one.party_id))))


def _slower(party_id: UUID, entries: Sequence[Entry], on: date) -> SlowerPayer | None:
    owed = _owed(entries, on)
    middle = median(owed.lately) if owed.lately else 0
    lately = [*owed.lately, *(days for days in owed.open_days if days > middle)]
    if len(lately) < LEAST_LATELY or len(owed.before) < LEAST_BEFORE:
        return None
    now, then = median(lately), median(owed.before)
    if now <= LATE_DAYS or now - then < SLOWER_DAYS or deviations(owed.before, lately) < SURE:
        return None
    return SlowerPayer(
        party_id=party_id,
        party=entries[0].party,
        days_late_before=round(then),
        days_late_lately=round(now),
        invoices_lately=len(lately),
        open_amount=owed.open_amount,
    )


def _owed(entries: Sequence[Entry], on: date) -> _Owed:
    owed = _Owed([], [], [], Decimal(0))
    for entry in entries:
        age = (on - entry.due_on).days
        owed.open_amount += entry.open_on(on)
        if entry.is_due_assumed or age > MEMORY_DAYS:
            continue
        if entry.settled_on is not None and entry.settled_on <= on:
            (owed.lately if age <= LATELY_DAYS else owed.before).append((entry.settled_on - entry.due_on).days)
        elif 0 < age <= LATELY_DAYS and entry.open_on(on) > 0:
            owed.open_days.append(age)
    return owed


def deviations(before: Delays, lately: Delays) -> float:
    """By how many standard deviations `lately` ranks above `before`, ties shared; 0 where all are the same."""
    ordered, first, second = sorted(before), len(before), len(lately)
    above = sum((bisect_left(ordered, days) + bisect_right(ordered, days)) / 2 for days in lately)
    whole = first + second
    tied = sum(count**3 - count for count in Counter([*before, *lately]).values())
    variance = first * second / 12 * (whole + 1 - tied / (whole * (whole - 1)))
    return (above - first * second / 2) / sqrt(variance) if variance > 0 else 0.0

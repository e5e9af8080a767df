"""What is asked about days of payment and what comes back. Plain numbers: whoever asks needs no arrays."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Documents:
    """Invoices (or bills) of one business as columns of equal length, in any order.

    party : from 0, the same number for the same customer; issued, due, settled : ordinal days (`date.toordinal`),
    `settled` None while open; amount : in one currency; is_dated : False for what was paid nobody knows when, which
    teaches nothing; marks : for each document what else is known when it is written, as 0 or 1
    """

    party: Sequence[int]
    issued: Sequence[int]
    due: Sequence[int]
    settled: Sequence[int | None]
    amount: Sequence[float]
    is_dated: Sequence[bool]
    marks: Sequence[Sequence[float]] = ()


@dataclass(frozen=True, slots=True)
class ComingDays:
    """Chances of the coming days, tomorrow first.

    of_open : for each document asked about, the chance to be paid on each day; what lacks to 1 comes later or never
    is_cold : for each, whether its party has settled nothing yet
    of_new : rupees that as many new documents as the `recent` ones, all written today, have paid by the end of each
    day, today first
    settled : how many settled documents this was learned from
    """

    of_open: Sequence[Sequence[float]]
    is_cold: Sequence[bool]
    of_new: Sequence[float]
    settled: int


@dataclass(frozen=True, slots=True)
class Foretold:
    """Of one invoice on the day before it is written: the chance to be paid after its due date, and days late.

    days_late : the middle of the distribution, 0 where it is paid in time; low90, high90 : nine in ten fall between
    """

    p_late: float
    days_late: int
    low90: int
    high90: int
    is_cold: bool

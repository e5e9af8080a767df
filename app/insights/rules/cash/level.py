"""How many new documents there are to be: the last half year beside the last year.

The pace of a few weeks follows every large order and every season. On generated books of two years (nine shops, twelve
earlier days each) the error of thirteen weeks of cash, in units of that of "the last thirteen weeks again", was 0.93 at
the pace of thirteen weeks, 0.85 at that of half a year, and 0.82 with three quarters of the weight on the year; more
weight on it gains little and forgets what is new.
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.insights.records.ledger import Ledger
from app.insights.rules.paying import pace

ZERO = Decimal(0)

YEAR_DAYS = 364
YEAR_SHARE = 0.75


def factor(ledger: Ledger, on: date, leave_out: Collection[UUID]) -> float:
    """By what to multiply what new documents bring at the pace of half a year; 1 while there is no longer past."""
    last = bisect_right(ledger.columns.issued, on.toordinal())
    if not last:
        return 1.0
    days = min(on.toordinal() - ledger.columns.issued[0] + 1, YEAR_DAYS)
    if days <= pace.WINDOW_DAYS:
        return 1.0
    year = _a_day(ledger, last, on, days, leave_out)
    lately = _a_day(ledger, last, on, pace.WINDOW_DAYS, leave_out)
    return 1 - YEAR_SHARE + YEAR_SHARE * year / lately if lately else 1.0


def loose_a_day(ledger: Ledger, on: date, loose: Sequence[tuple[date, Decimal]]) -> float:
    """What loose money the pace holds a day: it is not scaled."""
    window = pace.window_days(ledger, on)
    if window < pace.LEAST_WINDOW_DAYS:
        return 0.0
    since = on - timedelta(days=window)
    return float(sum((amount for day, amount in loose if since < day <= on), ZERO)) / window


def scaled(by_period: Sequence[float], loose: float, by: float) -> list[float]:
    """`by_period` with all but its `loose` part multiplied."""
    return [(value - loose) * by + loose for value in by_period]


def _a_day(ledger: Ledger, last: int, on: date, days: int, leave_out: Collection[UUID]) -> float:
    """Rupees a day of the documents of so many days; entries stand in the order of their issue."""
    first = bisect_right(ledger.columns.issued, on.toordinal() - days)
    amounts = (entry.total for entry in ledger.entries[first:last] if entry.document_id not in leave_out)
    return float(sum(amounts, ZERO)) / days

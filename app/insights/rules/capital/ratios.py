"""Days sales outstanding, by balance and by count-back, and days payables outstanding, on any day.

The usual textbook ratios (balance at the day, over what was invoiced on credit in the window, times its days), all
figures with tax. What was paid on its own day is a cash sale: it never stood open, and would make customers look quick.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from app.insights.records.capital import CapitalPoint
from app.insights.records.ledger import Entry, Ledger
from app.values.period import Month

ZERO = Decimal(0)

WINDOW_DAYS = 90
LEAST_DOCUMENTS = 3
"""Fewer documents in the window make a ratio that means nothing."""

COUNTED_BACK_MONTHS = 24
"""What is older than this says nothing about how fast customers pay now."""


def point(sales: Ledger, bills: Ledger, on: date, window_days: int = WINDOW_DAYS) -> CapitalPoint:
    """Balances and ratios at the end of `on`, knowing only what was known then."""
    receivable, payable = sales.open_on(on), bills.open_on(on)
    sold, bought = in_window(sales, on, window_days), in_window(bills, on, window_days)
    credit_sales, credit_purchases = value(sold), value(bought)
    dso = days(receivable, credit_sales, len(sold), window_days)
    dpo = days(payable, credit_purchases, len(bought), window_days)
    return CapitalPoint(
        on=on,
        window_days=window_days,
        receivables=receivable,
        credit_sales=credit_sales,
        payables=payable,
        credit_purchases=credit_purchases,
        dso_days=dso,
        count_back_days=_count_back(sales, receivable, on) if dso is not None else None,
        dpo_days=dpo,
        credit_gap_days=round(dso - dpo, 1) if dso is not None and dpo is not None else None,
    )


def in_window(ledger: Ledger, on: date, window_days: int = WINDOW_DAYS) -> list[Entry]:
    """The documents on credit that were issued in the window that ends on `on`."""
    since = on - timedelta(days=window_days)
    return [entry for entry in ledger.known_on(on) if entry.issued_on > since and on_credit(entry) > 0]


def on_credit(entry: Entry) -> Decimal:
    """What of a document was left to be paid after the day of its issue; nothing where it counts as paid without a day.

    A part that is paid without a day counts as credit: it may have been paid at any time.
    """
    if entry.open_on(entry.issued_on) <= 0:
        return ZERO
    at_once = sum((amount for day, amount in entry.reductions if day <= entry.issued_on), ZERO)
    return max(entry.total - at_once, ZERO)


def value(entries: Iterable[Entry]) -> Decimal:
    """What these documents left to be paid after their day."""
    return sum(map(on_credit, entries), ZERO)


def days(balance: Decimal, credit: Decimal, documents: int, window_days: int) -> float | None:
    """Days of `credit` (of the window) that the balance stands for; None where the documents are too few."""
    if documents < LEAST_DOCUMENTS or credit <= 0:
        return None
    return round(float(balance / credit) * window_days, 1)


def _count_back(sales: Ledger, balance: Decimal, on: date) -> float | None:
    """Days of the latest credit sales, month by month backwards, until `balance` is used up; None where it never is."""
    by_month: dict[Month, Decimal] = defaultdict(lambda: ZERO)
    for entry in sales.known_on(on):
        by_month[Month.of(entry.issued_on)] += on_credit(entry)
    month, counted, left = Month.of(on), 0.0, balance
    for _ in range(COUNTED_BACK_MONTHS):
        length, sold = (min(month.last, on) - month.first).days + 1, by_month[month]
        if left <= sold:
            return round(counted + (float(left / sold) * length if sold else 0.0), 1)
        counted, left, month = counted + length, left - sold, month.plus(-1)
    return None

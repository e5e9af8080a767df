"""Days sales outstanding, days payables outstanding and the cash conversion cycle, now and at past month ends.

The usual textbook ratios (balance at the day, over invoiced value of the window, times days), all figures with tax.
Days of stock are left out: the books hold no cost of what was sold.
"""

from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from app.insights.records.answer import Missing, Need
from app.insights.records.ledger import Ledger
from app.insights.records.money_owed import CapitalPoint, WorkingCapital
from app.insights.rules.paying import receivables
from app.insights.rules.paying.receivables import NOTHING, Chances
from app.values.period import Month

ZERO = Decimal(0)

WINDOW_DAYS = 90
TREND_MONTHS = 6
LEAST_DOCUMENTS = 3
"""Fewer documents in the window make a ratio that means nothing."""

FORMULAS = (
    f"DSO = receivables / credit sales of {WINDOW_DAYS} days x {WINDOW_DAYS}",
    f"DPO = payables / credit purchases of {WINDOW_DAYS} days x {WINDOW_DAYS}",
    "CCC = DSO - DPO (days of stock not known)",
)


def working_capital(sales: Ledger, bills: Ledger, on: date, late: Chances = NOTHING) -> WorkingCapital:
    """The ratios on `on`, at the last month ends, and the rupees tied up beyond what is usual here."""
    now = point(sales, bills, on)
    ends = [Month.of(on).plus(-back).last for back in range(TREND_MONTHS, 0, -1)]
    trend = tuple(p for p in (point(sales, bills, end) for end in ends) if p.dso_days is not None)
    usual = median(p.dso_days for p in trend if p.dso_days is not None) if len(trend) >= LEAST_DOCUMENTS else None
    tied_up = _tied_up(now, usual)
    return WorkingCapital(
        at_stake=tied_up,
        is_told=now.dso_days is not None or now.dpo_days is not None,
        missing=_missing(sales, bills, now, on),
        window_days=WINDOW_DAYS,
        formulas=FORMULAS,
        now=now,
        trend=trend,
        usual_dso_days=usual,
        tied_up=tied_up,
        largest_open=tuple(receivables.open_items(sales, on, late)[: receivables.NAMED]),
    )


def point(sales: Ledger, bills: Ledger, on: date) -> CapitalPoint:
    """Balances and ratios at the end of `on`; a ratio is None where the window holds too few documents."""
    receivable, payable = sales.open_on(on), bills.open_on(on)
    sold, bought = _window(sales, on), _window(bills, on)
    dso = _days(receivable, *sold)
    dpo = _days(payable, *bought)
    ccc = round(dso - dpo, 1) if dso is not None and dpo is not None else None
    return CapitalPoint(on, receivable, sold[0], payable, bought[0], dso, dpo, ccc)


def _window(ledger: Ledger, on: date) -> tuple[Decimal, int]:
    """Value and number of documents issued in the window that ends on `on`."""
    since = on - timedelta(days=WINDOW_DAYS)
    totals = [entry.total for entry in ledger.known_on(on) if entry.issued_on > since]
    return sum(totals, ZERO), len(totals)


def _days(balance: Decimal, value: Decimal, documents: int) -> float | None:
    if documents < LEAST_DOCUMENTS or value <= 0:
        return None
    return round(float(balance / value) * WINDOW_DAYS, 1)


def _tied_up(now: CapitalPoint, usual: float | None) -> Decimal:
    """Rupees that would be free if customers paid as fast as they did over the last months."""
    if usual is None or now.dso_days is None or now.dso_days <= usual:
        return ZERO
    return now.credit_sales / WINDOW_DAYS * Decimal(str(now.dso_days - usual))


def _missing(sales: Ledger, bills: Ledger, now: CapitalPoint, on: date) -> tuple[Missing, ...]:
    gaps = [Missing(Need.STOCK)]
    if now.dpo_days is None:
        gaps.insert(0, Missing(Need.CREDIT_PURCHASES, _window(bills, on)[1], LEAST_DOCUMENTS))
    if now.dso_days is None:
        gaps.insert(0, Missing(Need.CREDIT_SALES, _window(sales, on)[1], LEAST_DOCUMENTS))
    return tuple(gaps)

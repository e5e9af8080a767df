"""How long money is away now, on this day of earlier months and over 3, 6 and 12 months; what is tied up, by whom."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from app.books.records import Books
from app.insights.records.answer import Missing, Need
from app.insights.records.capital import CapitalPoint, CapitalWindow, Stock, StockState, WorkingCapital
from app.insights.records.ledger import Ledger
from app.insights.rules.capital import evidence, movers, ratios, stock
from app.insights.rules.capital.ratios import LEAST_DOCUMENTS, WINDOW_DAYS
from app.insights.rules.paying import receivables
from app.insights.rules.paying.receivables import NOTHING, Chances
from app.values import money
from app.values.period import Month

ZERO = Decimal(0)

TREND_MONTHS = 12
USUAL_MONTHS = 6
"""The months whose middle ratio is the usual one."""

WINDOWS = {3: 91, 6: 182, 12: 365}
"""Days of so many months."""

FORMULAS = (
    f"DSO = receivables / credit sales of {WINDOW_DAYS} days x {WINDOW_DAYS}",
    "DSO by count-back = days of the latest credit sales, month by month backwards, that make up the receivables",
    f"DIO = stock at buying prices / cost of the goods sold in {WINDOW_DAYS} days x {WINDOW_DAYS}",
    f"DPO = payables / credit purchases of {WINDOW_DAYS} days x {WINDOW_DAYS}",
    "CCC = DSO + DIO - DPO",
)


def working_capital(books: Books, sales: Ledger, bills: Ledger, on: date, late: Chances = NOTHING) -> WorkingCapital:
    """The ratios on `on` and before, the rupees tied up beyond what is usual and agreed, and what moved them."""
    now = ratios.point(sales, bills, on)
    trend = _trend(sales, bills, on)
    usual = _usual(trend)
    goods = stock.stock(books, on)
    tied_up = _tied_up(now, usual)
    idle = sum((line.value for line in goods.named if line.state is StockState.DEAD), ZERO) if goods else ZERO
    return WorkingCapital(
        at_stake=tied_up + idle,
        is_told=now.dso_days is not None or now.dpo_days is not None or _has_goods(goods),
        missing=_missing(sales, bills, now, goods, on),
        window_days=WINDOW_DAYS,
        formulas=FORMULAS,
        now=now,
        windows=_windows(sales, bills, on),
        trend=trend,
        usual_dso_days=usual,
        ccc_days=_cycle(now, goods),
        tied_up=tied_up,
        beyond_terms=sum((entry.open_on(on) for entry in sales.known_on(on) if entry.due_on < on), ZERO),
        cash_sales=_cash_sales(sales, on),
        stock=goods,
        idle_stock=idle,
        largest_open=tuple(receivables.open_items(sales, on, late)[: receivables.NAMED]),
        series=evidence.series(trend, now),
        drivers=movers.drivers(sales, bills, goods, on),
        traces=evidence.traces(sales, bills, goods, on),
    )


def _trend(sales: Ledger, bills: Ledger, on: date) -> tuple[CapitalPoint, ...]:
    """The ratios on this day of earlier months, where there are any: invoices of the 5th are owed most on the 5th."""
    months = (Month.of(on).plus(-back) for back in range(TREND_MONTHS, 0, -1))
    days = (min(month.first + timedelta(days=on.day - 1), month.last) for month in months)
    points = (ratios.point(sales, bills, day) for day in days)
    return tuple(one for one in points if one.dso_days is not None or one.dpo_days is not None)


def _usual(trend: Sequence[CapitalPoint]) -> float | None:
    known = [one.dso_days for one in trend if one.dso_days is not None][-USUAL_MONTHS:]
    return round(median(known), 1) if len(known) >= LEAST_DOCUMENTS else None


def _windows(sales: Ledger, bills: Ledger, on: date) -> tuple[CapitalWindow, ...]:
    """Windows that the books fill, each beside the one before it where they fill that as well."""
    first = min((entry.issued_on for entry in (*sales.entries, *bills.entries)), default=on)
    found = []
    for months, days in WINDOWS.items():
        earlier = on - timedelta(days=days)
        if first <= earlier + timedelta(days=WINDOW_DAYS // 3):
            before = ratios.point(sales, bills, earlier, days) if first <= earlier - timedelta(days=days) else None
            found.append(CapitalWindow(months, ratios.point(sales, bills, on, days), before))
    return tuple(found)


def _tied_up(now: CapitalPoint, usual: float | None) -> Decimal:
    """Rupees that would be free if customers paid as fast as they did over the last months."""
    if usual is None or now.dso_days is None or now.dso_days <= usual:
        return ZERO
    return money.rounded(now.credit_sales / WINDOW_DAYS * Decimal(str(now.dso_days - usual)))


def _cycle(now: CapitalPoint, goods: Stock | None) -> float | None:
    if now.credit_gap_days is None or goods is None or goods.dio_days is None:
        return None
    return round(now.credit_gap_days + goods.dio_days, 1)


def _has_goods(goods: Stock | None) -> bool:
    return goods is not None and (goods.value > 0 or bool(goods.named))


def _cash_sales(sales: Ledger, on: date) -> Decimal:
    since = on - timedelta(days=WINDOW_DAYS)
    issued = [entry for entry in sales.known_on(on) if entry.issued_on > since]
    return sum((entry.total - ratios.on_credit(entry) for entry in issued), ZERO)


def _missing(sales: Ledger, bills: Ledger, now: CapitalPoint, goods: Stock | None, on: date) -> tuple[Missing, ...]:
    gaps = []
    if now.dso_days is None:
        gaps.append(Missing(Need.CREDIT_SALES, len(ratios.in_window(sales, on)), LEAST_DOCUMENTS))
    if now.dpo_days is None:
        gaps.append(Missing(Need.CREDIT_PURCHASES, len(ratios.in_window(bills, on)), LEAST_DOCUMENTS))
    if goods is None or goods.value <= 0:
        gaps.append(Missing(Need.STOCK))
    elif goods.dio_days is None:
        gaps.append(Missing(Need.COST_OF_SALES))
    return tuple(gaps)

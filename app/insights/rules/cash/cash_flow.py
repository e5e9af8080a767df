"""Cash of the next thirteen weeks, the lowest of them, what to count on and what not.

Open invoices come in and open bills go out by the parties' own payment habits, new ones follow at the pace of the last
weeks, recurring expenses fall on their days, the rest of the expenses at their mean. The 80 % band is made of the
errors of the same prediction at earlier dates, each knowing only what the books could tell then.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Books, Direction
from app.insights.records.answer import Missing, NamedAmount, Need
from app.insights.records.cash import CashBacktest, CashFlow, CashWeek
from app.insights.records.ledger import Ledger
from app.insights.records.tools import PaymentDays
from app.insights.rules import history
from app.insights.rules.cash import cash_backtest
from app.insights.rules.cash.outlook import WEEKS, Outlook, Sides, outlook
from app.insights.rules.paying import receivables
from app.values import money

ZERO = Decimal(0)

LEAST_WEEKS = 4
SURE_ORIGINS = 8
HABITS_FROM = 10
"""Settled invoices from which payment dates are habits rather than due dates."""

NOT_INCLUDED = ("gst_and_tds_payments", "loans", "owner_drawings_outside_the_books")


def cash_flow(books: Books, sales: Ledger, bills: Ledger, on: date, pays: PaymentDays) -> CashFlow:
    """Thirteen weeks of cash after `on`, starting at the cash book's balance or else at zero."""
    sides = Sides(books, sales, bills)
    told = outlook(sides, on, pays)
    missed = cash_backtest.errors(sides, on, pays)
    widths, band_from = cash_backtest.widths(sides, missed, on)
    tested = cash_backtest.backtest(sides, missed, on)
    opening = opening_balance(books, on)
    weeks = _weeks(told, opening or ZERO, widths, on)
    lowest = min(weeks, key=lambda week: (week.balance, week.week))
    items = receivables.open_items(sales, on)
    doubtful = [item for item in items if item.document_id in told.receipts.doubtful]
    age_weeks = (on - sides.started_on).days // 7 if sides.started_on else 0
    return CashFlow(
        at_stake=max(-lowest.balance, ZERO),
        is_told=age_weeks >= LEAST_WEEKS or bool(items),
        missing=_missing(opening, age_weeks, on),
        opening_balance=opening,
        weeks=weeks,
        lowest=lowest,
        total_in=sum((week.receipts_open + week.receipts_new for week in weeks), ZERO),
        total_out=sum((week.receipts_open + week.receipts_new - week.net for week in weeks), ZERO),
        confidence=_confidence(tested),
        band_from=band_from,
        payment_dates_from="payment_habits" if told.receipts.settled >= HABITS_FROM else "due_dates",
        settled_invoices=told.receipts.settled,
        tested=tested,
        recurring=told.recurring,
        expected_largest=_largest(items, told.receipts.doubtful),
        doubtful=tuple(doubtful[: receivables.NAMED]),
        doubtful_total=receivables.total(doubtful),
        not_included=NOT_INCLUDED,
    )


def opening_balance(books: Books, on: date) -> Decimal | None:
    """What the cash book says is there on `on`; None when none is kept, or one that lacks its first line.

    A till cannot hold less than nothing: a negative sum means that the cash of the beginning was never entered.
    """
    lines = [entry for entry in books.cash_entries if history.happened(entry.entered_on, on)]
    balance = sum((line.amount if line.direction is Direction.IN else -line.amount for line in lines), ZERO)
    return balance if lines and balance >= 0 else None


def _largest(items: Sequence[NamedAmount], doubtful: frozenset[UUID]) -> tuple[NamedAmount, ...]:
    """The open invoices that the prediction counts on, the largest first."""
    counted_on = [item for item in items if item.document_id not in doubtful]
    return tuple(sorted(counted_on, key=lambda item: (-item.amount, str(item.document_id)))[: receivables.NAMED])


def _weeks(told: Outlook, opening: Decimal, widths: Sequence[float] | None, on: date) -> tuple[CashWeek, ...]:
    weeks: list[CashWeek] = []
    balance = opening
    for index in range(WEEKS):
        width = None if widths is None else _rupees(widths[index])
        week = _week(told, index, balance, width, on + timedelta(days=7 * index + 1))
        balance = week.balance
        weeks.append(week)
    return tuple(weeks)


def _week(told: Outlook, index: int, balance: Decimal, width: Decimal | None, starts_on: date) -> CashWeek:
    in_open, in_new = _rupees(told.receipts.from_open[index]), _rupees(told.receipts.from_new[index])
    out_open, out_new = _rupees(told.payments.from_open[index]), _rupees(told.payments.from_new[index])
    fixed, other = _rupees(told.fixed[index]), _rupees(told.other)
    net = in_open + in_new - out_open - out_new - fixed - other
    after = balance + net
    low, high = (None, None) if width is None else (after - width, after + width)
    ends_on = starts_on + timedelta(days=6)
    return CashWeek(
        week=index + 1,
        starts_on=starts_on,
        ends_on=ends_on,
        receipts_open=in_open,
        receipts_new=in_new,
        payments_open=out_open,
        payments_new=out_new,
        expenses_recurring=fixed,
        expenses_other=other,
        net=net,
        balance=after,
        balance_low=low,
        balance_high=high,
    )


def _missing(opening: Decimal | None, age_weeks: int, on: date) -> tuple[Missing, ...]:
    gaps = []
    if age_weeks < cash_backtest.SPREAD_WEEKS[0]:
        need = cash_backtest.SPREAD_WEEKS[0]
        gaps.append(Missing(Need.WEEKS_OF_PAYMENTS, age_weeks, need, on + timedelta(days=7 * (need - age_weeks))))
    if opening is None:
        gaps.append(Missing(Need.OPENING_BALANCE))
    return tuple(gaps)


def _confidence(tested: CashBacktest) -> str:
    """Low as well where a plain average of the last weeks would have done better at earlier dates."""
    error, naive = tested.mean_absolute_error, tested.naive_absolute_error
    if tested.origins < cash_backtest.LEAST_ORIGINS or error is None or naive is None or error > naive:
        return "low"
    return "high" if tested.origins >= SURE_ORIGINS else "medium"


def _rupees(amount: float) -> Decimal:
    return money.rounded(Decimal(repr(amount)))

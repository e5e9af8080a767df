"""What customers owe: how old it is, when it should come, whom to ask first; and what we owe ourselves for too long."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.insights.records.ledger import Ledger
from app.insights.records.money_owed import DaysTested, ExpectedPayment, Overdue
from app.insights.records.tools import PaymentDays
from app.insights.rules.paying import expected_payments, old_bills, pace, payment_days, receipts, receivables, shown
from app.insights.rules.paying.payment_days import DayChances
from app.insights.rules.paying.receivables import NAMED, NOTHING, Chances
from app.values import money
from ml_models.late_payment.columns import LATE_AFTER_DAYS

SOON_DAYS = 28
LISTED = 30
"""So many open invoices are told with their days, those with the most money at risk; the traces lead to the others."""


def overdue(sales: Ledger, bills: Ledger, on: date, pays: PaymentDays, late_chances: Chances = NOTHING) -> Overdue:
    """Customers' invoices past their due date on `on`, when the open ones should come, and our own late bills.

    late_chances : of each open invoice to be paid more than a fortnight late
    """
    items = receivables.open_items(sales, on, late_chances)
    late = [item for item in items if item.days_late > 0]
    payable = [item for item in receivables.open_items(bills, on) if item.days_late > 0]
    coming = payment_days.of(sales, on, pays, expected_payments.HORIZON_DAYS)
    expected = expected_payments.expected(sales, on, late_chances, coming)
    earlier, tested = _looked_back(sales, on, pays)
    return Overdue(
        at_stake=receivables.total(late),
        series=receipts.series(sales, on, receipts.by_week(pace.expected(sales, on, pays)), earlier),
        drivers=shown.drivers(late),
        backtest=receipts.backtest(earlier),
        traces=(
            *shown.totals(items, late, payable),
            shown.expected_soon(expected, SOON_DAYS),
            *shown.by_week(expected, on),
        ),
        total_open=receivables.total(items),
        total_overdue=receivables.total(late),
        overdue_documents=len(late),
        assumed_due_dates=sum(1 for entry in sales.known_on(on) if entry.is_due_assumed and entry.open_on(on) > 0),
        bands=receivables.bands(items),
        largest=tuple(late[:NAMED]),
        late_after_days=LATE_AFTER_DAYS,
        likely_late=tuple(receivables.likely_late(items)),
        expected=expected[:LISTED],
        expected_documents=len(expected),
        soon_days=SOON_DAYS,
        expected_soon=_soon(expected, coming),
        cold_customers=len({one.party_id for one in expected if one.is_cold}),
        tested=tested,
        payable_overdue=receivables.total(payable),
        payable_largest=tuple(payable[:NAMED]),
        old_bills=old_bills.old_bills(bills, on),
    )


def _looked_back(sales: Ledger, on: date, pays: PaymentDays) -> tuple[receipts.Tested, DaysTested | None]:
    """Weeks and days told at earlier dates beside what came: date by date, since chances by day take much memory."""
    weeks: dict[date, receipts.Weeks] = {}
    days: list[expected_payments.Outcome] = []
    for origin in expected_payments.origins(on):
        told = pace.expected(sales, origin, pays)
        weeks[origin] = receipts.by_week(told)
        days += expected_payments.outcomes(sales, origin, told.chances)
    return receipts.tested(sales, weeks), expected_payments.tested(days, on)


def _soon(expected: Iterable[ExpectedPayment], coming: Mapping[UUID, DayChances]) -> Decimal:
    """What the open invoices should bring within `SOON_DAYS`: each amount times its chance to be paid by then."""
    found = (float(one.amount) * sum(coming[one.document_id].by_day[:SOON_DAYS]) for one in expected)
    return money.estimated(sum(found, 0.0))

"""What customers owe: how old it is, when it should come, whom to ask first; and what we owe ourselves for too long."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.insights.records.answer import NamedAmount
from app.insights.records.evidence import Driver, RowKind, Trace
from app.insights.records.ledger import Ledger
from app.insights.records.money_owed import ExpectedPayment, Overdue
from app.insights.records.tools import PaymentDays
from app.insights.rules import tracing
from app.insights.rules.paying import expected_payments, old_bills, pace, payment_days, receipts, receivables
from app.insights.rules.paying.payment_days import DayChances
from app.insights.rules.paying.receivables import NAMED, NOTHING, Chances
from app.values import money
from ml_models.late_payment.columns import LATE_AFTER_DAYS

SOON_DAYS = 28
MOST_EXPECTED = 500
"""So many open invoices are listed with their days; the totals hold all."""

DRIVERS = 5


def overdue(sales: Ledger, bills: Ledger, on: date, pays: PaymentDays, late_chances: Chances = NOTHING) -> Overdue:
    """Customers' invoices past their due date on `on`, when all open ones should come, and our own late bills.

    late_chances : of each open invoice to be paid more than a fortnight late
    """
    items = receivables.open_items(sales, on, late_chances)
    late = [item for item in items if item.days_late > 0]
    payable = [item for item in receivables.open_items(bills, on) if item.days_late > 0]
    coming = payment_days.of(sales, on, pays, expected_payments.HORIZON_DAYS)
    expected = expected_payments.expected(sales, on, late_chances, coming)
    told = {day: pace.expected(sales, day, pays) for day in expected_payments.origins(on)}
    earlier = receipts.tested(sales, told)
    return Overdue(
        at_stake=receivables.total(late),
        series=receipts.series(sales, on, receipts.by_week(pace.expected(sales, on, pays)), earlier),
        drivers=_drivers(late),
        backtest=receipts.backtest(earlier),
        traces=_traces(items, late, payable, expected),
        total_open=receivables.total(items),
        total_overdue=receivables.total(late),
        overdue_documents=len(late),
        assumed_due_dates=sum(1 for entry in sales.known_on(on) if entry.is_due_assumed and entry.open_on(on) > 0),
        bands=receivables.bands(items),
        largest=tuple(late[:NAMED]),
        late_after_days=LATE_AFTER_DAYS,
        likely_late=tuple(receivables.likely_late(items)),
        expected=expected[:MOST_EXPECTED],
        soon_days=SOON_DAYS,
        expected_soon=_soon(expected, coming),
        cold_customers=len({one.party_id for one in expected if one.is_cold}),
        tested=expected_payments.tested(sales, on, told),
        payable_overdue=receivables.total(payable),
        payable_largest=tuple(payable[:NAMED]),
        old_bills=old_bills.old_bills(bills, on),
    )


def _soon(expected: Iterable[ExpectedPayment], coming: Mapping[UUID, DayChances]) -> Decimal:
    """What the open invoices should bring within `SOON_DAYS`: each amount times its chance to be paid by then."""
    found = (float(one.amount) * sum(coming[one.document_id].by_day[:SOON_DAYS]) for one in expected)
    return money.rounded(Decimal(repr(sum(found, 0.0))))


def _drivers(late: Sequence[NamedAmount]) -> tuple[Driver, ...]:
    """Who makes up the overdue money, the largest first."""
    owed: dict[str, Decimal] = defaultdict(Decimal)
    for item in late:
        owed[item.party] += item.amount
    ranked = sorted(owed.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Driver(party, amount) for party, amount in ranked[:DRIVERS])


def _traces(
    items: Iterable[NamedAmount],
    late: Iterable[NamedAmount],
    payable: Iterable[NamedAmount],
    expected: Iterable[ExpectedPayment],
) -> tuple[Trace, ...]:
    soon = "each open amount times its chance to be paid within 28 days"
    return (
        _trace("total_open", "unpaid rest of every invoice", items),
        _trace("total_overdue", "unpaid rest of the invoices past their due date", late),
        _trace("payable_overdue", "unpaid rest of the bills past their due date", payable),
        tracing.trace("expected_soon", soon, RowKind.DOCUMENT, [(one.document_id, one.amount) for one in expected]),
    )


def _trace(figure: str, formula: str, items: Iterable[NamedAmount]) -> Trace:
    return tracing.trace(figure, formula, RowKind.DOCUMENT, [(item.document_id, item.amount) for item in items])

"""Tables 5.1 and 6.1 of GSTR-3B: how the tax is paid, and what filing late costs (CGST Act 2017, s.47, s.49, s.50)."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from app.compliance.records.periods.gstr3b import Cell, Late, Payment
from app.compliance.records.periods.tax_period import TaxPeriod
from app.compliance.rules.periods.gstr3b import credit, sales
from app.gst import parameters, rounding
from app.gst.arithmetic import Heads
from app.gst.returns import due_dates, late_fees, set_off
from app.values import money


def payment(sold: Sequence[Cell], claimed: Sequence[Cell], period: TaxPeriod) -> Payment:
    """Table 6.1 from tables 3.1 and 4. A negative balance of a head is carried forward, not paid."""
    owed = _named(sold, sales.TAXED).heads + _named(sold, sales.ZERO_RATED).heads
    reverse_charge = _positive(_named(sold, sales.REVERSE_CHARGE).heads)
    tax, available = _positive(owed), _positive(_named(claimed, credit.NET).heads)
    done = set_off.set_off(tax, available, period.ends)
    return Payment(
        tax=tax,
        credit=available,
        by_credit=done,
        reverse_charge=reverse_charge,
        in_cash=_payable(done.in_cash + reverse_charge),
        may_need_one_percent=_is_large(_named(sold, sales.TAXED).taxable_value, period),
    )


def late(paid: Payment, period: TaxPeriod, *, on: date, state: str | None, turnover: Decimal | None) -> Late | None:
    """What filing on a day costs; None where the day is in time, or the due date hangs on a State not known.

    The fee is that of a nil return where no tax is payable, whatever was sold or bought (76/2018-CT, 19/2021-CT).
    """
    frequency = due_dates.QUARTERLY if period.is_quarter else due_dates.MONTHLY
    try:
        due = due_dates.due("GSTR-3B", period.ends, frequency=frequency, state=state)
    except (due_dates.NotDue, due_dates.StateNeeded):
        return None
    days = (on - due.on).days
    if days <= 0:
        return None
    interest = late_fees.interest(paid.in_cash.total, days, on)
    fee = _fee(days, period, turnover, is_nil=not (paid.tax + paid.reverse_charge).total)
    return Late(due.on, days, interest.amount, fee, f"{due.law}; {interest.law}")


def _is_large(taxable_value: Decimal, period: TaxPeriod) -> bool:
    """Whether the taxable supplies of a month, exports aside, are so large that rule 86B may ask for 1 % in cash."""
    limit = parameters.find("cash_share_monthly_value_over", period.ends)
    return limit is not None and taxable_value > limit.value * (3 if period.is_quarter else 1)


def _fee(days: int, period: TaxPeriod, turnover: Decimal | None, *, is_nil: bool) -> Decimal | None:
    try:
        return late_fees.late_fee("GSTR-3B", days, is_nil=is_nil, turnover=turnover, on=period.ends).total
    except late_fees.TurnoverNeeded:
        return None


def _named(cells: Iterable[Cell], name: str) -> Cell:
    return next(cell for cell in cells if cell.name == name)


def _positive(heads: Heads) -> Heads:
    return Heads(*(max(amount, money.ZERO) for amount in (heads.cgst, heads.sgst, heads.igst, heads.cess)))


def _payable(heads: Heads) -> Heads:
    return Heads(*map(rounding.payable, (heads.cgst, heads.sgst, heads.igst, heads.cess)))

"""What a business has to file and pay, and when (CGST Act 2017, s.37, s.39, s.44, s.50; CGST Rules, rules 59 to 62).

Regular monthly: GSTR-1 and GSTR-3B. Quarterly (up to 5 crore, 84/2020-CT): GSTR-1 and GSTR-3B after the quarter, PMT-06
and, who likes, IFF in its first two months. Composition: CMP-08 and GSTR-4. GSTR-9 above 2 crore (15/2025-CT and the
yearly exemptions before it).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.compliance.records.periods.calendar import Calendar, Duty, Filer, Frequency
from app.compliance.records.periods.tax_period import GST_BEGAN
from app.gst import parameters
from app.gst.parties import Registration
from app.gst.returns import due_dates, late_fees
from app.values.period import Month

COMING_DAYS = 90
PAST_DAYS = 90
_LOOK_BACK_MONTHS = 18
_QUARTERLY_FROM = Month(2021, 1)
_WITH_TAX = frozenset({"GSTR-3B", "PMT-06", "CMP-08"})


@dataclass(frozen=True, slots=True)
class _Return:
    """A return for a stretch of months."""

    form: str
    frequency: str
    first: Month
    last: Month
    is_optional: bool = False
    optional_up_to: Decimal | None = None


def calendar(filer: Filer, *, on: date) -> Calendar:
    """What falls due within 90 days from a day on, the next first, and what fell due in the 90 days before it."""
    since, until = on - timedelta(days=PAST_DAYS), on + timedelta(days=COMING_DAYS)
    found = [duty for one in _returns(filer, on) if (duty := _duty(one, filer, on)) and since <= duty.due_on <= until]
    ordered = sorted(found, key=lambda duty: (duty.due_on, duty.form))
    return Calendar(
        on=on,
        filer=filer,
        coming=tuple(duty for duty in ordered if duty.due_on >= on),
        past=tuple(duty for duty in reversed(ordered) if duty.due_on < on),
    )


def _returns(filer: Filer, on: date) -> Iterator[_Return]:
    """Every return of the months around a day; those that are not due soon are left out later."""
    for month in Month.of(on).plus(-_LOOK_BACK_MONTHS).until(Month.of(on).plus(3)):
        if month < GST_BEGAN:
            continue
        ends_quarter, quarter = month.month % 3 == 0, month.plus(-2)
        if filer.registration is Registration.COMPOSITION:
            yield from _of_composition(month)
        elif filer.frequency is Frequency.MONTHLY or month < _QUARTERLY_FROM:
            yield _Return("GSTR-1", due_dates.MONTHLY, month, month)
            yield _Return("GSTR-3B", due_dates.MONTHLY, month, month)
        elif ends_quarter:
            yield _Return("GSTR-1", due_dates.QUARTERLY, quarter, month)
            yield _Return("GSTR-3B", due_dates.QUARTERLY, quarter, month)
        else:
            yield _Return("IFF", due_dates.MONTHLY, month, month, is_optional=True)
            yield _Return("PMT-06", due_dates.MONTHLY, month, month)
        if month.month == 3 and filer.registration is Registration.REGULAR:
            limit = parameters.value("annual_return_turnover_over", month.last)
            is_small = filer.turnover is None or filer.turnover <= limit
            yield _Return("GSTR-9", due_dates.YEARLY, month.plus(-11), month, is_small, limit)


def _of_composition(month: Month) -> Iterator[_Return]:
    if month.month % 3 == 0:
        yield _Return("CMP-08", due_dates.QUARTERLY, month.plus(-2), month)
    if month.month == 3:
        yield _Return("GSTR-4", due_dates.YEARLY, month.plus(-11), month)


def _duty(one: _Return, filer: Filer, on: date) -> Duty | None:
    """The return with its day and costs; None where the law knows none, or the day hangs on a State not known."""
    try:
        due = due_dates.due(one.form, one.last.last, frequency=one.frequency, state=filer.state)
    except (due_dates.NotDue, due_dates.StateNeeded):
        return None
    days_left = (due.on - on).days
    fee, nil_fee = (_fee(one, filer, -days_left, is_nil=is_nil) for is_nil in (False, True))
    interest = parameters.find("interest_percent_late_payment", on) if one.form in _WITH_TAX else None
    return Duty(
        form=one.form,
        first=one.first.first,
        last=one.last.last,
        due_on=due.on,
        days_left=days_left,
        is_extended=due.is_extended,
        is_optional=one.is_optional,
        optional_up_to=one.optional_up_to,
        fee_per_day=fee.per_day if fee else None,
        fee_per_day_nil=nil_fee.per_day if nil_fee else None,
        fee_cap=fee.cap if fee else None,
        fee_so_far=fee.total if fee else None,
        interest_percent=interest.value if interest else None,
        law=f"{due.law}; {fee.law}" if fee else due.law,
    )


def _fee(one: _Return, filer: Filer, days_late: int, *, is_nil: bool) -> late_fees.Fee | None:
    try:
        return late_fees.late_fee(one.form, days_late, is_nil=is_nil, turnover=filer.turnover, on=one.last.last)
    except late_fees.TurnoverNeeded:
        return None

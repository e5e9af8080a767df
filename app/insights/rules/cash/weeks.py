"""The thirteen rows of the cash prediction, and the balances of its days and months."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal

from app.insights.records.cash import CashMonth, CashWeek
from app.insights.records.evidence import Point
from app.insights.rules.cash.outlook import WEEKS
from app.insights.rules.cash.parts import Days, Parts, by_week, day_of
from app.insights.rules.cash.prediction import Prediction
from app.insights.rules.cash.shown import point
from app.values import money
from ml_models.cashflow.records import Outcome

ZERO = Decimal(0)


def rows(made: Prediction, outcome: Outcome) -> tuple[CashWeek, ...]:
    """Each week with its parts; the balance is what is expected, its band that of the paths."""
    parts = made.parts
    sums = [_weekly(days) for days in _named(parts)]
    found: list[CashWeek] = []
    balance = made.opening.balance or ZERO
    for week in range(WEEKS):
        found.append(_row(made, outcome, week, [column[week] for column in sums], balance))
        balance = found[-1].balance
    return tuple(found)


def days(made: Prediction, outcome: Outcome) -> tuple[Point, ...]:
    """The balance of each of the 91 days."""
    return tuple(
        point(day_of(made.on, place), band, is_banded=made.is_banded) for place, band in enumerate(outcome.days)
    )


def months(made: Prediction, outcome: Outcome) -> tuple[CashMonth, ...]:
    """The balance at the end of each of the twelve months; none where receipts are known for too short a time."""
    if made.ahead is None:
        return ()
    found: list[CashMonth] = []
    before = made.opening.balance or ZERO
    for month, band in zip(made.ahead.months, outcome.months, strict=True):
        end = point(month.last, band, is_banded=made.is_banded)
        found.append(CashMonth(str(month), month.last, end.value - before, end))
        before = end.value
    return tuple(found)


def _named(parts: Parts) -> Iterable[Days]:
    """In the order of the fields of a week: what comes in, then what goes out."""
    return (
        parts.open_in,
        parts.new_in,
        parts.fixed_in,
        parts.open_out,
        parts.new_out,
        parts.fixed_out,
        parts.other,
        parts.taxes_by_day,
    )


def _weekly(days: Days) -> Sequence[Decimal]:
    return [money.estimated(amount) for amount in by_week(days)]


def _row(made: Prediction, outcome: Outcome, week: int, amounts: Sequence[Decimal], before: Decimal) -> CashWeek:
    net = sum(amounts[:3], ZERO) - sum(amounts[3:], ZERO)
    starts_on = day_of(made.on, 7 * week)
    end = point(starts_on, outcome.days[7 * week + 6], is_banded=made.is_banded)
    return CashWeek(
        week=week + 1,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=6),
        receipts_open=amounts[0],
        receipts_new=amounts[1],
        receipts_recurring=amounts[2],
        payments_open=amounts[3],
        payments_new=amounts[4],
        expenses_recurring=amounts[5],
        expenses_other=amounts[6],
        taxes=amounts[7],
        net=net,
        balance=before + net,
        balance_low=end.low80,
        balance_high=end.high80,
    )

"""The cash of twelve months: the thirteen weeks first, then monthly receipts as they go on, and costs beside them.

Receipts of the months beyond are forecast from past monthly receipts (season and level); costs without a rhythm keep
their share of receipts; what comes back and the law's dates fall where they fall.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import sqrt

from app.insights.records.preferences import Preferences
from app.insights.records.tools import Forecaster
from app.insights.rules import history
from app.insights.rules.cash.bands import NORMAL_80
from app.insights.rules.cash.outlook import HORIZON_DAYS, Sides, standing_on, taxes
from app.values.period import Month
from ml_models.cashflow.records import Month as Drawn
from ml_models.forecasting.records import Step

ZERO = Decimal(0)

MONTHS = 12
LEAST_MONTHS = 6
"""Complete months of receipts needed before anything is said beyond the thirteen weeks."""

SHARE_MONTHS = 12
MONTHS_OF_WEEKS = 3
"""Thirteen weeks are three months, whose independent errors add up by their squares."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """The twelve month ends after a day: those within the thirteen weeks as days from it, the others as nets."""

    months: tuple[Month, ...]
    within: tuple[int, ...]
    beyond: tuple[Drawn, ...]


def ahead(
    sides: Sides, on: date, forecaster: Forecaster, said: Preferences, half_widths: Sequence[float]
) -> Ahead | None:
    """What is drawn for the months; None where receipts are known for too short a time.

    half_widths : of the thirteen weeks' band: no later month is told more surely than one of them
    """
    receipts = history.monthly(((row.day, row.amount) for row in sides.rows if row.amount > 0), on)
    if receipts.first is None or len(receipts.amounts) < LEAST_MONTHS:
        return None
    first = Month.of(on + timedelta(days=1))
    months = tuple(first.until(first.plus(MONTHS - 1)))
    end = on + timedelta(days=HORIZON_DAYS)
    beyond = [month for month in months if month.last > end]
    steps = _receipts(receipts, months[-1], on, forecaster)
    fixed = _fixed(sides, on, said, beyond, end)
    share = _cost_share(sides, receipts)
    least = half_widths[-1] / NORMAL_80 / sqrt(MONTHS_OF_WEEKS) if half_widths else 0.0
    drawn = []
    for month, dated in zip(beyond, fixed, strict=True):
        step, part = steps[month], _part_after(month, end)
        spread = max((step.high80 - step.mean) / NORMAL_80 * sqrt(1 + share**2), least)
        drawn.append(Drawn(net=step.mean * part * (1 - share) + dated, spread=spread * sqrt(part)))
    return Ahead(months, tuple((month.last - on).days for month in months if month.last <= end), tuple(drawn))


def _receipts(receipts: history.MonthlySeries, last: Month, on: date, forecaster: Forecaster) -> Mapping[Month, Step]:
    """Receipts of the running month and each one up to `last`."""
    first = receipts.first.first if receipts.first else None
    running = Month.of(on)
    past = [float(amount) for amount in receipts.amounts]
    told = forecaster(past, horizon=history.months_between(running, last) + 1, first=first)
    return {running.plus(place): step for place, step in enumerate(told.steps)}


def _part_after(month: Month, end: date) -> float:
    """Which part of the month lies after the thirteen weeks."""
    return min((month.last - end).days, month.last.day) / month.last.day


def _fixed(sides: Sides, on: date, said: Preferences, months: Sequence[Month], end: date) -> list[float]:
    """What comes back at a cost, and taxes, after the thirteen weeks by month. Regular receipts are in the forecast."""
    if not months:
        return []
    days = (months[-1].last - on).days
    dated = [(one.day, one.amount) for one in standing_on(sides, on, days).expected if one.amount < 0]
    dated += [(one.due_on, -float(one.amount or 0)) for one in taxes(sides, on, said, days)]
    by_month: dict[Month, float] = defaultdict(float)
    for day, amount in dated:
        if day > end:
            by_month[Month.of(day)] += amount
    return [by_month[month] for month in months]


def _cost_share(sides: Sides, receipts: history.MonthlySeries) -> float:
    """Rupees that go out without a rhythm for each rupee that comes in, over the last year."""
    months = receipts.months()[-SHARE_MONTHS:]
    came = sum(receipts.amounts[-SHARE_MONTHS:], ZERO)
    if came <= 0:
        return 0.0
    first, last = months[0].first, months[-1].last
    dated = sides.dated_ids(last)
    went = (-row.amount for row in sides.rows if row.amount < 0 and first <= row.day <= last and row.id not in dated)
    return float(sum(went, ZERO) / came)

"""How far off the cash prediction was at earlier dates, and the band that follows."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from app.insights.records.cash import CashBacktest
from app.insights.records.tools import PaymentDays
from app.insights.rules.cash import bands
from app.insights.rules.cash.outlook import WEEKS, Sides, outlook
from app.values import money

HORIZON_DAYS = 7 * WEEKS
STEP_DAYS = 28
MOST_ORIGINS = 12
LEAST_ORIGINS = 5
LEARNING_DAYS = 180
"""An origin has half a year of books before it."""

SPREAD_WEEKS = (8, 26)
"""Weeks of cash needed before their spread can stand in for a backtest, and how many are looked at."""

Errors = Sequence[Sequence[float]]


def errors(sides: Sides, on: date, pays: PaymentDays) -> Errors:
    """What came less what was expected, added up by week, for each origin; none while the books are young."""
    return [
        [
            came - told
            for came, told in zip(
                accumulate(sides.weekly_nets(origin, WEEKS)),
                accumulate(outlook(sides, origin, pays).nets()),
                strict=True,
            )
        ]
        for origin in origins(sides, on)
    ]


def origins(sides: Sides, on: date) -> list[date]:
    """Earlier days whose thirteen weeks are over, four weeks apart, the latest first."""
    if sides.started_on is None:
        return []
    days = [on - timedelta(days=HORIZON_DAYS + STEP_DAYS * back) for back in range(MOST_ORIGINS)]
    return [day for day in days if (day - sides.started_on).days >= LEARNING_DAYS]


def widths(sides: Sides, missed: Errors, on: date) -> tuple[Sequence[float] | None, str]:
    """Half-widths of the band by week and what they are made of; None while nothing can be measured."""
    if len(missed) >= LEAST_ORIGINS:
        return bands.from_errors(missed), "backtest"
    age_weeks = (on - sides.started_on).days // 7 if sides.started_on else 0
    if age_weeks < SPREAD_WEEKS[0]:
        return None, "nothing_yet"
    weeks = min(age_weeks, SPREAD_WEEKS[1])
    return bands.from_spread(sides.weekly_nets(on - timedelta(days=7 * weeks), weeks), WEEKS), "spread_of_past_weeks"


def backtest(sides: Sides, missed: Errors, on: date) -> CashBacktest:
    """The error on the thirteen-week total, against that of "every week as the last thirteen on average"."""
    if not missed:
        return CashBacktest(0, None, None, None)
    naive = [_naive_error(sides, origin) for origin in origins(sides, on)]
    coverage = bands.share_inside(missed) if len(missed) >= LEAST_ORIGINS else None
    return CashBacktest(len(missed), _mean([row[-1] for row in missed]), _mean(naive), coverage)


def _naive_error(sides: Sides, origin: date) -> float:
    before = sum(sides.weekly_nets(origin - timedelta(days=HORIZON_DAYS), WEEKS))
    return sum(sides.weekly_nets(origin, WEEKS)) - before


def _mean(missed: Sequence[float]) -> Decimal:
    return money.rounded(Decimal(repr(sum(map(abs, missed)) / len(missed))))

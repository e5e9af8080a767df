"""How far off the cash prediction was at earlier dates, against the last quarter again, and the band that follows.

Each origin knows only what the books could tell then. Taxes that the books do not write down are left out of both.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from app.insights.records.cash import CashBacktest
from app.insights.records.evidence import Backtest
from app.insights.records.tools import PaymentDays
from app.insights.rules.cash import bands
from app.insights.rules.cash.outlook import HORIZON_DAYS, WEEKS, Sides, outlook
from app.values import money

STEP_DAYS = 28
MOST_ORIGINS = 12
LEAST_ORIGINS = 6
LEARNING_DAYS = 180
"""An origin has half a year of books before it."""

SPREAD_WEEKS = (8, 26)
"""Weeks of cash needed before their spread can stand in for a backtest, and how many are looked at."""

Errors = Sequence[Sequence[float]]


def errors(sides: Sides, on: date, pays: PaymentDays, days: Sequence[date] | None = None) -> Errors:
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
        for origin in (origins(sides, on) if days is None else days)
    ]


def origins(sides: Sides, on: date) -> list[date]:
    """Earlier days whose thirteen weeks are over, four weeks apart, the latest first."""
    if sides.started_on is None:
        return []
    days = [on - timedelta(days=HORIZON_DAYS + STEP_DAYS * back) for back in range(MOST_ORIGINS)]
    return [day for day in days if (day - sides.started_on).days >= LEARNING_DAYS]


def widths(sides: Sides, missed: Errors, on: date) -> tuple[Sequence[float], str]:
    """Half-widths of the 80 % band by week and what they are made of; none while nothing can be measured."""
    if len(missed) >= LEAST_ORIGINS:
        return bands.from_errors(missed), "backtest"
    age_weeks = (on - sides.started_on).days // 7 if sides.started_on else 0
    if age_weeks < SPREAD_WEEKS[0]:
        return (), "nothing_yet"
    weeks = min(age_weeks, SPREAD_WEEKS[1])
    return bands.from_spread(sides.weekly_nets(on - timedelta(days=7 * weeks), weeks), WEEKS), "spread_of_past_weeks"


def backtest(sides: Sides, missed: Errors, on: date) -> CashBacktest:
    """The error on the thirteen-week total, against that of "the last thirteen weeks again"."""
    if not missed:
        return CashBacktest(0, None, None, None)
    naive = _naive_errors(sides, on)
    return CashBacktest(
        len(missed), _mean([row[-1] for row in missed]), _mean([row[-1] for row in naive]), coverage(missed)
    )


def measured(sides: Sides, missed: Errors, on: date) -> Backtest:
    """The same over all thirteen weekly balances, in units of the error of the last quarter again."""
    if not missed:
        return Backtest(origins=0, horizon=WEEKS)
    own, naive = (_mean_size(rows) for rows in (missed, _naive_errors(sides, on)))
    return Backtest(
        origins=len(missed),
        horizon=WEEKS,
        mase=round(own / naive, 3) if naive > 0 else None,
        naive2_mase=1.0 if naive > 0 else None,
        coverage80=coverage(missed),
        coverage95=coverage(missed, bands.TO_95),
        served="parts",
    )


def coverage(missed: Errors, factor: float = 1.0) -> float | None:
    """The share of past balances inside bands made of the other origins, `factor` times as wide."""
    return bands.share_inside(missed, factor) if len(missed) >= LEAST_ORIGINS else None


def _naive_errors(sides: Sides, on: date) -> Errors:
    return [
        list(
            accumulate(
                came - before
                for came, before in zip(
                    sides.weekly_nets(origin, WEEKS),
                    sides.weekly_nets(origin - timedelta(days=HORIZON_DAYS), WEEKS),
                    strict=True,
                )
            )
        )
        for origin in origins(sides, on)
    ]


def _mean_size(rows: Errors) -> float:
    return sum(abs(error) for row in rows for error in row) / sum(map(len, rows))


def _mean(missed: Sequence[float]) -> Decimal:
    return money.estimated(sum(map(abs, missed)) / len(missed))

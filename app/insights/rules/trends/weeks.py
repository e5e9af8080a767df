"""Sales by week: those that came, and the months to come spread over the weekdays as sales usually fall on them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from app.insights.records.evidence import Point, Series, Unit
from app.insights.records.trends import ForecastPoint
from app.insights.rules.trends.selling import Sale
from app.values import money
from app.values.period import Month

ZERO = Decimal(0)
WEEK = timedelta(days=7)

PAST, AHEAD = 26, 6
"""Weeks of the chart: half a year back, and as far ahead as a shop orders its goods."""

USEFUL = (13, 10)
"""Of the last thirteen weeks ten must have sales: else a month is the finer view, and weeks are noise."""


def series(
    sales: Sequence[Sale], this_month: ForecastPoint, so_far: Decimal, months: Sequence[ForecastPoint], on: date
) -> tuple[Series, ...]:
    """The past weeks and the coming ones, from Monday; nothing where sales are too rare for it."""
    monday = on - timedelta(days=on.weekday())
    past = [monday - WEEK * back for back in range(PAST, 0, -1)]
    sums = _by_week(sales, past[0], monday)
    if sum(sums.get(week, ZERO) > 0 for week in past[-USEFUL[0] :]) < USEFUL[1]:
        return ()
    daily = _by_day(sales, past[0], monday, this_month, so_far, months, on)
    weeks = [monday + WEEK * (ahead + 1) for ahead in range(AHEAD)]
    coming = [(week, sum((daily.get(week + timedelta(days=day), ZERO) for day in range(7)), ZERO)) for week in weeks]
    return (
        Series("sales_by_week", "Sales by week", Unit.RUPEES, _points((week, sums.get(week, ZERO)) for week in past)),
        Series("expected_by_week", "Expected by week", Unit.RUPEES, _points(coming), is_expected=True),
    )


def _by_week(sales: Iterable[Sale], first: date, until: date) -> Mapping[date, Decimal]:
    sums: dict[date, Decimal] = {}
    for sale in sales:
        if first <= sale.on < until:
            week = sale.on - timedelta(days=sale.on.weekday())
            sums[week] = sums.get(week, ZERO) + sale.amount
    return sums


def _by_day(
    sales: Iterable[Sale],
    first: date,
    until: date,
    this_month: ForecastPoint,
    so_far: Decimal,
    months: Sequence[ForecastPoint],
    on: date,
) -> Mapping[date, Decimal]:
    """Each coming day's part of its month, by how much its weekday usually sells."""
    weights = [ZERO] * 7
    for sale in sales:
        if first <= sale.on < until:
            weights[sale.on.weekday()] += max(sale.amount, ZERO)
    rest = this_month.amount - so_far
    spread = _spread(on + timedelta(days=1), Month.of(on).last, rest, weights)
    for point in months[:3]:
        month = Month.parsed(point.month)
        spread |= _spread(month.first, month.last, point.amount, weights)
    return spread


def _spread(first: date, last: date, amount: Decimal, weights: Sequence[Decimal]) -> dict[date, Decimal]:
    days = [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
    whole = sum((weights[day.weekday()] for day in days), ZERO)
    return {day: amount * weights[day.weekday()] / whole for day in days} if whole > 0 else {}


def _points(values: Iterable[tuple[date, Decimal]]) -> tuple[Point, ...]:
    return tuple(Point(week, money.rounded(amount)) for week, amount in values)

"""What the next three months should bring in, from the monthly sales before tax."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.books.records import Books
from app.insights.records.answer import Missing, MonthPoint, Need
from app.insights.records.evidence import Backtest
from app.insights.records.tools import Forecaster
from app.insights.records.trends import ForecastPoint, RevenueForecast
from app.insights.rules import history
from app.values import money
from app.values.period import Month
from ml_models.forecasting.records import SeriesForecast, Step

ZERO = Decimal(0)

LEAST_MONTHS = 3
"""Two points are a line through anything: no figure is drawn from them."""

AHEAD_MONTHS = 3
CHART_MONTHS = 36


def revenue_forecast(books: Books, on: date, forecaster: Forecaster) -> RevenueForecast:
    """The running month and the three after it, with their bands; nothing but the gap below three full months."""
    dated = [(document.issued_on, value) for document, value in history.sales(books)]
    series = history.monthly(dated, on)
    running = Month.of(on)
    so_far = sum((value for day, value in dated if Month.of(day) == running), ZERO)
    recent = monthly_mean(series.amounts)
    if len(series.amounts) < LEAST_MONTHS:
        return _untold(series, so_far, recent, on)
    told = forecaster([float(amount) for amount in series.amounts], horizon=AHEAD_MONTHS + 1)
    points = tuple(_point(running.plus(ahead), step) for ahead, step in enumerate(told.steps))
    coming = sum((point.amount for point in points[1:]), ZERO) / AHEAD_MONTHS
    return RevenueForecast(
        at_stake=abs(coming - recent),
        history=_chart(series),
        this_month=_at_least(points[0], so_far),
        this_month_so_far=so_far,
        forecast=points[1:],
        recent_mean=money.rounded(recent),
        forecast_mean=money.rounded(coming),
        method=told.method,
        confidence=told.confidence.value,
        backtest=_backtest(told),
    )


def monthly_mean(amounts: Sequence[Decimal]) -> Decimal:
    """The mean of the last three months, zero when there are none."""
    recent = amounts[-AHEAD_MONTHS:]
    return sum(recent, ZERO) / len(recent) if recent else ZERO


def _untold(series: history.MonthlySeries, so_far: Decimal, recent: Decimal, on: date) -> RevenueForecast:
    have = len(series.amounts)
    lacking = Missing(Need.MONTHS_OF_SALES, have, LEAST_MONTHS, Month.of(on).plus(LEAST_MONTHS - have).first)
    return RevenueForecast(
        is_told=False,
        missing=(lacking,),
        history=_chart(series),
        this_month=None,
        this_month_so_far=so_far,
        forecast=(),
        recent_mean=money.rounded(recent),
        forecast_mean=ZERO,
        method=None,
        confidence=None,
        backtest=None,
    )


def _chart(series: history.MonthlySeries) -> tuple[MonthPoint, ...]:
    pairs = zip(series.months(), series.amounts, strict=True)
    return tuple(MonthPoint(str(month), amount) for month, amount in pairs)[-CHART_MONTHS:]


def _point(month: Month, step: Step) -> ForecastPoint:
    return ForecastPoint(str(month), _rupees(step.mean), _rupees(step.low80), _rupees(step.high80))


def _at_least(point: ForecastPoint, so_far: Decimal) -> ForecastPoint:
    """A running month cannot end below what it has brought in already."""
    return ForecastPoint(point.month, max(point.amount, so_far), max(point.low, so_far), max(point.high, so_far))


def _backtest(told: SeriesForecast) -> Backtest:
    test = told.backtest
    figures = (test.mase, test.naive2_mase, test.coverage80, test.coverage95)
    mase, naive2_mase, coverage80, coverage95 = (None if figure is None else round(figure, 3) for figure in figures)
    return Backtest(test.origins, len(told.steps), mase, naive2_mase, coverage80, coverage95, told.method)


def _rupees(amount: float) -> Decimal:
    return money.rounded(Decimal(repr(amount)))

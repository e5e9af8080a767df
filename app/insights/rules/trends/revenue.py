"""What the coming twelve months should bring in, from the monthly sales before tax, and what moved them lately."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.books.records import Books
from app.insights.records.answer import Missing, MonthPoint, Need
from app.insights.records.evidence import Backtest, Point, Series, Unit
from app.insights.records.tools import Tools
from app.insights.records.trends import ForecastPoint, RevenueForecast
from app.insights.rules import history
from app.insights.rules.history import RECENT_MONTHS
from app.insights.rules.trends import festivals, running_month, sales_change, selling, weeks
from app.values import money
from app.values.period import Month
from ml_models.forecasting.records import SeriesForecast, Step

ZERO = Decimal(0)

LEAST_MONTHS = 3
"""Two points are a line through anything: no figure is drawn from them."""

AHEAD_MONTHS = 12
CHART_MONTHS = 36

STRONG = Decimal("1.1")
"""A month is worth preparing for when it is so much above the last three."""


def revenue_forecast(books: Books, on: date, tools: Tools) -> RevenueForecast:
    """The running month and the twelve after it, with their bands; nothing but the gap below three full months."""
    sales = selling.of(books)
    series = history.monthly(((sale.on, sale.amount) for sale in sales), on)
    months = selling.by_month(sales)
    so_far = selling.total(months.get(Month.of(on), ()))
    if series.first is None or len(series.amounts) < LEAST_MONTHS:
        return _untold(series, so_far, on)
    told = forecast(series, tools, AHEAD_MONTHS + 1)
    first, *ahead = points(Month.of(on), told)
    share = running_month.usual_share(months, on)
    this_month = running_month.expected(first, so_far, share, on)
    recent, coming = monthly_mean(series.amounts), mean([point.amount for point in ahead[:RECENT_MONTHS]])
    compared = sales_change.compared(months, series.months())
    moved = list(sales_change.drivers(books, compared)) if compared else []
    return RevenueForecast(
        at_stake=money.rounded(abs(coming - recent)),
        history=_chart(series),
        this_month=this_month,
        this_month_so_far=so_far,
        usual_share=None if share is None else round(share, 3),
        forecast=tuple(ahead),
        recent_mean=money.rounded(recent),
        forecast_mean=money.rounded(coming),
        method=told.method,
        confidence=told.confidence.value,
        strongest=_strongest(ahead, recent),
        sells_goods=selling.are_goods(books, sales),
        festivals=festivals.ahead(sales, on, tools.festivals, told.festivals),
        change=sales_change.change(compared) if compared else None,
        series=(*_series(series, this_month, ahead), *weeks.series(sales, this_month, so_far, ahead, on)),
        drivers=tuple(driver for driver, _ in moved),
        backtest=backtest(told),
        traces=(*selling.traces(months, Month.of(on), series.months()), *(trace for _, trace in moved)),
    )


def forecast(series: history.MonthlySeries, tools: Tools, horizon: int) -> SeriesForecast:
    """The `horizon` months that follow `series`, which holds one at least."""
    first = series.first.first if series.first else None
    return tools.forecast([float(amount) for amount in series.amounts], horizon=horizon, season=12, first=first)


def points(first: Month, told: SeriesForecast) -> Sequence[ForecastPoint]:
    """The steps of a forecast as months from `first` on."""
    return [_point(first.plus(ahead), step) for ahead, step in enumerate(told.steps)]


def monthly_mean(amounts: Sequence[Decimal]) -> Decimal:
    """The mean of the last three months, zero when there are none."""
    return mean(amounts[-RECENT_MONTHS:])


def mean(amounts: Sequence[Decimal]) -> Decimal:
    """Their mean, zero of none."""
    return sum(amounts, ZERO) / len(amounts) if amounts else ZERO


def backtest(told: SeriesForecast) -> Backtest:
    """How the method that is served did before."""
    test = told.backtest
    figures = (test.mase, test.naive2_mase, test.coverage80, test.coverage95)
    mase, naive2_mase, coverage80, coverage95 = (None if figure is None else round(figure, 3) for figure in figures)
    return Backtest(test.origins, len(told.steps), mase, naive2_mase, coverage80, coverage95, told.method)


def expected_series(name: str, title: str, points: Sequence[ForecastPoint]) -> Series:
    """Months ahead as a line with its bands."""
    found = tuple(
        Point(Month.parsed(one.month).first, one.amount, one.low, one.high, one.low95, one.high95) for one in points
    )
    return Series(name, title, Unit.RUPEES, found, is_expected=True)


def _strongest(ahead: Sequence[ForecastPoint], recent: Decimal) -> ForecastPoint | None:
    """The best month between the first and the last ahead: the first is told anyway, the last may merely be growth."""
    best = max(ahead, key=lambda one: one.amount)
    return best if best not in (ahead[0], ahead[-1]) and best.amount > STRONG * recent else None


def _untold(series: history.MonthlySeries, so_far: Decimal, on: date) -> RevenueForecast:
    have = len(series.amounts)
    return RevenueForecast(
        is_told=False,
        missing=(Missing(Need.MONTHS_OF_SALES, have, LEAST_MONTHS, Month.of(on).plus(LEAST_MONTHS - have).first),),
        history=_chart(series),
        this_month=None,
        this_month_so_far=so_far,
        forecast=(),
        recent_mean=money.rounded(monthly_mean(series.amounts)),
        forecast_mean=ZERO,
        method=None,
        confidence=None,
    )


def _series(
    series: history.MonthlySeries, this_month: ForecastPoint, ahead: Sequence[ForecastPoint]
) -> tuple[Series, ...]:
    pairs = zip(series.months(), series.amounts, strict=True)
    seen = tuple(Point(month.first, money.rounded(amount)) for month, amount in pairs)[-CHART_MONTHS:]
    return (
        Series("sales", "Sales before tax", Unit.RUPEES, seen),
        expected_series("expected_sales", "Expected sales before tax", [this_month, *ahead]),
    )


def _chart(series: history.MonthlySeries) -> tuple[MonthPoint, ...]:
    pairs = zip(series.months(), series.amounts, strict=True)
    return tuple(MonthPoint(str(month), amount) for month, amount in pairs)[-CHART_MONTHS:]


def _point(month: Month, step: Step) -> ForecastPoint:
    bounds = (step.mean, step.low80, step.high80, step.low95, step.high95)
    return ForecastPoint(str(month), *(money.estimated(value) for value in bounds))

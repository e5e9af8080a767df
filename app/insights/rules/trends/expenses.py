"""Which expenses drift against their own past, what drove them, and what each should cost in the next months."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import hypot

from app.books.records import Books
from app.insights.records.answer import Missing, MonthPoint, Need
from app.insights.records.evidence import Driver, Point, Series, Trace, Unit
from app.insights.records.trends import CategoryAhead, Drift, ExpenseTrend, ForecastPoint, OneOff
from app.insights.rules import history, tracing
from app.insights.rules.trends import category, cost_ahead, drift, spending
from app.insights.rules.trends.category import Category
from app.insights.rules.trends.spending import Spent
from app.values import money
from app.values.period import Month

ZERO = Decimal(0)

LEAST_MONTHS = 5
"""Three months before a change, and two after it."""

YEAR_MONTHS = 12
CHART_MONTHS = 24
EXPECTED_CATEGORIES = 8
"""The largest are foretold one by one, the rest together."""

REST = "everything else"


def expense_trend(books: Books, on: date) -> ExpenseTrend:
    """Monthly expenses, the categories that left their level within a year, and the three months to come."""
    rows = spending.of(books)
    whole = history.monthly(((row.on, row.amount) for row in rows), on)
    months = whole.months()
    mean_monthly = _mean(whole.amounts[-YEAR_MONTHS:])
    if len(months) < LEAST_MONTHS:
        return _untold(months, whole.amounts, mean_monthly, on)
    categories = _categories(rows, months)
    drifts = sorted((found for one in categories if (found := drift.drift(one, mean_monthly))), key=_size)
    one_offs = [single for one in categories if (single := drift.one_off(one, mean_monthly))]
    rising = tuple(one for one in drifts if one.extra > 0)
    expected = tuple(_expected(categories, months))
    return ExpenseTrend(
        at_stake=sum((one.extra for one in rising), ZERO),
        total=_chart(months, whole.amounts),
        mean_monthly=mean_monthly,
        rising=rising,
        falling=tuple(one for one in drifts if one.extra < 0),
        one_offs=tuple(sorted(one_offs, key=lambda one: (-one.amount, one.category))),
        expected=expected,
        categories_judged=len(categories),
        series=tuple(_series(months, whole.amounts, expected, drifts)),
        drivers=tuple(Driver(one.category, one.extra, f"{_more(one.extra)} for {one.category}") for one in drifts),
        traces=tuple(_traces(rows, categories, months, drifts, one_offs)),
    )


def _untold(months: Sequence[Month], amounts: Sequence[Decimal], mean_monthly: Decimal, on: date) -> ExpenseTrend:
    expected = Month.of(on).plus(LEAST_MONTHS - len(months)).first
    return ExpenseTrend(
        is_told=False,
        missing=(Missing(Need.MONTHS_OF_EXPENSES, len(months), LEAST_MONTHS, expected),),
        total=_chart(months, amounts),
        mean_monthly=mean_monthly,
        rising=(),
        falling=(),
        categories_judged=0,
    )


def _categories(rows: Iterable[Spent], months: Sequence[Month]) -> Sequence[Category]:
    found: dict[str, list[Spent]] = defaultdict(list)
    for row in rows:
        found[row.category].append(row)
    return [category.counted(name, months, spending.due_months(found[name])) for name in sorted(found)]


def _expected(categories: Sequence[Category], months: Sequence[Month]) -> Iterable[CategoryAhead]:
    """The running month and the three after it, for the largest categories and for all others together."""
    running = months[-1].plus(1)
    ranked = sorted(categories, key=lambda one: (-sum(one.amounts[-YEAR_MONTHS:], ZERO), one.name))
    for one in ranked[:EXPECTED_CATEGORIES]:
        yield CategoryAhead(one.name, _points(one, running))
    rest = ranked[EXPECTED_CATEGORIES:]
    if rest:
        rows: dict[Month, list[Spent]] = defaultdict(list)
        for one in rest:
            for month, spent in one.rows.items():
                rows[month] += spent
        together = Category(REST, months, rows)
        yield CategoryAhead(REST, _points(together, running))


def _points(one: Category, running: Month) -> tuple[ForecastPoint, ...]:
    """Four months from the `running` one on, which is what was paid where it counts already."""
    steps = cost_ahead.ahead(one.steady, one.fit, is_seasonal=one.is_seasonal)
    if one.months[-1] == running:
        steps = [replace(steps[0], mean=one.values[-1]), *steps[:-1]]
    return tuple(_point(running.plus(place), step.mean, step.half80, step.half95) for place, step in enumerate(steps))


def _point(month: Month, mean: float, half80: float, half95: float) -> ForecastPoint:
    values = (mean, mean - half80, mean + half80, mean - half95, mean + half95)
    return ForecastPoint(str(month), *(money.estimated(max(value, 0.0)) for value in values))


def _series(
    months: Sequence[Month], amounts: Sequence[Decimal], expected: Sequence[CategoryAhead], drifts: Sequence[Drift]
) -> Iterable[Series]:
    """All spending, what is expected of it, and each category that drifts."""
    pairs = list(zip(months, amounts, strict=True))[-CHART_MONTHS:]
    points = tuple(Point(month.first, money.rounded(amount)) for month, amount in pairs)
    yield Series("expenses", "Expenses and bills", Unit.RUPEES, points)
    together = [_together([one.points[place] for one in expected]) for place in range(cost_ahead.AHEAD)]
    yield Series("expected_expenses", "Expected", Unit.RUPEES, tuple(together), is_expected=True)
    for one in drifts:
        own = tuple(Point(Month.parsed(point.month).first, point.amount) for point in one.series)
        yield Series(f"expenses.{one.category}", one.category.capitalize(), Unit.RUPEES, own)


def _together(points: Sequence[ForecastPoint]) -> Point:
    """The sum of categories; their errors are taken to be independent, so the bands grow as the root of squares."""
    mean = sum((one.amount for one in points), ZERO)
    half80, half95 = (
        money.estimated(hypot(*(float(high) for high in highs)))
        for highs in zip(*((one.high - one.amount, one.high95 - one.amount) for one in points), strict=True)
    )
    month = Month.parsed(points[0].month).first
    return Point(month, mean, max(mean - half80, ZERO), mean + half80, max(mean - half95, ZERO), mean + half95)


def _traces(
    rows: Sequence[Spent],
    categories: Sequence[Category],
    months: Sequence[Month],
    drifts: Sequence[Drift],
    one_offs: Sequence[OneOff],
) -> Iterable[Trace]:
    """The rows behind the monthly mean, behind both levels of each drift, and each single large expense."""
    by_name = {one.name: one for one in categories}
    last = months[-YEAR_MONTHS:]
    year = [row for row in rows if last[0] <= Month.of(row.on) <= last[-1]]
    yield from _traced("mean_monthly", f"expenses and bills before tax, divided by {len(last)} months", year)
    for one in drifts:
        judged = by_name[one.category]
        start, size = judged.months.index(Month.parsed(one.since)), len(judged.months)
        spent = judged.spent(start, size)
        yield from _traced(f"drift.{one.category}.recent", f"its sum, divided by {size - start} months", spent)
        before = judged.spent(max(start - YEAR_MONTHS, 0), start)
        yield from _traced(f"drift.{one.category}.usual", "the months before, up to a year back", before)
    for single in one_offs:
        spent = [row for row in rows if row.id == single.row_id]
        yield from _traced(f"one_off.{single.category}", "the entry itself", spent)


def _traced(figure: str, formula: str, rows: Iterable[Spent]) -> Iterable[Trace]:
    by_kind: Mapping[str, list[Spent]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row)
    for found in by_kind.values():
        yield tracing.trace(figure, formula, found[0].kind, ((row.id, row.amount) for row in found))


def _chart(months: Sequence[Month], amounts: Sequence[Decimal]) -> tuple[MonthPoint, ...]:
    pairs = zip(months, amounts, strict=True)
    return tuple(MonthPoint(str(month), money.rounded(amount)) for month, amount in pairs)[-CHART_MONTHS:]


def _mean(amounts: Sequence[Decimal]) -> Decimal:
    return money.rounded(sum(amounts, ZERO) / len(amounts)) if amounts else ZERO


def _more(extra: Decimal) -> str:
    return "More" if extra > 0 else "Less"


def _size(drift: Drift) -> tuple[Decimal, str]:
    return -abs(drift.extra), drift.category

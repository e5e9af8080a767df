"""The last complete month beside the month before and the same month a year ago, and the running one so far."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from app.books.records import Books, Direction
from app.insights.records.answer import Missing, Need
from app.insights.records.evidence import Driver, Point, RowKind, Series, Trace, Unit
from app.insights.records.review import Best, Figure, MonthFigure, MonthInReview, RunningMonth
from app.insights.records.trends import Against
from app.insights.rules import history, tracing
from app.insights.rules.trends import sales_change, selling, spending
from app.insights.rules.trends.sales_change import Compared
from app.insights.rules.trends.selling import Sale
from app.values import money
from app.values.period import Month

ZERO = Decimal(0)

COVERED = Decimal("0.7")
"""A margin is told where the price list knows the cost of so much of the month's sales."""

YEAR_MONTHS = 12

TITLES = {
    Figure.SALES: "Sales before tax",
    Figure.RECEIPTS: "Money received",
    Figure.EXPENSES: "Expenses",
    Figure.PURCHASES: "Purchases before tax",
}

KINDS = {
    Figure.SALES: (RowKind.DOCUMENT, "invoices less credit notes before tax"),
    Figure.RECEIPTS: (RowKind.PAYMENT, "payments that came in"),
    Figure.EXPENSES: (RowKind.EXPENSE, "expenses, as they were paid, without GST passed on"),
    Figure.PURCHASES: (RowKind.DOCUMENT, "bills less notes before tax"),
}

Rows = Mapping[Month, Sequence[tracing.Row]]


@dataclass(frozen=True)
class _Months:
    """What there is of each figure by month."""

    books: Books

    @cached_property
    def sales(self) -> Mapping[Month, Sequence[Sale]]:
        return selling.by_month(selling.of(self.books))

    @cached_property
    def rows(self) -> Mapping[Figure, Rows]:
        sold = ((Month.of(one.on), (one.document.id, one.amount)) for rows in self.sales.values() for one in rows)
        came = (one for one in self.books.payments if one.direction is Direction.IN)
        spent = spending.costs(self.books)
        bought = history.purchases(self.books)
        return {
            Figure.SALES: _grouped(sold),
            Figure.RECEIPTS: _grouped((Month.of(one.paid_on), (one.id, one.amount)) for one in came),
            Figure.EXPENSES: _grouped((Month.of(one.spent_on), (one.id, one.amount)) for one in spent),
            Figure.PURCHASES: _grouped((Month.of(one.issued_on), (one.id, amount)) for one, amount in bought),
        }

    @cached_property
    def first(self) -> Month | None:
        return min((month for rows in self.rows.values() for month in rows), default=None)

    def sum_of(self, figure: Figure, month: Month) -> Decimal:
        return sum((amount for _, amount in self.rows[figure].get(month, ())), ZERO)


def month_in_review(books: Books, on: date) -> MonthInReview:
    """How the month before that of `on` went; of a business that began in this one, only what came so far."""
    months = _Months(books)
    month = Month.of(on).plus(-1)
    is_known = months.first is not None and months.first <= month
    kept = [figure for figure in Figure if is_known and months.rows[figure]]
    figures = tuple(_figure(months, figure, month) for figure in kept)
    amounts = {one.figure: one for one in figures}
    sales = amounts.get(Figure.SALES)
    before = (sales.last_year if sales.last_year is not None else sales.month_before) if sales else None
    closed = months.sales.get(month, ()) if is_known else ()
    moved = list(_moved(months, month)) if is_known else []
    return MonthInReview(
        is_told=months.first is not None,
        missing=() if sales else (Missing(Need.MONTHS_OF_SALES, 0, 1, Month.of(on).plus(1).first),),
        at_stake=abs(sales.amount - before) if sales and before is not None else ZERO,
        month=str(month),
        figures=figures,
        left=_left(figures) if sales else None,
        margin=margin(books, closed),
        best_day=_best((one.on.isoformat(), one.amount) for one in closed),
        best_customer=_best((books.party_name(p), one.amount) for one in closed if (p := one.document.party_id)),
        best_product=_best((name, sold.amount) for name, sold in sales_change.products(closed).items()),
        running=_running(months, on),
        series=tuple(_series(months, figure, month) for figure in kept),
        drivers=tuple(driver for driver, _ in moved),
        traces=(*(_trace(months, figure, month) for figure in kept), *(trace for _, trace in moved)),
    )


def _left(figures: Sequence[MonthFigure]) -> Decimal:
    """Sales less what was bought and spent; money received is of other sales."""
    spent = (one.amount for one in figures if one.figure in (Figure.EXPENSES, Figure.PURCHASES))
    return sum((one.amount for one in figures if one.figure is Figure.SALES), ZERO) - sum(spent, ZERO)


def _moved(months: _Months, month: Month) -> Iterable[tuple[Driver, Trace]]:
    """Customers and products that sold more or less than a year ago; in a young business, than the month before."""
    back, against = (12, Against.LAST_YEAR) if month.plus(-12) in months.sales else (1, Against.MONTHS_BEFORE)
    if month.plus(-back) not in months.sales:
        return ()
    now, before = months.sales.get(month, ()), months.sales.get(month.plus(-back), ())
    return sales_change.drivers(months.books, Compared(against, month, month, now, before))


def _series(months: _Months, figure: Figure, month: Month) -> Series:
    """A figure by month, a year and the month itself."""
    first = max(months.first or month, month.plus(-YEAR_MONTHS))
    points = tuple(Point(one.first, money.rounded(months.sum_of(figure, one))) for one in first.until(month))
    return Series(figure.value, TITLES[figure], Unit.RUPEES, points)


def margin(books: Books, sales: Sequence[Sale]) -> float | None:
    """`sales` less what the goods cost by the price list, as a share of them; None where too few have a cost."""
    costs = {one.name.strip().casefold(): one.buying_price for one in books.products if one.buying_price}
    sold = cost = ZERO
    for name, one in sales_change.products(sales).items():
        price = costs.get(name.casefold())
        if price is not None:
            sold += one.amount
            cost += one.quantity * price
    if sold <= 0 or sold < COVERED * selling.total(sales):
        return None
    return round(float((sold - cost) / sold), 3)


def _figure(months: _Months, figure: Figure, month: Month) -> MonthFigure:
    first = months.first or month
    before, year_ago = (
        money.rounded(months.sum_of(figure, earlier)) if earlier >= first and earlier in months.sales else None
        for earlier in (month.plus(-1), month.plus(-12))
    )
    return MonthFigure(figure, money.rounded(months.sum_of(figure, month)), before, year_ago)


def _running(months: _Months, on: date) -> RunningMonth | None:
    running, before = Month.of(on), Month.of(on).plus(-1)
    if not months.sales:
        return None
    same = (sale for sale in months.sales.get(before, ()) if sale.on.day <= on.day)
    return RunningMonth(str(running), on.day, selling.total(months.sales.get(running, ())), selling.total(same))


def _trace(months: _Months, figure: Figure, month: Month) -> Trace:
    kind, formula = KINDS[figure]
    return tracing.trace(f"figures.{figure}", formula, kind, months.rows[figure].get(month, ()))


def _best(amounts: Iterable[tuple[str, Decimal]]) -> Best | None:
    """The name with the largest sum, of several the first by name; None unless there are two to choose from."""
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for name, amount in amounts:
        sums[name] += amount
    if len(sums) < 2:
        return None
    name, amount = min(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    return Best(name, money.rounded(amount))


def _grouped(rows: Iterable[tuple[Month, tracing.Row]]) -> Rows:
    found: dict[Month, list[tracing.Row]] = defaultdict(list)
    for month, row in rows:
        found[month].append(row)
    return found

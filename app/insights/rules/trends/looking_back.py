"""Last quarter's sales as they would have been forecast on the day before it began, beside what came."""

from datetime import date

from app.books.records import Document
from app.insights.records.evidence import LookedBack, Point, Series, Unit
from app.insights.records.tools import Tools
from app.insights.rules import history
from app.insights.rules.cash.outlook import Sides
from app.insights.rules.trends import revenue, selling
from app.values import money
from app.values.period import Month, indian_date

QUARTER = 3

WRITTEN_AT_ONCE = 0.5
"""When more than half of the older invoices were entered after the quarter began, books were brought over from
elsewhere: then the day that an invoice bears says when it was known, not the day on which it was entered."""


def looked_back(sides: Sides, on: date, tools: Tools) -> LookedBack | None:
    """The forecast for the last complete quarter from the books as known then; None below three full months."""
    first = Month.of(on).plus(-((on.month - 1) % QUARTER) - QUARTER)
    sales = selling.of(sides.books)
    older = [sale for sale in sales if sale.on < first.first]
    known = [sale for sale in older if _is_known(sale.document, first.first)]
    if len(known) < WRITTEN_AT_ONCE * len(older):
        known = older
    series = history.monthly(((sale.on, sale.amount) for sale in known), first.first)
    if len(series.amounts) < revenue.LEAST_MONTHS:
        return None
    foretold = revenue.points(first, revenue.forecast(series, tools, QUARTER))
    months = selling.by_month(sales)
    came = [
        Point(month.first, money.rounded(selling.total(months.get(month, ()))))
        for month in first.until(first.plus(QUARTER - 1))
    ]
    return LookedBack(
        made_on=first.plus(-1).last,
        foretold=revenue.expected_series("expected_sales", "Sales as forecast then", foretold),
        came=Series("sales", "Sales that came", Unit.RUPEES, tuple(came)),
    )


def _is_known(document: Document, on: date) -> bool:
    """Whether it had been entered before `on`; where nothing says when, it was entered on its own day."""
    return document.entered_at is None or indian_date(document.entered_at) < on

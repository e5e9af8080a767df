"""What stands behind the working capital: its lines over the months, and the rows of each figure."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from app.insights.records.capital import CapitalPoint, Stock
from app.insights.records.evidence import Point, RowKind, Series, Trace, Unit
from app.insights.records.ledger import Ledger
from app.insights.rules import tracing
from app.insights.rules.capital import ratios
from app.insights.rules.capital.ratios import WINDOW_DAYS

Read = Callable[[CapitalPoint], float | Decimal | None]

LINES: Sequence[tuple[str, str, Unit, Read]] = (
    ("dso", "Days of sales with customers", Unit.DAYS, lambda one: one.dso_days),
    ("dpo", "Days of purchases owed to suppliers", Unit.DAYS, lambda one: one.dpo_days),
    ("receivables", "What customers owe", Unit.RUPEES, lambda one: one.receivables),
    ("payables", "What is owed to suppliers", Unit.RUPEES, lambda one: one.payables),
)


def series(trend: Sequence[CapitalPoint], now: CapitalPoint) -> tuple[Series, ...]:
    """The lines on this day of earlier months and today; a line of no points is left out."""
    found = [Series(name, title, unit, _points([*trend, now], read)) for name, title, unit, read in LINES]
    return tuple(line for line in found if line.points)


def traces(sales: Ledger, bills: Ledger, goods: Stock | None, on: date) -> tuple[Trace, ...]:
    """From each input of the formulas to its documents or products, the largest amounts first."""
    issued = f"left to be paid after their own day, of those issued in the {WINDOW_DAYS} days up to {on.isoformat()}"
    found = [
        _of_documents("now.receivables", "unpaid part of each invoice", _open(sales, on)),
        _of_documents("now.credit_sales", f"invoices: {issued}", _credit(sales, on)),
        _of_documents("now.payables", "unpaid part of each bill", _open(bills, on)),
        _of_documents("now.credit_purchases", f"bills: {issued}", _credit(bills, on)),
        _of_documents(
            "beyond_terms",
            "unpaid part of each invoice past its day",
            ((entry.document_id, entry.open_on(on)) for entry in sales.known_on(on) if entry.due_on < on),
        ),
    ]
    if goods is not None:
        lines = ((line.product_id, line.value) for line in goods.named if line.value > 0)
        found.append(tracing.trace("stock.named", "in stock x buying price", RowKind.PRODUCT, lines))
    return tuple(found)


def _points(points: Iterable[CapitalPoint], read: Read) -> tuple[Point, ...]:
    values = ((one.on, read(one)) for one in points)
    return tuple(Point(on, Decimal(str(value))) for on, value in values if value is not None)


def _open(ledger: Ledger, on: date) -> list[tracing.Row]:
    return [(entry.document_id, entry.open_on(on)) for entry in ledger.known_on(on)]


def _credit(ledger: Ledger, on: date) -> list[tracing.Row]:
    return [(entry.document_id, ratios.on_credit(entry)) for entry in ratios.in_window(ledger, on)]


def _of_documents(figure: str, formula: str, rows: Iterable[tracing.Row]) -> Trace:
    return tracing.trace(figure, formula, RowKind.DOCUMENT, ((id_, amount) for id_, amount in rows if amount > 0))

"""What stands behind the working capital: its lines over the months, and the rows of each figure."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from app.insights.records.capital import CapitalPoint, Stock
from app.insights.records.evidence import Point, RowKind, Series, Trace, Unit
from app.insights.records.ledger import Ledger
from app.insights.rules.capital import ratios
from app.insights.rules.capital.ratios import WINDOW_DAYS

MOST_IDS = 200
ZERO = Decimal(0)
Read = Callable[[CapitalPoint], float | Decimal | None]

LINES: Sequence[tuple[str, str, Unit, Read]] = (
    ("dso", "Days of sales with customers", Unit.DAYS, lambda one: one.dso_days),
    ("dpo", "Days of purchases owed to suppliers", Unit.DAYS, lambda one: one.dpo_days),
    ("receivables", "What customers owe", Unit.RUPEES, lambda one: one.receivables),
    ("payables", "What is owed to suppliers", Unit.RUPEES, lambda one: one.payables),
)


def series(trend: Sequence[CapitalPoint], now: CapitalPoint) -> tuple[Series, ...]:
    """The lines at the month ends and today; a line of no points is left out."""
    found = [Series(name, title, unit, _points([*trend, now], read)) for name, title, unit, read in LINES]
    return tuple(line for line in found if line.points)


def traces(sales: Ledger, bills: Ledger, goods: Stock | None, on: date) -> tuple[Trace, ...]:
    """From each input of the formulas to its documents or products, the largest amounts first."""
    issued = f"left to be paid after their own day, of those issued in the {WINDOW_DAYS} days up to {on.isoformat()}"
    past_due = [entry for entry in sales.known_on(on) if entry.due_on < on]
    found = [
        _trace("now.receivables", "unpaid part of each invoice", _open(sales, on)),
        _trace("now.credit_sales", f"invoices: {issued}", _credit(sales, on)),
        _trace("now.payables", "unpaid part of each bill", _open(bills, on)),
        _trace("now.credit_purchases", f"bills: {issued}", _credit(bills, on)),
        _trace("beyond_terms", "unpaid part of each invoice past its day",
               [(one.open_on(on), one.document_id) for one in past_due]),
    ]  # fmt: skip
    if goods is not None:
        lines = [(line.value, line.product_id) for line in goods.named]
        found.append(_trace("stock.named", "in stock x buying price", lines, RowKind.PRODUCT))
    return tuple(found)


def _points(points: Iterable[CapitalPoint], read: Read) -> tuple[Point, ...]:
    values = ((one.on, read(one)) for one in points)
    return tuple(Point(on, Decimal(str(value))) for on, value in values if value is not None)


def _open(ledger: Ledger, on: date) -> list[tuple[Decimal, UUID]]:
    return [(entry.open_on(on), entry.document_id) for entry in ledger.known_on(on)]


def _credit(ledger: Ledger, on: date) -> list[tuple[Decimal, UUID]]:
    return [(ratios.on_credit(entry), entry.document_id) for entry in ratios.in_window(ledger, on)]


def _trace(
    figure: str, formula: str, amounts: Iterable[tuple[Decimal, UUID]], kind: RowKind = RowKind.DOCUMENT
) -> Trace:
    ranked = sorted(((amount, id_) for amount, id_ in amounts if amount > 0), key=lambda one: (-one[0], one[1].int))
    total = sum((amount for amount, _ in ranked), ZERO)
    return Trace(figure, formula, total, kind, tuple(id_ for _, id_ in ranked[:MOST_IDS]), len(ranked))

"""What stands behind the cash prediction: its lines for a chart, its parts in rupees, and the rows of each part."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from app.books.records import Direction
from app.insights.records.cash import CashMonth, CashWeek
from app.insights.records.evidence import Driver, Point, RowKind, Series, Trace, Unit
from app.insights.rules.cash.outlook import Sides
from app.insights.rules.cash.parts import Parts, day_of
from app.insights.rules.paying import pace
from app.insights.rules.tracing import trace
from app.values import money
from ml_models.cashflow.records import Band

SEEN_WEEKS = 13


def point(on: date, band: Band, *, is_banded: bool) -> Point:
    """The middle of the paths at the end of a day, with its bands where the past can tell how wide they are."""
    if not is_banded:
        return Point(on, money.estimated(band.median))
    return Point(on, *map(money.estimated, (band.median, band.low80, band.high80, band.low95, band.high95)))


def series(
    sides: Sides, parts: Parts, days: Sequence[Point], weeks: Sequence[CashWeek], months: Sequence[CashMonth]
) -> tuple[Series, ...]:
    """The balance by day and by month, and what comes in and goes out by week, seen and expected."""
    seen_in, seen_out = _seen(sides, parts.on)
    receipts = tuple(Point(week.starts_on, week.receipts) for week in weeks)
    payments = tuple(Point(week.starts_on, week.receipts - week.net) for week in weeks)
    return (
        Series("balance", "Cash at the end of each day", Unit.RUPEES, tuple(days), is_expected=True),
        Series("receipts_seen", "Money that came in each week", Unit.RUPEES, seen_in),
        Series("receipts", "Money expected to come in each week", Unit.RUPEES, receipts, is_expected=True),
        Series("payments_seen", "Money that went out each week", Unit.RUPEES, seen_out),
        Series("payments", "Money expected to go out each week", Unit.RUPEES, payments, is_expected=True),
        Series(
            "balance_by_month",
            "Cash at the end of each month",
            Unit.RUPEES,
            tuple(month.point for month in months),
            is_expected=True,
        ),
    )


def drivers(weeks: Sequence[CashWeek]) -> tuple[Driver, ...]:
    """What the thirteen weeks are made of, in less out."""
    rows = (
        ("open_invoices", "Invoices that are open today", [week.receipts_open for week in weeks]),
        ("new_sales", "Sales still to be made", [week.receipts_new for week in weeks]),
        ("recurring_receipts", "What comes in regularly", [week.receipts_recurring for week in weeks]),
        ("open_bills", "Bills that are open today", [-week.payments_open for week in weeks]),
        ("new_purchases", "Purchases still to be made", [-week.payments_new for week in weeks]),
        ("recurring_costs", "What goes out regularly", [-week.expenses_recurring for week in weeks]),
        ("taxes", "Taxes on the days of the law", [-week.taxes for week in weeks]),
        ("other_expenses", "All other expenses", [-week.expenses_other for week in weeks]),
    )
    return tuple(Driver(name, sum(amounts, Decimal(0)), said) for name, said, amounts in rows)


def traces(sides: Sides, parts: Parts, weeks: Sequence[CashWeek]) -> Iterator[Trace]:
    """From each part to the rows it was made of."""
    totals = {one.name: one.amount for one in drivers(weeks)}
    for name, sign in (("open_invoices", 1), ("open_bills", -1)):
        items = [
            (item.entry.document_id, money.estimated(abs(item.amount)))
            for item in parts.items
            if item.amount * sign > 0
        ]
        formula = "what is unpaid, times its chance to be paid within the 13 weeks"
        yield trace(name, formula, RowKind.DOCUMENT, items, totals[name])
    since = parts.on - timedelta(days=pace.WINDOW_DAYS)
    for name, ledger in (("new_sales", sides.sales), ("new_purchases", sides.bills)):
        rows = [
            (entry.document_id, entry.total)
            for entry in ledger.known_on(parts.on)
            if entry.issued_on > since and entry.document_id not in parts.standing.leave_out
        ]
        formula = "as many new ones as in the last half year, evened out over the last year, paid as these parties pay"
        yield trace(name, formula, RowKind.DOCUMENT, rows, totals[name])
    yield from _lines(sides, since, totals)
    yield from _recurring(parts)
    amounts = {one.id: one.amount for one in sides.books.expenses}
    other = [(id_, amounts[id_]) for id_ in parts.standing.other]
    formula = "the mean of expenses without a rhythm in the last 13 weeks"
    yield trace("other_expenses", formula, RowKind.EXPENSE, other, totals["other_expenses"])


def _lines(sides: Sides, since: date, totals: Mapping[str, Decimal]) -> Iterator[Trace]:
    """The lines of the cash book that the pace was read from."""
    for name, direction in (("new_sales", Direction.IN), ("new_purchases", Direction.OUT)):
        rows = [(one.id, one.amount) for one in sides.lines if one.direction is direction and one.entered_on > since]
        if rows:
            formula = "as much as the lines of the cash book without a rhythm came to in the last half year"
            yield trace(name, formula, RowKind.CASH_ENTRY, rows, totals[name])


def _recurring(parts: Parts) -> Iterator[Trace]:
    """One trace for each recurring thing: so many times so much."""
    times_of = Counter(row.source for row in parts.standing.expected)
    for place, one in enumerate(parts.standing.recurring):
        if times := times_of[place]:
            sign = 1 if one.direction is Direction.IN else -1
            name = f"recurring: {one.vendor or one.category}"
            formula = f"{times} times within the 13 weeks, every {one.every_days} days"
            yield trace(name, formula, one.kind, _same(one.ids, one.amount), sign * times * one.amount)


def _same(ids: Iterable[UUID], amount: Decimal) -> list[tuple[UUID, Decimal]]:
    return [(id_, amount) for id_ in ids]


def _seen(sides: Sides, on: date) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """What came in and went out in each of the last thirteen weeks."""
    start = on - timedelta(days=7 * SEEN_WEEKS)
    came, went = [0.0] * SEEN_WEEKS, [0.0] * SEEN_WEEKS
    for day, amount in sides.moves:
        if start < day <= on:
            (came if amount > 0 else went)[((day - start).days - 1) // 7] += abs(amount)
    days = [day_of(start, 7 * week) for week in range(SEEN_WEEKS)]
    first, second = (
        tuple(Point(day, money.estimated(amount)) for day, amount in zip(days, sums, strict=True))
        for sums in (came, went)
    )
    return first, second

"""Dates that the law sets for a small business, with what the books suggest will be paid on them.

The days and their law stand in dated tables (`app.gst.returns`, `app.gst.income_tax`). Whether a business files
monthly, deducts TDS or pays advance tax is not always in its books: a date that may not concern it says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from app.books.records import Books, Expense
from app.insights.records.answer import Missing, Need
from app.insights.records.evidence import Driver, Point, RowKind, Series, Trace, Unit
from app.insights.records.preferences import NOTHING_SAID, Preferences
from app.insights.records.statutory import AmountFrom, Filing, StatutoryDate, StatutoryDates
from app.insights.rules.general import gst_calendar, gst_dues, income_tax_dues, tax_rows
from app.insights.rules.general.gst_calendar import Return
from app.insights.rules.general.gst_dues import MonthOfTax, TaxOf
from app.insights.rules.general.tax_rows import Tax
from app.insights.rules.tracing import trace
from app.values.period import Month

ZERO = Decimal(0)

AHEAD_DAYS = 45
CHART_MONTHS = 12


@dataclass(frozen=True)
class TaxBooks:
    """What the books hold about tax: that of every document, and the payments that were made."""

    books: Books
    taxes: Sequence[TaxOf]
    paid: Mapping[Tax, Sequence[Expense]]

    @classmethod
    def of(cls, books: Books) -> "TaxBooks":
        """Read from `books`."""
        return cls(books, gst_dues.taxes(books), tax_rows.payments(books.expenses))


def statutory_dates(books: Books, on: date, said: Preferences = NOTHING_SAID) -> StatutoryDates:
    """What falls due in the next 45 days, and output less input tax of the last closed month as the books show it."""
    known = TaxBooks.of(books)
    dates = coming(known, on, on + timedelta(days=AHEAD_DAYS), said)
    closed = Month.of(on).plus(-1)
    months = gst_dues.by_month(known.taxes, on, closed)
    tax = months.get(closed, MonthOfTax(ZERO, ZERO, ZERO, ZERO, is_over=True))
    how = gst_calendar.filing(said, known.taxes, known.paid[Tax.GST], on)
    to_pay = sum((one.amount for one in dates if one.amount and _counts(one, how)), ZERO)
    is_registered = gst_calendar.is_registered(books, said)
    return StatutoryDates(
        at_stake=to_pay,
        is_told=books.business.is_in_rupees,
        missing=_missing(books, is_registered=is_registered, said=said),
        dates=tuple(dates),
        gst_month=str(closed),
        output_tax=tax.output,
        input_tax=tax.credit + tax.blocked,
        blocked_credit=tax.blocked,
        net_gst=tax.output - tax.credit,
        credit_carried=tax.carried,
        filing=how if is_registered else None,
        to_pay=to_pay,
        not_told=tuple(sorted({one.filing.value for one in dates if not one.is_certain})),
        series=_series(months),
        drivers=_drivers(tax) if is_registered else (),
        traces=_traces(books, closed, tax) if is_registered else (),
    )


def coming(
    known: TaxBooks, first: date, until: date, said: Preferences, *, known_on: date | None = None
) -> list[StatutoryDate]:
    """What falls due from `first` to `until`, by day; nothing where amounts are not in rupees.

    known_on : the last day of which the books may tell, `first` unless said otherwise
    """
    if not known.books.business.is_in_rupees:
        return []
    on = known_on or first
    dates = list(income_tax_dues.dates(known.paid, said, on, first, until))
    if gst_calendar.is_registered(known.books, said):
        how = gst_calendar.filing(said, [row for row in known.taxes if row.day <= on], known.paid[Tax.GST], on)
        months = gst_dues.by_month(known.taxes, on, Month.of(until))
        returns = gst_calendar.returns(known.books, how, first, until)
        dates += [_of_return(one, months, on, is_certain=how is not None) for one in returns]
    return sorted(dates, key=lambda one: (one.due_on, one.name, one.filing.value))


def to_be_paid(dates: Sequence[StatutoryDate]) -> list[StatutoryDate]:
    """Those with an amount, each tax once: where nobody knows how the business files, the monthly date stands."""
    how = (
        None if any(one.filing is Filing.GST_MONTHLY and not one.is_certain for one in dates) else Filing.GST_QUARTERLY
    )
    return [one for one in dates if one.amount and _counts(one, how)]


def _counts(one: StatutoryDate, how: Filing | None) -> bool:
    return one.filing is not Filing.GST_QUARTERLY or how is Filing.GST_QUARTERLY


def _of_return(one: Return, months: Mapping[Month, MonthOfTax], on: date, *, is_certain: bool) -> StatutoryDate:
    paying = [months[month] for month in one.pays if month in months]
    amount = None
    if paying and one.filing is Filing.GST_COMPOSITION:
        amount = sum((gst_dues.composition(month, one.month.last) for month in paying), ZERO)
    elif paying:
        amount = sum((month.to_pay for month in paying), ZERO)
    source = AmountFrom.BOOKS if all(month.is_over for month in paying) else AmountFrom.BOOKS_AND_PACE
    return StatutoryDate(
        name=one.name,
        filing=one.filing,
        period=str(one.month),
        due_on=one.due_on,
        days_left=(one.due_on - on).days,
        source=one.source,
        amount=amount,
        amount_from=None if amount is None else source,
        is_certain=is_certain,
    )


def _missing(books: Books, *, is_registered: bool, said: Preferences) -> tuple[Missing, ...]:
    if not books.business.is_in_rupees:
        return (Missing(Need.RUPEES),)
    return () if is_registered or said.gst_filing is not None else (Missing(Need.GSTIN),)


def _series(months: Mapping[Month, MonthOfTax]) -> tuple[Series, ...]:
    last = sorted(months)[-CHART_MONTHS:]
    named = (("output_tax", "GST on sales"), ("input_tax", "GST on purchases"), ("to_pay", "GST to pay"))
    values = {month: (months[month].output, months[month].credit, months[month].to_pay) for month in last}
    return tuple(
        Series(name, title, Unit.RUPEES, tuple(Point(m.first, values[m][place]) for m in last))
        for place, (name, title) in enumerate(named)
    )


def _drivers(tax: MonthOfTax) -> tuple[Driver, ...]:
    return (
        Driver("output_tax", tax.output, "GST on sales"),
        Driver("input_tax", -tax.credit, "GST on purchases, set off"),
        Driver("credit_carried", -tax.carried, "Credit left over from earlier months"),
    )


def _traces(books: Books, month: Month, tax: MonthOfTax) -> tuple[Trace, ...]:
    rows = [(one.id, one.tax_amount) for one in books.documents if Month.of(one.issued_on) == month and one.tax_amount]
    formula = "GST on the month's sales less GST on its purchases, credit and debit notes set off"
    if tax.blocked:
        formula += "; of that on purchases only the part that taxed sales have in all sales"
    return (trace("net_gst", formula, RowKind.DOCUMENT, rows, tax.output - tax.credit),)

"""Which GST returns and payments fall due, by how the business files.

The days stand in `app.gst.returns`: GSTR-1 and GSTR-3B every month, or IFF, PMT-06 and quarterly returns (QRMP, by
State), or CMP-08 under composition. How a business files says its owner; else its turnover (above the limit of QRMP
it can only be monthly), else the days on which it has paid so far; else nobody knows, and the dates of both are given.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from app.books.records import Books, Expense
from app.gst import gstin, parameters, states
from app.gst.returns import due_dates
from app.insights.records.preferences import GSTFiling, Preferences
from app.insights.records.statutory import Filing
from app.insights.rules.general.gst_dues import TaxOf
from app.values.period import Month, financial_year

BY_PREFERENCE = {
    GSTFiling.MONTHLY: Filing.GST_MONTHLY,
    GSTFiling.QUARTERLY: Filing.GST_QUARTERLY,
    GSTFiling.COMPOSITION: Filing.GST_COMPOSITION,
}
LEAST_PAYMENTS = 3
FIRST_DAY_OF_QUARTERLY = 22
"""Who files monthly pays by the 20th, who files quarterly by the 22nd, 24th or 25th (CGST Rules 2017, rule 61)."""

EARLIEST_DAY = "97"
"""Where the State is not known, the earlier of the two days of quarterly filers holds."""


@dataclass(frozen=True, slots=True)
class Return:
    """One return or payment. `pays`: whether tax goes with it; `months` are those whose tax it pays."""

    name: str
    filing: Filing
    month: Month
    due_on: date
    source: str
    pays: tuple[Month, ...] = ()


def is_registered(books: Books, said: Preferences) -> bool:
    """Whether GST concerns the business: a GSTIN, or an owner who says how it files."""
    if said.gst_filing is not None:
        return said.gst_filing is not GSTFiling.NOT_REGISTERED
    return bool(books.business.gstin)


def filing(said: Preferences, taxes: Sequence[TaxOf], paid: Sequence[Expense], on: date) -> Filing | None:
    """How the business files as far as anything tells."""
    if said.gst_filing in BY_PREFERENCE:
        return BY_PREFERENCE[said.gst_filing]
    last_year = financial_year(on) - 1
    turnover = sum(row.turnover for row in taxes if financial_year(row.day) == last_year)
    limit = parameters.find("quarterly_turnover_up_to", on)
    if limit is not None and turnover > limit.value:
        return Filing.GST_MONTHLY
    days = [row.spent_on.day for row in paid if 0 <= (on - row.spent_on).days <= 365]
    if len(days) < LEAST_PAYMENTS:
        return None
    return Filing.GST_QUARTERLY if median(days) >= FIRST_DAY_OF_QUARTERLY else Filing.GST_MONTHLY


def returns(books: Books, how: Filing | None, first: date, last: date) -> Iterator[Return]:
    """Those due from `first` to `last`, both included, for this way of filing, or for both where none is known."""
    ways = (Filing.GST_MONTHLY, Filing.GST_QUARTERLY) if how is None else (how,)
    for month in Month.of(first).plus(-2).until(Month.of(last)):
        for way in ways:
            yield from (one for one in _of_month(books, month, way) if first <= one.due_on <= last)


def state_code(books: Books) -> str:
    """The State whose day holds for quarterly filers: that of the GSTIN, else of the business."""
    number = gstin.normalised(books.business.gstin)
    code = number[:2] if states.by_code(number[:2]) else states.code_of(books.business.state)
    return code or EARLIEST_DAY


def _of_month(books: Books, month: Month, way: Filing) -> Iterator[Return]:
    quarter = (month.plus(-2), month.plus(-1), month)
    if way is Filing.GST_MONTHLY:
        yield _return("GSTR-1", way, month)
        yield _return("GSTR-3B", way, month, pays=(month,))
    elif month.month % 3:
        if way is Filing.GST_QUARTERLY:
            yield _return("IFF", way, month)
            yield _return("PMT-06", way, month, pays=(month,))
    elif way is Filing.GST_QUARTERLY:
        yield _return("GSTR-1", way, month, frequency=due_dates.QUARTERLY)
        state = state_code(books)
        yield _return("GSTR-3B", way, month, frequency=due_dates.QUARTERLY, state=state, pays=(month,))
    else:
        yield _return("CMP-08", way, month, frequency=due_dates.QUARTERLY, pays=quarter)


def _return(
    name: str,
    way: Filing,
    month: Month,
    *,
    frequency: str = due_dates.MONTHLY,
    state: str | None = None,
    pays: tuple[Month, ...] = (),
) -> Return:
    try:
        due = due_dates.due(name, month.last, frequency=frequency, state=state)
    except due_dates.StateNeeded:
        due = due_dates.due(name, month.last, frequency=frequency, state=EARLIEST_DAY)
    return Return(name, way, month, due.on, due.law, pays)

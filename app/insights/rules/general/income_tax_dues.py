"""Tax deducted at source and advance tax that fall due, with amounts only where past payments tell them.

Nobody is told to pay what nothing in the books speaks of: the dates hold for those who deduct or pay, and say so.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from statistics import median

from app.books.records import Expense
from app.gst import income_tax
from app.gst.income_tax import Payment
from app.insights.records.preferences import Preferences
from app.insights.records.statutory import AmountFrom, Filing, StatutoryDate
from app.insights.rules.general.tax_rows import Tax
from app.values import money

RECENT_DAYS = 400
"""Past payments older than a year and a month do not tell whether a business still makes them."""

LAST_PAYMENTS = 3
INSTALMENTS = {6: 15, 9: 30, 12: 30, 3: 25}
"""Percent of the year's advance tax that each instalment adds: 15, 45, 75 and 100 percent must be paid by then."""


def dates(
    paid: Mapping[Tax, Sequence[Expense]], said: Preferences, on: date, first: date, until: date
) -> Iterator[StatutoryDate]:
    """What falls due from `first` to `until`, as known on `on`."""
    deducts = _does(said.deducts_tds, paid[Tax.TDS], on)
    pays = _does(said.pays_advance_tax, paid[Tax.ADVANCE_TAX], on)
    if deducts is not False:
        for one in income_tax.payments(income_tax.TDS, first, until):
            yield _date("TDS payment", Filing.TDS, one, _tds(paid[Tax.TDS], on), on, is_certain=bool(deducts))
    if pays is not False:
        for one in income_tax.payments(income_tax.ADVANCE_TAX, first, until):
            name, amount = f"Advance tax, {one.cumulative_percent} percent", _advance(one, paid[Tax.ADVANCE_TAX], on)
            yield _date(name, Filing.ADVANCE_TAX, one, amount, on, is_certain=bool(pays))


def _does(said: bool | None, rows: Sequence[Expense], on: date) -> bool | None:
    """Whether the business makes such payments: by its owner, else by its books, else unknown."""
    return said if said is not None else (True if _recent(rows, on) else None)


def _recent(rows: Sequence[Expense], on: date) -> Sequence[Expense]:
    return [row for row in rows if 0 <= (on - row.spent_on).days <= RECENT_DAYS]


def _tds(rows: Sequence[Expense], on: date) -> Decimal | None:
    """The middle of the last three payments."""
    amounts = [row.amount for row in _recent(rows, on)][-LAST_PAYMENTS:]
    return money.rounded(median(amounts)) if amounts else None


def _advance(due: Payment, rows: Sequence[Expense], on: date) -> Decimal | None:
    """The last instalment that was paid, by what this one adds to the year's tax against what that one did."""
    for row in reversed(_recent(rows, on)):
        share = INSTALMENTS.get(row.spent_on.month)
        if share:
            return money.rounded(row.amount * INSTALMENTS[due.month.month] / share)
    return None


def _date(
    name: str, filing: Filing, due: Payment, amount: Decimal | None, on: date, *, is_certain: bool
) -> StatutoryDate:
    return StatutoryDate(
        name=name,
        filing=filing,
        period=str(due.month),
        due_on=due.due_on,
        days_left=(due.due_on - on).days,
        source=due.source,
        amount=amount if is_certain else None,
        amount_from=AmountFrom.PAST_PAYMENTS if amount is not None and is_certain else None,
        is_certain=is_certain,
    )

"""Last dates that no return names: to claim input tax credit, and to pay a supplier before credit is reversed."""

from datetime import date, timedelta

from app.gst import parameters
from app.gst.returns import due_dates
from app.gst.returns.due_dates import DueDate
from app.values.period import financial_year

FIRST_YEAR_OF_NOVEMBER = 2021
"""The financial year from which 30 November counts (Finance Act 2022, in force 2022-10-01: 18/2022-CT)."""
REOPENED_UNTIL = date(2021, 11, 30)
"""Credit of the years 2017-18 to 2020-21 may be taken in returns filed until then (CGST Act s.16(5))."""


def last_day_for_credit(
    invoice_on: date, *, annual_return_filed: date | None = None, with_extensions: bool = True
) -> DueDate:
    """Until when the credit of an invoice or debit note of that day may be claimed (CGST Act s.16(4), (5)).

    30 November after the financial year, before 2021-22 the due date of September's return; the day on which the annual
    return was filed where that is earlier. `with_extensions` counts section 16(5), which reopened the first four years.
    """
    began = financial_year(invoice_on)
    if began >= FIRST_YEAR_OF_NOVEMBER:
        by_law = DueDate(date(began + 1, 11, 30), "CGST Act s.16(4); 18/2022-CT", valid_from=date(2021, 4, 1))
    elif with_extensions:
        return DueDate(REOPENED_UNTIL, "CGST Act s.16(5), Finance (No. 2) Act 2024", is_extended=True)
    else:
        by_law = due_dates.due("GSTR-3B", date(began + 1, 9, 30), with_extensions=False)
        by_law = DueDate(by_law.on, "CGST Act s.16(4) before 2022-10-01", valid_to=date(2021, 3, 31))
    if annual_return_filed is not None and annual_return_filed < by_law.on:
        return DueDate(annual_return_filed, "CGST Act s.16(4): the annual return was filed before")
    return by_law


def last_day_to_pay(invoice_on: date) -> DueDate:
    """Until when a supplier must be paid, lest the credit is reversed with interest (CGST Act s.16(2), rule 37)."""
    days = parameters.row("supplier_unpaid_days", invoice_on)
    return DueDate(invoice_on + timedelta(days=int(days.value)), days.source)

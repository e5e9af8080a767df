"""Statutory dates by the calendar of the law, and holes in the books."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.books.records import DocumentKind
from app.insights.records.answer import Need
from app.insights.records.housekeeping import BookGaps, Gap, StatutoryDates
from app.insights.rules.general import statutory
from app.values.period import Month
from tests.insights.planted import BUSINESS, TODAY, bill, books, invoice, payment
from tests.insights.told import one


class TestStatutoryDates:
    """Days from the rules named in the module."""

    @pytest.mark.parametrize(
        ("month", "name", "due_on"),
        [
            (Month(2026, 10), "GSTR-1", date(2026, 11, 11)),
            (Month(2026, 10), "GSTR-3B", date(2026, 11, 20)),
            (Month(2026, 10), "PMT-06", date(2026, 11, 25)),
            (Month(2026, 10), "TDS payment", date(2026, 11, 7)),
            (Month(2026, 3), "TDS payment", date(2026, 4, 30)),
            (Month(2026, 12), "Advance tax, 75 percent", date(2026, 12, 15)),
            (Month(2026, 12), "GSTR-3B", date(2027, 1, 20)),
        ],
    )
    def test_day(self, month: Month, name: str, due_on: date) -> None:
        assert due_on in {one.due_on for one in statutory.calendar(month, TODAY) if one.name == name}

    def test_quarters_have_no_monthly_payment_in_their_last_month(self) -> None:
        assert "PMT-06" not in {one.name for one in statutory.calendar(Month(2026, 12), TODAY)}

    def test_dates_come_in_order_and_none_has_passed(self) -> None:
        found: StatutoryDates = one(books(), StatutoryDates)
        days = [date_.days_left for date_ in found.dates]
        assert days == sorted(days)
        assert days[0] >= 0 and days[-1] <= statutory.AHEAD_DAYS

    def test_without_a_gstin_no_gst_date_is_claimed(self) -> None:
        found: StatutoryDates = one(books(business=replace(BUSINESS, gstin=None)), StatutoryDates)
        assert found.missing[0].what is Need.GSTIN
        assert not [date_ for date_ in found.dates if date_.filing.startswith("gst")]

    def test_gst_of_the_last_closed_month_is_output_less_input(self) -> None:
        rows = [
            invoice("S", date(2026, 10, 3), 1180),
            invoice("CN", date(2026, 10, 9), 118, kind=DocumentKind.CREDIT_NOTE),
            bill("B", date(2026, 10, 5), 590),
            invoice("later", date(2026, 11, 3), 11_800),
        ]
        found: StatutoryDates = one(books(rows), StatutoryDates)
        assert (found.output_tax, found.input_tax, found.net_gst) == (Decimal(162), Decimal(90), Decimal(72))


class TestBookGaps:
    """Holes are counted with their rows and money."""

    def test_open_invoices_without_a_due_date_or_customer(self) -> None:
        rows = [invoice("A", date(2026, 10, 1), 700, due_on=None), invoice("B", date(2026, 10, 2), 300, to=None)]
        found: BookGaps = one(books(rows), BookGaps)
        assert {(gap.gap, gap.rows, gap.amount) for gap in found.gaps} == {
            (Gap.NO_DUE_DATE, 1, Decimal(700)), (Gap.NO_PARTY, 1, Decimal(300)),
        }  # fmt: skip

    def test_payments_that_hang_in_the_air(self) -> None:
        paid = invoice("A", date(2026, 10, 1), 700, paid=700)
        loose = payment(invoice("B", date(2026, 10, 1), 300, to="Khan Foods"), date(2026, 10, 9))
        found: BookGaps = one(books([paid], [loose]), BookGaps)
        assert {gap.gap for gap in found.gaps} == {Gap.UNDATED_PAYMENT, Gap.UNLINKED_PAYMENT}

    def test_good_books_have_none(self) -> None:
        found: BookGaps = one(books([invoice("A", date(2026, 10, 1))]), BookGaps)
        assert found.gaps == ()

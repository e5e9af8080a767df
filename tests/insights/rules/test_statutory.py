"""Statutory dates by the law's calendar, with amounts only where the books tell them."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.books.records import Books, DocumentKind, Expense
from app.insights.records.answer import Need
from app.insights.records.preferences import GSTFiling, Preferences
from app.insights.records.statutory import AmountFrom, Filing, StatutoryDate, StatutoryDates
from app.insights.rules.general import gst_calendar, gst_dues, statutory, tax_rows
from app.insights.rules.general.tax_rows import Tax
from app.insights.wording import explain
from app.values.period import Month
from tests.insights.planted import BUSINESS, TODAY, bill, books, expense, invoice, month_starts
from tests.insights.told import one

MONTHLY = Preferences(gst_filing=GSTFiling.MONTHLY)
QUARTERLY = Preferences(gst_filing=GSTFiling.QUARTERLY)
COMPOSITION = Preferences(gst_filing=GSTFiling.COMPOSITION)


class TestDays:
    """Days from the dated tables, by how the business files."""

    @pytest.mark.parametrize(
        ("said", "name", "due_on"),
        [
            (MONTHLY, "GSTR-1", date(2026, 12, 11)),
            (MONTHLY, "GSTR-3B", date(2026, 12, 20)),
            (QUARTERLY, "PMT-06", date(2026, 11, 25)),
            (QUARTERLY, "IFF", date(2026, 12, 13)),
            (Preferences(deducts_tds=True), "TDS payment", date(2026, 12, 7)),
            (Preferences(pays_advance_tax=True), "Advance tax, 75 percent", date(2026, 12, 15)),
        ],
    )
    def test_day(self, said: Preferences, name: str, due_on: date) -> None:
        assert due_on in {found.due_on for found in _coming(books(), said) if found.name == name}

    @pytest.mark.parametrize(
        ("state", "due_on"),
        [("27", date(2027, 1, 22)), ("09", date(2027, 1, 24))],
        ids=["Maharashtra", "Uttar Pradesh"],
    )
    def test_quarterly_return_by_state(self, state: str, due_on: date) -> None:
        shop = books(business=replace(BUSINESS, gstin=f"{state}AAPFU0939F1ZV"))
        found = _coming(shop, QUARTERLY, on=date(2027, 1, 5))
        assert [one.due_on for one in found if one.name == "GSTR-3B"] == [due_on]

    def test_composition_pays_on_the_18th_after_the_quarter_and_files_nothing_monthly(self) -> None:
        found = [one for one in _coming(books(), COMPOSITION, on=date(2027, 1, 5)) if one.filing.startswith("gst")]
        assert [(one.name, one.due_on) for one in found] == [("CMP-08", date(2027, 1, 18))]

    def test_dates_come_in_order_and_none_has_passed(self) -> None:
        found: StatutoryDates = one(books(), StatutoryDates)
        days = [date_.days_left for date_ in found.dates]
        assert days == sorted(days)
        assert days[0] >= 0 and days[-1] <= statutory.AHEAD_DAYS

    def test_every_date_names_its_law(self) -> None:
        assert all(found.source for found in _coming(books(), Preferences()))


class TestUnknown:
    """What nobody has said is not claimed."""

    def test_without_a_gstin_no_gst_date_is_claimed(self) -> None:
        found: StatutoryDates = one(books(business=replace(BUSINESS, gstin=None)), StatutoryDates)
        assert found.missing[0].what is Need.GSTIN
        assert not [date_ for date_ in found.dates if date_.filing.startswith("gst")]

    def test_where_nothing_tells_how_often_both_ways_are_given_as_possible(self) -> None:
        found = [one for one in _coming(books(), Preferences()) if one.filing.startswith("gst")]
        assert {one.filing for one in found} == {Filing.GST_MONTHLY, Filing.GST_QUARTERLY}
        assert not any(one.is_certain for one in found)
        assert "if you file monthly" in explain.words(one(books(), StatutoryDates)).description

    def test_who_says_that_no_tax_is_deducted_hears_nothing_of_it(self) -> None:
        found = _coming(books(), Preferences(deducts_tds=False, pays_advance_tax=False))
        assert not [one for one in found if one.filing in (Filing.TDS, Filing.ADVANCE_TAX)]

    def test_no_amount_is_made_up_where_nothing_was_ever_paid(self) -> None:
        found = _coming(books(), Preferences(deducts_tds=True, pays_advance_tax=True))
        assert {one.amount for one in found if one.filing in (Filing.TDS, Filing.ADVANCE_TAX)} == {None}

    def test_books_in_another_currency_get_no_amounts_of_indian_law(self) -> None:
        found = statutory.statutory_dates(books(business=replace(BUSINESS, currency="USD")), TODAY)
        assert (found.is_told, found.dates, found.missing[0].what) == (False, (), Need.RUPEES)

    def test_above_the_limit_of_quarterly_filing_only_monthly_is_possible(self) -> None:
        shop = books([invoice("S", date(2025, 10, 3), 70_000_000)])
        assert statutory.statutory_dates(shop, TODAY).filing is Filing.GST_MONTHLY

    @pytest.mark.parametrize(("day", "filing"), [(19, Filing.GST_MONTHLY), (24, Filing.GST_QUARTERLY)])
    def test_past_payments_tell_how_often(self, day: int, filing: Filing) -> None:
        paid = [expense("GST", first.replace(day=day), 4000) for first in month_starts(4)]
        assert statutory.statutory_dates(books(expenses=paid), TODAY).filing is filing


class TestAmounts:
    """GST from the books, the rest from what was paid before."""

    def test_gst_of_the_last_closed_month_is_output_less_input(self) -> None:
        rows = [
            invoice("S", date(2026, 10, 3), 1180),
            invoice("CN", date(2026, 10, 9), 118, kind=DocumentKind.CREDIT_NOTE),
            bill("B", date(2026, 10, 5), 590),
            invoice("later", date(2026, 11, 3), 11_800),
        ]
        found: StatutoryDates = one(books(rows), StatutoryDates)
        assert (found.output_tax, found.input_tax, found.net_gst) == (Decimal(162), Decimal(90), Decimal(72))

    def test_a_running_month_is_filled_up_at_pace(self) -> None:
        rows = [invoice(f"S{place}", first.replace(day=3), 1180) for place, first in enumerate(month_starts(4))]
        months = gst_dues.by_month(gst_dues.taxes(books(rows)), TODAY, Month(2026, 12))
        assert months[Month(2026, 11)].to_pay == Decimal(54)
        assert months[Month(2026, 12)].to_pay == Decimal(180)

    def test_input_tax_left_over_is_carried_to_the_next_month(self) -> None:
        rows = [
            bill("B", date(2026, 8, 5), 2360),
            invoice("S", date(2026, 9, 5), 1180),
            invoice("T", date(2026, 10, 5), 2360),
        ]
        months = gst_dues.by_month(gst_dues.taxes(books(rows)), TODAY, Month(2026, 10))
        assert [months[Month(2026, month)].to_pay for month in (8, 9, 10)] == [0, 0, Decimal(180)]

    def test_sales_without_tax_bring_no_credit(self) -> None:
        rows = [
            bill("B", date(2026, 10, 5), 1180),
            invoice("taxed", date(2026, 10, 5), 1180),
            invoice("nil", date(2026, 10, 6), 3000, tax=Decimal(0)),
        ]
        found: StatutoryDates = one(books(rows), StatutoryDates)
        assert (found.input_tax, found.blocked_credit, found.net_gst) == (Decimal(180), Decimal(135), Decimal(135))
        assert "₹135 of that belongs to sales without tax" in explain.words(found).description

    def test_composition_pays_one_percent_of_the_turnover_of_its_quarter(self) -> None:
        rows = [invoice(f"S{month}", date(2026, month, 3), 50_000, tax=Decimal(0)) for month in (7, 8, 9)]
        (found,) = [one for one in _coming(books(rows), COMPOSITION, on=date(2026, 10, 2)) if one.name == "CMP-08"]
        assert (found.amount, found.amount_from) == (Decimal(1500), AmountFrom.BOOKS)

    def test_tds_is_expected_as_it_was_paid_before(self) -> None:
        paid = [expense("TDS", first.replace(day=6), 4200) for first in month_starts(3)]
        (found,) = [one for one in _coming(books(expenses=paid), Preferences()) if one.filing is Filing.TDS]
        assert (found.amount, found.amount_from, found.is_certain) == (Decimal(4200), AmountFrom.PAST_PAYMENTS, True)

    def test_an_instalment_of_advance_tax_follows_the_last_one_by_its_share(self) -> None:
        paid = [expense("Advance tax", date(2026, 6, 14), 15_000)]
        (found,) = [one for one in _coming(books(expenses=paid), Preferences()) if one.filing is Filing.ADVANCE_TAX]
        assert (found.due_on, found.amount) == (date(2026, 12, 15), Decimal(30_000))

    def test_where_nobody_knows_how_often_each_months_tax_is_counted_once(self) -> None:
        rows = [invoice(f"S{place}", first.replace(day=3), 1180) for place, first in enumerate(month_starts(4))]
        to_pay = statutory.to_be_paid(_coming(books(rows), Preferences()))
        assert [(one.name, one.due_on) for one in to_pay] == [("GSTR-3B", date(2026, 12, 20))]


class TestTaxRows:
    """Which expenses paid a tax."""

    @pytest.mark.parametrize(
        ("row", "tax"),
        [
            (expense("GST", TODAY, 1), Tax.GST),
            (expense("Taxes", TODAY, 1, vendor="GSTR-3B October"), Tax.GST),
            (expense("TDS", TODAY, 1), Tax.TDS),
            (expense("Advance tax", TODAY, 1), Tax.ADVANCE_TAX),
            (expense("Stationery", TODAY, 1, vendor="bill incl GST"), None),
            (expense("GST filing fee", TODAY, 1), None),
            (expense("Rent", TODAY, 1), None),
        ],
    )
    def test_kind(self, row: Expense, tax: Tax | None) -> None:
        assert tax_rows.tax_of(row) is tax


def test_the_state_of_the_gstin_decides_the_day() -> None:
    assert gst_calendar.state_code(books(business=replace(BUSINESS, gstin=None, state="Tamil Nadu"))) == "33"


def _coming(shop: Books, said: Preferences, on: date = TODAY) -> list[StatutoryDate]:
    return statutory.coming(statutory.TaxBooks.of(shop), on, on + timedelta(days=statutory.AHEAD_DAYS), said)

"""The last month beside earlier ones, and the running one so far."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.books.records import Books, Item, Product
from app.insights.records.review import Best, Figure, MonthInReview
from app.insights.rules import history
from app.insights.rules.general import month_review
from app.insights.wording import explain
from tests.insights.planted import TODAY, bill, books, expense, identifier, invoice, month_starts, payment

OCTOBER = date(2026, 10, 8)


class TestMonthInReview:
    """October 2026, seen on 21 November."""

    def test_sums_of_the_month_the_one_before_and_a_year_ago(self) -> None:
        found = _reviewed(_year())
        amounts = {one.figure: (one.amount, one.month_before, one.last_year) for one in found.figures}
        assert amounts == {
            Figure.SALES: (2000, 1000, 1000),
            Figure.RECEIPTS: (1180, 0, 0),
            Figure.EXPENSES: (300, 300, 300),
            Figure.PURCHASES: (500, 0, 0),
        }
        assert (found.month, found.left, found.at_stake) == ("2026-10", 1200, 1000)

    def test_the_running_month_is_set_against_the_same_days(self) -> None:
        late = invoice("late", date(2026, 10, 30), 59_000)
        found = _reviewed(replace(_year(), documents=[*_year().documents, late]))
        assert found.running is not None
        assert (found.running.sales, found.running.same_days_before, found.running.until_day) == (0, 2000, 21)

    def test_names_the_best_of_several(self) -> None:
        rows = [invoice("A", OCTOBER, 1180), invoice("B", date(2026, 10, 9), 5900, to="Khan Foods")]
        found = _reviewed(books(rows))
        assert found.best_customer == Best("Khan Foods", Decimal(5000))
        assert found.best_day == Best("2026-10-09", Decimal(5000))
        assert found.best_product is None

    @pytest.mark.parametrize(("cost", "margin"), [(60, 0.4), (120, -0.2), (None, None)])
    def test_margin_by_the_price_list(self, cost: int | None, margin: float | None) -> None:
        line = Item("Wire", Decimal(10), Decimal(100), Decimal(18), Decimal(1000))
        wire = Product(identifier("wire"), "wire ", "m", buying_price=Decimal(cost) if cost else None)
        found = _reviewed(books([replace(invoice("A", OCTOBER), items=(line,))], products=[wire]))
        assert found.margin == margin

    @pytest.mark.parametrize(("tax", "spent"), [(180, 300), (0, 500)])
    def test_gst_passed_on_is_no_expense_of_who_charges_it(self, tax: int, spent: int) -> None:
        """A dealer under composition charges none, and pays it of his own."""
        paid = expense("GST", date(2026, 10, 20), 200, vendor="GST Department")
        rent = expense("rent", OCTOBER, 300)
        found = _reviewed(books([invoice("A", OCTOBER, tax=Decimal(tax))], expenses=[paid, rent]))
        assert {one.figure: one.amount for one in found.figures}[Figure.EXPENSES] == spent

    @pytest.mark.parametrize(("more", "is_advised"), [(10, False), (40, True)])
    def test_expenses_are_looked_into_where_they_rose_noticeably(self, more: int, is_advised: bool) -> None:
        year = _year()
        found = _reviewed(replace(year, expenses=[*year.expenses, expense("tea", OCTOBER, more)]))
        assert any("will come again" in said for said in explain.words(found).recommendations) is is_advised

    def test_every_sum_leads_to_its_rows(self) -> None:
        traces = {trace.figure: trace for trace in _reviewed(_year()).traces}
        assert (traces["figures.sales"].rows, traces["figures.sales"].amount) == (2, 2000)
        assert traces["figures.receipts"].kind == "payment"

    def test_charts_show_a_year_and_drivers_who_moved_it(self) -> None:
        found = _reviewed(_year())
        assert [(line.name, len(line.points)) for line in found.series] == [(figure.value, 13) for figure in Figure]
        assert [(driver.name, driver.amount) for driver in found.drivers] == [("Rao Traders", 1000)]

    def test_is_said_in_words(self) -> None:
        words = explain.words(_reviewed(_year()))
        assert words.title == "October 2026: sales of ₹2,000, 100% more than a year ago"
        assert "Sales less purchases and expenses left ₹1,200." in words.description

    def test_a_business_of_last_week_hears_of_this_month_alone(self) -> None:
        found = _reviewed(books([invoice("A", date(2026, 11, 16))]))
        assert (found.is_told, found.figures, found.missing[0].expected_on) == (True, (), date(2026, 12, 1))
        assert "November 2026 has brought ₹1,000 by day 21" in explain.words(found).description

    def test_empty_books_have_no_month(self) -> None:
        assert not _reviewed(books()).is_told


def _reviewed(found: Books) -> MonthInReview:
    return month_review.month_in_review(history.plausible(found, TODAY), TODAY)


def _year() -> Books:
    sales = [invoice(f"S{first}", first.replace(day=5)) for first in month_starts(14)]
    more = invoice("more", OCTOBER)
    rents = [expense("rent", first, 300) for first in month_starts(14)]
    return books([*sales, more, bill("B", OCTOBER, 590)], [payment(more, date(2026, 10, 20))], rents)

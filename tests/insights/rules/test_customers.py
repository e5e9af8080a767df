"""Customers whose habits are planted."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.books.records import DocumentKind
from app.insights.records.customers import LatePayers, QuietCustomers, TopCustomers
from tests.insights.planted import TODAY, books, identifier, invoice, paying_shop, settled
from tests.insights.told import one


class TestLatePayers:
    """Who pays late, and by how many days."""

    @pytest.mark.parametrize("days_late", [4, 20, 75])
    def test_a_customer_who_always_pays_late_is_named_with_the_days(self, days_late: int) -> None:
        found: LatePayers = one(paying_shop(days_late=days_late), LatePayers)
        (payer,) = found.payers
        assert (payer.party, payer.median_days_late, payer.late_share) == ("Rao Traders", days_late, 1.0)
        assert payer.open_amount == found.at_stake == 59_000 * len(payer.document_ids)
        assert (found.traces[0].amount, set(found.traces[0].ids)) == (found.at_stake, set(payer.document_ids))

    @pytest.mark.parametrize("days_late", [-10, 0, 3])
    def test_a_weekend_is_not_late(self, days_late: int) -> None:
        found: LatePayers = one(paying_shop(days_late=days_late), LatePayers)
        assert (found.is_told, found.payers) == (True, ())

    def test_two_invoices_are_no_habit(self) -> None:
        paid = [settled(invoice(f"A{day}", date(2026, 5, day)), days_late=60) for day in (1, 2)]
        found: LatePayers = one(books([d for d, _ in paid], [p for _, p in paid]), LatePayers)
        assert (found.is_told, found.payers) == (False, ())
        assert found.missing[0].have == 2

    def test_invoices_without_a_due_date_cannot_be_late(self) -> None:
        paid = [settled(invoice(f"A{day}", date(2026, 5, day)), days_late=60) for day in (1, 2, 3)]
        undated = [invoice(d.number, d.issued_on, due_on=None, paid=d.total) for d, _ in paid]
        found: LatePayers = one(books(undated, [p for _, p in paid]), LatePayers)
        assert not found.is_told


class TestTopCustomers:
    """Whose purchases the sales are."""

    def test_ranked_by_sales_before_tax_with_their_share(self) -> None:
        rows = [invoice("A", date(2026, 3, 1), 2360), invoice("B", date(2026, 4, 1), 1180, to="Khan Foods")]
        found: TopCustomers = one(books(rows), TopCustomers)
        assert [(c.party, c.sales, c.share) for c in found.top] == [
            ("Rao Traders", Decimal(2000), 0.667), ("Khan Foods", Decimal(1000), 0.333),
        ]  # fmt: skip

    def test_credit_notes_and_unnamed_sales_count(self) -> None:
        rows = [
            invoice("A", date(2026, 3, 1), 2360),
            invoice("CN", date(2026, 3, 9), 590, kind=DocumentKind.CREDIT_NOTE),
            invoice("B", date(2026, 4, 1), 590, to=None),
        ]
        found: TopCustomers = one(books(rows), TopCustomers)
        assert [found.top[0].sales, found.total_sales, found.unnamed_sales] == [Decimal(n) for n in (1500, 2000, 500)]

    def test_traces_lead_to_the_invoices_of_each_figure(self) -> None:
        rows = [
            invoice("A", date(2026, 3, 1), 2360),
            invoice("B", date(2026, 4, 1), 1180, to="Khan Foods"),
            invoice("C", date(2026, 4, 1), 590, to=None),
        ]
        found: TopCustomers = one(books(rows), TopCustomers)
        traced = {trace.figure: (trace.amount, trace.ids) for trace in found.traces}
        assert traced["total_sales"][0] == found.total_sales
        assert traced["unnamed_sales"] == (Decimal(500), (rows[2].id,))
        assert traced["top.0.sales"] == (found.top[0].sales, (rows[0].id,))
        assert [series.title for series in found.series] == ["Sales to Rao Traders", "Sales to Khan Foods"]
        assert found.drivers == ()

    def test_drivers_say_who_buys_less_than_last_year(self) -> None:
        rows = [invoice("old", TODAY - timedelta(days=725), 11_800), invoice("new", TODAY - timedelta(days=20), 5900)]
        (driver,) = one(books(rows), TopCustomers).drivers
        assert (driver.amount, driver.sentence) == (Decimal(-5000), "Rao Traders bought less than last year")

    def test_sales_of_an_earlier_year_do_not_count(self) -> None:
        found: TopCustomers = one(books([invoice("A", TODAY - timedelta(days=400))]), TopCustomers)
        assert not found.is_told


class TestQuietCustomers:
    """Who bought regularly and has stopped."""

    def test_a_regular_who_stopped_is_named(self) -> None:
        rows = [invoice(f"A{back}", TODAY - timedelta(days=100 + 10 * back), 11_800) for back in range(10)]
        found: QuietCustomers = one(books(rows), QuietCustomers)
        (quiet,) = found.quiet
        assert (quiet.party_id, quiet.usual_interval_days, quiet.silent_days) == (identifier("Rao Traders"), 10, 100)
        assert quiet.monthly_sales == pytest.approx(Decimal(100_000) / Decimal("2.96"), rel=Decimal("0.02"))
        assert (found.drivers[0].amount, found.traces[0].ids) == (-quiet.monthly_sales, (quiet.party_id,))
        (line,) = found.series
        assert (line.title, line.points[-1].value) == ("Sales to Rao Traders", 0)

    @pytest.mark.parametrize(("interval", "silent"), [(10, 29), (40, 100), (1, 20)])
    def test_silence_within_the_own_rhythm_is_not_quiet(self, interval: int, silent: int) -> None:
        rows = [invoice(f"A{back}", TODAY - timedelta(days=silent + interval * back)) for back in range(6)]
        found: QuietCustomers = one(books(rows), QuietCustomers)
        assert (found.is_told, found.quiet) == (True, ())

    def test_one_time_buyers_are_nobodys_regulars(self) -> None:
        found: QuietCustomers = one(books([invoice("A", date(2026, 3, 1))]), QuietCustomers)
        assert not found.is_told

"""What customers owe by age, when it should come, and what we owe too long: on books with a planted truth."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.books.records import Books
from app.insights.records.evidence import Series
from app.insights.records.money_owed import ExpectedPayment, Overdue
from app.insights.rules import findings
from app.insights.rules.paying import late_payment, overdue
from app.insights.wording import explain
from ml_models.late_payment.coming import coming_days
from tests.insights.planted import TODAY, bill, books, identifier, invoice, paying_shop, payment, scaled


class TestAge:
    """Ageing by the day in India."""

    @pytest.mark.parametrize(("days_late", "band"), [(0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (90, 3), (91, 4)])
    def test_bands(self, days_late: int, band: int) -> None:
        due_on = TODAY - timedelta(days=days_late)
        found = finding(books([invoice("A", date(2026, 6, 1), 500, due_on=due_on)]))
        assert [place for place, one_band in enumerate(found.bands) if one_band.documents] == [band]
        assert found.total_overdue == (500 if days_late > 0 else 0)

    def test_bands_and_traces_add_up_to_all_that_is_open(self) -> None:
        found = finding(paying_shop(days_late=70))
        assert sum(band.amount for band in found.bands) == found.total_open > 0
        traced = {trace.figure: trace.amount for trace in found.traces}
        assert (traced["total_open"], traced["total_overdue"]) == (found.total_open, found.total_overdue)

    def test_own_bills_are_told_apart(self) -> None:
        found = finding(books([bill("B", date(2026, 6, 1), 700)]))
        assert explain.words(found).description == "Customers owe you nothing on invoices."
        assert (found.total_open, found.payable_overdue) == (Decimal(0), Decimal(700))

    def test_a_paid_invoice_more_raises_nothing_that_is_owed(self) -> None:
        shop = paying_shop(days_late=40)
        paid = invoice("PAID", TODAY - timedelta(days=60), 99_000, paid=99_000)
        more = replace(shop, documents=[*shop.documents, paid], payments=[*shop.payments, payment(paid, TODAY)])
        before, after = finding(shop), finding(more)
        assert (after.total_open, after.total_overdue) == (before.total_open, before.total_overdue)


class TestExpected:
    """The day of each open invoice."""

    @pytest.mark.parametrize("days_late", [-5, 0, 20, 45])
    def test_who_always_pays_so_many_days_late_is_expected_to_again(self, days_late: int) -> None:
        for one in finding(paying_shop(days_late=days_late)).expected:
            due = one.due_on + timedelta(days=days_late)
            assert one.expected_on and one.earliest_on and one.latest_on
            assert abs((one.expected_on - max(due, TODAY)).days) <= 3
            assert one.earliest_on <= one.expected_on <= one.latest_on
            assert not one.is_cold

    def test_somebody_never_seen_is_told_apart_and_expected_as_all_others_pay(self) -> None:
        shop = paying_shop(days_late=20)
        new = invoice("NEW", TODAY - timedelta(days=5), to="Iyer Textiles")
        found = finding(replace(shop, documents=[*shop.documents, new]))
        cold = payment_of(found, "NEW")
        assert (cold.is_cold, found.cold_customers) == (True, 1)
        assert cold.expected_on and abs((cold.expected_on - (cold.due_on + timedelta(days=20))).days) <= 6
        known = max((one for one in found.expected if not one.is_cold), key=lambda one: one.due_on)
        assert width(cold) > width(known)
        assert "1 customer has never paid before" in explain.words(found).description

    def test_days_do_not_depend_on_the_order_of_rows_nor_on_the_size_of_amounts(self) -> None:
        shop = paying_shop(days_late=20)
        turned = replace(shop, documents=shop.documents[::-1], payments=shop.payments[::-1])
        found = finding(shop)
        assert finding(turned) == found
        tenfold = finding(scaled(shop, 10))
        assert [one.expected_on for one in tenfold.expected] == [one.expected_on for one in found.expected]
        assert tenfold.expected_soon == pytest.approx(10 * found.expected_soon, abs=Decimal("0.1"))

    def test_the_list_names_what_is_most_at_risk_and_the_traces_lead_to_every_open_invoice(self) -> None:
        on = TODAY - timedelta(days=3)
        found = finding(books([invoice(f"N{place}", on, 100 + place) for place in range(overdue.LISTED + 200)]))
        assert (len(found.expected), found.expected_documents) == (overdue.LISTED, overdue.LISTED + 200)
        risks = [one.amount * Decimal(repr(one.late_probability)) for one in found.expected]
        assert risks == sorted(risks, reverse=True)
        assert risks[-1] > 250 * Decimal(repr(found.expected[-1].late_probability))
        led_to = [trace for trace in found.traces if trace.figure.startswith("expected.")]
        assert sum(trace.rows for trace in led_to) == found.expected_documents
        assert sum(trace.amount or 0 for trace in led_to) == found.total_open

    def test_weeks_lead_to_the_invoices_expected_in_them(self) -> None:
        found = finding(paying_shop(days_late=20))
        weeks = {trace.figure: trace.ids for trace in found.traces}
        for one in found.expected:
            assert one.expected_on
            (first,) = [name[-10:] for name, ids in weeks.items() if name[:9] == "expected." and one.document_id in ids]
            assert 0 <= (one.expected_on - date.fromisoformat(first)).days < 7

    def test_earlier_days_were_nearer_than_due_dates(self) -> None:
        found = finding(paying_shop(days_late=20, months=30))
        assert found.tested is None or found.tested.error_days < found.tested.due_date_error_days
        often = finding(weekly_shop(days_late=20))
        assert often.tested is not None
        assert often.tested.error_days < 3 < often.tested.due_date_error_days
        assert often.tested.share_inside >= 0.8
        assert "earlier dates the day foretold was off by" in explain.words(often).description


class TestReceipts:
    """By week."""

    def test_steady_receipts_go_on_inside_bands(self) -> None:
        found = finding(weekly_shop(days_late=20))
        seen, coming = (series(found, name) for name in ("received", "expected"))
        assert coming.is_expected and not seen.is_expected
        assert [(b.on - a.on).days for a, b in zip(coming.points, coming.points[1:], strict=False)] == [7] * 12
        usual = seen.points[-1].value
        assert all(point.value == pytest.approx(usual, rel=Decimal("0.35")) for point in coming.points)
        for point in coming.points:
            assert point.low95 is not None and point.low80 is not None and point.high80 is not None
            assert 0 <= point.low95 <= point.low80 <= point.value <= point.high80
        assert found.backtest and found.backtest.origins == 6

    def test_a_young_business_has_no_bands_and_no_backtest(self) -> None:
        found = finding(books([invoice("A", TODAY - timedelta(days=4), 5000)]))
        assert (found.backtest, found.tested) == (None, None)
        assert all(point.low80 is None for point in series(found, "expected").points)


class TestOldBills:
    """MSMED Act, 2006, section 15: 45 days at most towards micro and small suppliers."""

    @pytest.mark.parametrize(("age", "is_told"), [(45, False), (46, True)])
    def test_bills_older_than_the_limit_are_named_with_what_is_unknown(self, age: int, is_told: bool) -> None:
        found = finding(books([bill("B", TODAY - timedelta(days=age), 700)]))
        assert (found.old_bills is not None) is is_told
        advice = [one for one in explain.words(found).recommendations if "MSMED" in one]
        assert bool(advice) is is_told
        if found.old_bills:
            assert (found.old_bills.limit_days, found.old_bills.amount) == (45, Decimal(700))
            assert not found.old_bills.is_supplier_size_known
            assert "Your books do not say which suppliers are registered" in advice[0]


def finding(held: Books, on: date = TODAY) -> Overdue:
    """What there is to say about these books."""
    sides = findings.sides_of(held, on)
    said = late_payment.expected(sides.sales, on, late_payment.by_habit, coming_days)
    return overdue.overdue(sides.sales, sides.bills, on, coming_days, late_payment.chances(sides.sales, on, said))


def weekly_shop(*, days_late: int) -> Books:
    """A year and a half in which two customers each buy for 10,000 every week and pay so many days late."""
    rows = [
        invoice(f"{name} {week}", TODAY - timedelta(days=7 * week + 1), 10_000, to=name)
        for week in range(78)
        for name in ("Rao Traders", "Khan Foods")
    ]
    due = [(row, row.issued_on + timedelta(days=30 + days_late)) for row in rows]
    money = [payment(row, on) for row, on in due if on <= TODAY]
    paid = {one.document_id for one in money}
    return books([replace(row, paid=row.total) if row.id in paid else row for row in rows], money)


def payment_of(found: Overdue, number: str) -> ExpectedPayment:
    """When this invoice is expected."""
    return next(one for one in found.expected if one.document_id == identifier(number))


def width(one: ExpectedPayment) -> int:
    """Days of its range."""
    assert one.earliest_on and one.latest_on
    return (one.latest_on - one.earliest_on).days


def series(found: Overdue, name: str) -> Series:
    """The line of this name."""
    return next(one for one in found.series if one.name == name)

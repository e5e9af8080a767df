"""Statutory dates by the calendar of the law, and holes in the books."""

from datetime import date
from decimal import Decimal

from app.insights.records.housekeeping import BookGaps, Gap
from app.insights.wording import explain
from tests.insights.planted import books, invoice, payment
from tests.insights.told import one


class TestBookGaps:
    """Holes are counted with their rows and money."""

    def test_open_invoices_without_a_due_date_or_customer(self) -> None:
        rows = [invoice("A", date(2026, 10, 1), 700, due_on=None), invoice("B", date(2026, 10, 2), 300, to=None)]
        found: BookGaps = one(books(rows), BookGaps)
        assert {(gap.gap, gap.rows, gap.amount) for gap in found.gaps} == {
            (Gap.NO_DUE_DATE, 1, Decimal(700)), (Gap.NO_PARTY, 1, Decimal(300)),
        }  # fmt: skip

    def test_a_sale_paid_at_once_need_not_name_its_customer(self) -> None:
        slip = invoice("7", date(2026, 10, 2), 300, to=None, paid=300)
        found: BookGaps = one(books([slip], [payment(slip, date(2026, 10, 2))]), BookGaps)
        assert Gap.NO_PARTY not in {gap.gap for gap in found.gaps}

    def test_payments_that_hang_in_the_air(self) -> None:
        paid = invoice("A", date(2026, 10, 1), 700, paid=700)
        loose = payment(invoice("B", date(2026, 10, 1), 300, to="Khan Foods"), date(2026, 10, 9))
        found: BookGaps = one(books([paid], [loose]), BookGaps)
        assert {gap.gap for gap in found.gaps} == {Gap.UNDATED_PAYMENT, Gap.UNLINKED_PAYMENT}

    def test_a_pause_leads_to_the_documents_on_both_sides_of_it(self) -> None:
        rows = [
            invoice(day, date.fromisoformat(day)) for day in ("2025-01-05", "2025-02-07", "2025-09-01", "2025-10-02")
        ]
        found: BookGaps = one(books(rows), BookGaps)
        (pause,) = [gap for gap in found.gaps if gap.gap is Gap.EMPTY_MONTHS]
        (trace,) = [trace for trace in found.traces if trace.figure == "gaps.empty_months"]
        assert (pause.rows, pause.ids) == (6, (rows[1].id, rows[2].id))
        assert set(trace.ids) == set(pause.ids)
        assert "6 months in a row without a document" in explain.words(found).description

    def test_good_books_have_none(self) -> None:
        found: BookGaps = one(books([invoice("A", date(2026, 10, 1))]), BookGaps)
        assert found.gaps == ()

"""Exact sums of the form, from what was said."""

from decimal import Decimal

import pytest

from app.invoices.rules.sentences import assemble
from tests.invoices.said import TODAY, read


class TestDraft:
    @pytest.mark.parametrize(
        ("text", "subtotal", "discount", "tax", "total"),
        [
            ("2 fans at 1500 each, gst 18", "3000.00", "0.00", "540.00", "3540.00"),
            ("2 fans at 1500 each, gst 18, 10% off", "3000.00", "300.00", "486.00", "3186.00"),
            ("2 fans at 1500 each, gst 18, less 500", "3000.00", "500.00", "450.00", "2950.00"),
            ("3 fans at 33.33 each, gst 5", "99.99", "0.00", "5.00", "104.99"),
            ("1 saree 1000 including gst 18%", "847.46", "0.00", "152.54", "1000.00"),
            ("3 kilo dal 100 ka", "100.00", "0.00", "0.00", "100.00"),
            ("4 pens at 5 gst 12%, 2 books at 50 gst 5%", "120.00", "0.00", "7.40", "127.40"),
        ],
    )
    def test_sums(self, text: str, subtotal: str, discount: str, tax: str, total: str) -> None:
        draft = assemble.draft(read(text), on=TODAY)
        found = (draft.subtotal, draft.discount_amount, draft.tax_amount, draft.total_amount)
        assert found == tuple(map(Decimal, (subtotal, discount, tax, total)))

    def test_lines_of_two_rates_show_what_they_come_to(self) -> None:
        draft = assemble.draft(read("4 pens at 5 gst 12%, 2 books at 50 gst 5%"), on=TODAY)
        assert draft.tax_rate_percent == Decimal("6.17")

    def test_without_a_due_date_it_is_due_on_its_day(self) -> None:
        draft = assemble.draft(read("2 fans at 1500 each"), on=TODAY)
        assert draft.due_on == draft.issued_on == TODAY

    def test_how_it_is_paid_stands_in_the_notes(self) -> None:
        draft = assemble.draft(read("2 fans at 1500 each, neft, 500 advance"), on=TODAY)
        assert draft.notes == "Payment: bank transfer; Paid in advance: ₹500"

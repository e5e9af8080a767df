"""When tax deducted at source and advance tax are paid, by the law of the day."""

from datetime import date

import pytest

from app.gst import income_tax


class TestPayments:
    """Days from rule 30 and from section 211 of the Act of 1961 and section 408 of that of 2025."""

    @pytest.mark.parametrize(
        ("payment", "due_on", "percent", "law"),
        [
            ("TDS", date(2025, 11, 7), None, "rule 30(2)(b)"),
            ("TDS", date(2026, 4, 30), None, "Income-tax Rules 1962, rule 30(2)(a)"),
            ("TDS", date(2026, 11, 7), None, "Act 2025, s.397"),
            ("advance_tax", date(2025, 6, 15), 15, "s.211"),
            ("advance_tax", date(2025, 9, 15), 45, "s.211"),
            ("advance_tax", date(2026, 3, 15), 100, "Act 1961, s.211"),
            ("advance_tax", date(2026, 6, 15), 15, "Act 2025, s.408"),
            ("advance_tax", date(2026, 12, 15), 75, "Act 2025, s.408"),
        ],
    )
    def test_day_share_and_law(self, payment: str, due_on: date, percent: int | None, law: str) -> None:
        (found,) = income_tax.payments(payment, due_on, due_on)
        assert (found.due_on, found.cumulative_percent) == (due_on, percent)
        assert law in found.source

    def test_a_year_has_twelve_payments_of_tds_and_four_of_advance_tax(self) -> None:
        year = (date(2026, 4, 1), date(2027, 3, 31))
        assert len(list(income_tax.payments("TDS", *year))) == 12
        shares = [one.cumulative_percent for one in income_tax.payments("advance_tax", *year)]
        assert shares == [15, 45, 75, 100]

    def test_nothing_is_due_on_the_7th_of_april(self) -> None:
        assert not list(income_tax.payments("TDS", date(2026, 4, 1), date(2026, 4, 29)))

    def test_a_payment_that_no_table_has_is_refused(self) -> None:
        with pytest.raises(KeyError):
            list(income_tax.payments("wealth tax", date(2026, 4, 1), date(2026, 4, 29)))

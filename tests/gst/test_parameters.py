"""The numbers of the law: their tables have no gaps or overlaps, and known days have known numbers."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from app.gst import parameters

KNOWN = [
    ("b2cl_invoice_value_over", "2024-07-31", 250_000, "rule 59(4) before 12/2024-CT"),
    ("b2cl_invoice_value_over", "2024-08-01", 100_000, "12/2024-CT"),
    ("e_invoice_turnover_over", "2020-10-01", 5_000_000_000, "61/2020-CT: 500 crore"),
    ("e_invoice_turnover_over", "2021-01-01", 1_000_000_000, "88/2020-CT: 100 crore"),
    ("e_invoice_turnover_over", "2021-04-01", 500_000_000, "5/2021-CT: 50 crore"),
    ("e_invoice_turnover_over", "2022-04-01", 200_000_000, "1/2022-CT: 20 crore"),
    ("e_invoice_turnover_over", "2022-10-01", 100_000_000, "17/2022-CT: 10 crore"),
    ("e_invoice_turnover_over", "2023-07-31", 100_000_000, "17/2022-CT: the last day"),
    ("e_invoice_turnover_over", "2023-08-01", 50_000_000, "10/2023-CT: 5 crore"),
    ("hsn_digits_of_small", "2021-04-01", 4, "78/2020-CT"),
    ("hsn_digits_of_large", "2021-04-01", 6, "78/2020-CT"),
    ("interest_percent_late_payment", "2025-07-20", 18, "13/2017-CT"),
    ("supplier_unpaid_days", "2025-04-01", 180, "CGST Act s.16(2)"),
    ("hsn_large_turnover_over", "2025-04-01", 50_000_000, "78/2020-CT"),
    ("hsn_spared_turnover_up_to", "2021-03-31", 15_000_000, "12/2017-CT"),
    ("msmed_longest_days", "2006-10-02", 45, "MSMED Act s.15"),
    ("unregistered_details_from", "2017-07-01", 50_000, "rule 46(e)"),
]


class TestTable:
    @pytest.mark.parametrize("name", sorted(parameters.every()))
    def test_rows_follow_each_other_without_gap_or_overlap(self, name: str) -> None:
        rows = parameters.every()[name]
        for earlier, later in pairwise(rows):
            assert earlier.valid_to is not None
            assert later.valid_from == earlier.valid_to + timedelta(days=1)
        assert rows[-1].valid_to is None or rows[-1].valid_to >= rows[-1].valid_from

    @pytest.mark.parametrize("name", sorted(parameters.every()))
    def test_every_number_is_positive_and_has_its_source(self, name: str) -> None:
        assert all(one.value > 0 and one.source for one in parameters.every()[name])


class TestValue:
    @pytest.mark.parametrize(("name", "on", "value", "source"), KNOWN)
    def test_is_that_of_the_day(self, name: str, on: str, value: int, source: str) -> None:
        assert parameters.value(name, date.fromisoformat(on)) == Decimal(value), source

    def test_before_the_first_row_is_none(self) -> None:
        day = date(2020, 9, 30)
        assert parameters.find("e_invoice_turnover_over", day) is None
        with pytest.raises(KeyError):
            parameters.row("e_invoice_turnover_over", day)

    def test_unknown_name_is_an_error(self) -> None:
        with pytest.raises(KeyError):
            parameters.find("nobody_knows", date(2025, 1, 1))

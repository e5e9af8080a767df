"""What being late costs."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gst.returns import late_fees
from app.gst.returns.late_fees import TurnoverNeeded, late_fee

CRORE = 10_000_000
NOW = date(2025, 10, 31)
MAIN_RETURNS = "19/2021-CT and 20/2021-CT"
FEES: list[tuple[str, int, bool, int | None, int, str]] = [
    ("GSTR-3B", 5, False, CRORE, 250, MAIN_RETURNS),
    ("GSTR-3B", 10, True, CRORE, 200, MAIN_RETURNS),
    ("GSTR-3B", 0, False, CRORE, 0, "in time"),
    ("GSTR-3B", 1, False, CRORE, 50, MAIN_RETURNS),
    ("GSTR-3B", 25, True, None, 500, "nil cap reached"),
    ("GSTR-3B", 90, True, 9 * CRORE, 500, "nil cap whatever the turnover"),
    ("GSTR-3B", 40, False, CRORE, 2_000, "the cap is reached on day 40"),
    ("GSTR-3B", 100, False, 15_000_000, 2_000, "exactly 1.5 crore"),
    ("GSTR-3B", 100, False, 15_000_001, 5_000, "just above 1.5 crore"),
    ("GSTR-3B", 200, False, 5 * CRORE, 5_000, "exactly 5 crore"),
    ("GSTR-3B", 100, False, 5 * CRORE + 1, 5_000, "above 5 crore, below the cap"),
    ("GSTR-3B", 300, False, 5 * CRORE + 1, 10_000, "above 5 crore"),
    ("GSTR-1", 5, False, CRORE, 250, "20/2021-CT"),
    ("GSTR-1", 60, False, 3 * CRORE, 3_000, "20/2021-CT"),
    ("GSTR-1", 3, True, CRORE, 60, "20/2021-CT"),
    ("GSTR-3B", 5, False, None, 250, "five days cost all the same"),
    ("GSTR-4", 10, False, None, 500, "21/2021-CT"),
    ("GSTR-4", 100, False, CRORE, 2_000, "21/2021-CT"),
    ("GSTR-4", 100, True, CRORE, 500, "21/2021-CT"),
    ("GSTR-6", 10, False, None, 500, "7/2018-CT"),
    ("GSTR-7", 100, False, None, 2_000, "23/2024-CT"),
    ("GSTR-7", 100, True, None, 0, "23/2024-CT: none for nil"),
    ("GSTR-8", 10, False, None, 2_000, "s.47(1)"),
    ("GSTR-9", 10, False, 3 * CRORE, 500, "7/2023-CT: 50 a day up to 5 crore"),
    ("GSTR-9", 400, False, 3 * CRORE, 12_000, "7/2023-CT: 0.04 % of the turnover"),
    ("GSTR-9", 10, False, 10 * CRORE, 1_000, "7/2023-CT: 100 a day up to 20 crore"),
    ("GSTR-9", 10, False, 30 * CRORE, 2_000, "s.47(2): 200 a day above"),
    ("GSTR-9", 0, False, None, 0, "in time"),
    ("CMP-08", 100, False, CRORE, 0, "no fee, interest only"),
    ("PMT-06", 100, False, None, 0, "no fee, interest only"),
    ("IFF", 100, False, None, 0, "a choice, not a duty"),
]
BEFORE: list[tuple[str, int, bool, date, int, str]] = [
    ("GSTR-3B", 300, False, date(2017, 9, 30), 0, "50/2017-CT"),
    ("GSTR-3B", 10, False, date(2017, 10, 31), 500, "64/2017-CT"),
    ("GSTR-3B", 300, True, date(2021, 5, 31), 6_000, "64/2017-CT: nil 20 a day"),
    ("GSTR-3B", 300, False, date(2021, 5, 31), 10_000, "s.47(1)"),
    ("GSTR-4", 300, False, date(2021, 3, 31), 10_000, "s.47(1)"),
    ("GSTR-7", 10, False, date(2021, 5, 31), 2_000, "s.47(1): 200 a day"),
    ("GSTR-7", 10, True, date(2024, 10, 31), 500, "before 23/2024-CT"),
    ("GSTR-8", 10, False, date(2022, 9, 30), 0, "before the Finance Act 2022"),
    ("GSTR-9", 10, False, date(2022, 3, 31), 2_000, "s.47(2)"),
]
INTEREST = [
    ("100000", 15, "739.73", "s.50(1)"),
    ("100000", 0, "0", "in time"),
    ("100000", -5, "0", "early"),
    ("0", 30, "0", "nothing paid"),
    ("100000", 365, "18000", "a year"),
    ("50000", 1, "24.66", "a day"),
    ("100000", 366, "18049.32", "a leap year counts 365 days"),
]


class TestLateFee:
    @pytest.mark.parametrize(("form", "days", "is_nil", "turnover", "total", "source"), FEES)
    def test_is_by_day_up_to_its_cap(
        self, form: str, days: int, is_nil: bool, turnover: int | None, total: int, source: str
    ) -> None:
        known = None if turnover is None else Decimal(turnover)
        assert late_fee(form, days, is_nil=is_nil, turnover=known, on=NOW).total == total, source

    @pytest.mark.parametrize(("form", "days", "is_nil", "on", "total", "source"), BEFORE)
    def test_is_that_of_the_period(self, form: str, days: int, is_nil: bool, on: date, total: int, source: str) -> None:
        assert late_fee(form, days, is_nil=is_nil, turnover=Decimal(10 * CRORE), on=on).total == total, source

    @pytest.mark.parametrize(("form", "days"), [("GSTR-3B", 41), ("GSTR-1", 500), ("GSTR-9", 1)])
    def test_turnover_is_asked_for_only_where_it_matters(self, form: str, days: int) -> None:
        with pytest.raises(TurnoverNeeded):
            late_fee(form, days, is_nil=False, turnover=None, on=NOW)

    @pytest.mark.parametrize(
        ("form", "is_nil", "per_day", "cap"),
        [
            ("GSTR-1", False, 50, None),
            ("GSTR-1", True, 20, 500),
            ("GSTR-4", False, 50, 2_000),
            ("GSTR-9", False, None, None),
        ],
    )
    def test_what_hangs_on_an_unknown_turnover_is_unknown(
        self, form: str, is_nil: bool, per_day: int | None, cap: int | None
    ) -> None:
        fee = late_fee(form, 0, is_nil=is_nil, turnover=None, on=NOW)
        assert (fee.total, fee.per_day, fee.cap) == (0, per_day, cap)

    def test_unknown_return_is_an_error(self) -> None:
        with pytest.raises(KeyError):
            late_fee("GSTR-99", 1, is_nil=False, turnover=None, on=NOW)

    @given(
        st.sampled_from(("GSTR-1", "GSTR-3B", "GSTR-4", "GSTR-7", "GSTR-9")),
        st.integers(0, 3_000),
        st.booleans(),
        st.decimals(0, 10**10, places=2),
    )
    def test_another_day_never_costs_less_and_never_more_than_the_daily_fee(
        self, form: str, days: int, is_nil: bool, turnover: Decimal
    ) -> None:
        one, next_day = (late_fee(form, day, is_nil=is_nil, turnover=turnover, on=NOW) for day in (days, days + 1))
        assert one.per_day is not None
        assert 0 <= next_day.total - one.total <= one.per_day
        assert one.cap is None or one.total <= one.cap


class TestTable:
    def test_tiers_of_a_return_follow_each_other_without_gap(self) -> None:
        rows = [(form, tier) for tier in late_fees.every() for form in tier.returns]
        top = sorted(
            (row for row in rows if row[1].turnover_up_to is None), key=lambda row: (row[0], row[1].valid_from)
        )
        for _, of_form in groupby(top, key=lambda row: row[0]):
            for (_, earlier), (_, later) in pairwise(of_form):
                assert earlier.valid_to is not None
                assert later.valid_from == earlier.valid_to + timedelta(days=1)


class TestInterest:
    @pytest.mark.parametrize(("tax", "days", "amount", "source"), INTEREST)
    def test_is_18_percent_a_year_on_cash(self, tax: str, days: int, amount: str, source: str) -> None:
        assert late_fees.interest(Decimal(tax), days, NOW).amount == Decimal(amount), source

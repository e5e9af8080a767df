"""Periods as owners write them, and those that nobody files for."""

from datetime import date

import pytest

from app.compliance.records.periods import tax_period
from app.compliance.records.periods.tax_period import PeriodInvalid, TaxPeriod

TODAY = date(2026, 11, 21)


class TestPeriods:
    @pytest.mark.parametrize(
        ("text", "starts", "ends", "portal_code"),
        [
            ("2026-10", date(2026, 10, 1), date(2026, 10, 31), "102026"),
            ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "022024"),
            ("2026-Q1", date(2026, 4, 1), date(2026, 6, 30), "062026"),
            ("2026-q3", date(2026, 10, 1), date(2026, 12, 31), "122026"),
            ("2025-Q4", date(2026, 1, 1), date(2026, 3, 31), "032026"),
            ("2017-07", date(2017, 7, 1), date(2017, 7, 31), "072017"),
            ("2027-11", date(2027, 11, 1), date(2027, 11, 30), "112027"),
        ],
    )
    def test_months_and_quarters_of_the_financial_year(
        self, text: str, starts: date, ends: date, portal_code: str
    ) -> None:
        found = TaxPeriod.parsed(text, on=TODAY)
        assert (found.starts, found.ends, found.portal_code) == (starts, ends, portal_code)
        assert str(found) == text.upper()

    @pytest.mark.parametrize(
        "text", ["", "2026", "2026-13", "2026-Q5", "2017-06", "2017-Q1", "2027-12", "oct 2026", "२०२६-१०", "2026-10-01"]
    )
    def test_what_is_no_period_is_refused_in_a_sentence(self, text: str) -> None:
        with pytest.raises(PeriodInvalid) as refused:
            TaxPeriod.parsed(text, on=TODAY)
        assert refused.value.message.endswith(".")
        assert "period" in refused.value.errors

    def test_quarter_of_a_day(self) -> None:
        assert [str(TaxPeriod.quarter_of(date(2026, month, 9))) for month in (3, 4, 12)] == [
            "2025-Q4",
            "2026-Q1",
            "2026-Q3",
        ]


class TestYears:
    def test_year_is_named_as_it_is_written(self) -> None:
        assert tax_period.financial_year_named("2026-27", on=TODAY) == 2026
        assert tax_period.year_name(2099) == "2099-00"

    @pytest.mark.parametrize("text", ["2026", "2026-28", "2016-17", "2028-29", "26-27", ""])
    def test_what_is_no_year_is_refused(self, text: str) -> None:
        with pytest.raises(PeriodInvalid):
            tax_period.financial_year_named(text, on=TODAY)

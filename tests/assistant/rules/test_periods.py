"""Which days are meant, seen from Saturday 21 November 2026 (financial year 2026-27)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.records.asked import Days
from app.assistant.rules import periods, words
from tests.assistant.shop import TODAY


def _named(prompt: str, on: date = TODAY) -> tuple[str, str] | None:
    days = periods.named(words.words(prompt), on=on)
    return (days.first.isoformat(), days.last.isoformat()) if days else None


class TestNamed:
    @pytest.mark.parametrize(
        ("prompt", "first", "last"),
        [
            ("sales today", "2026-11-21", "2026-11-21"),
            ("kal ki bikri", "2026-11-20", "2026-11-20"),
            ("sales this week", "2026-11-16", "2026-11-21"),
            ("sales last week", "2026-11-09", "2026-11-15"),
            ("this month", "2026-11-01", "2026-11-21"),
            ("is mahine", "2026-11-01", "2026-11-21"),
            ("last month", "2026-10-01", "2026-10-31"),
            ("pichle mahine", "2026-10-01", "2026-10-31"),
            ("पिछले महीने", "2026-10-01", "2026-10-31"),
            ("last quarter", "2026-07-01", "2026-09-30"),
            ("this year", "2026-04-01", "2026-11-21"),
            ("pichle saal", "2025-04-01", "2026-03-31"),
            ("last 30 days", "2026-10-23", "2026-11-21"),
            ("last 2 weeks", "2026-11-08", "2026-11-21"),
            ("past 3 months", "2026-08-01", "2026-10-31"),
            ("पिछले ३ महीने", "2026-08-01", "2026-10-31"),
            ("sales in March", "2026-03-01", "2026-03-31"),
            ("sales in December", "2025-12-01", "2025-12-31"),
            ("november sales", "2026-11-01", "2026-11-21"),
            ("मार्च 2025 की बिक्री", "2025-03-01", "2025-03-31"),
            ("sales in May", "2026-05-01", "2026-05-31"),
        ],
    )
    def test_period_is_found(self, prompt: str, first: str, last: str) -> None:
        assert _named(prompt) == (first, last)

    @pytest.mark.parametrize("prompt", ["sales", "may i know my sales", "last", "this is it"])
    def test_no_period_is_made_up(self, prompt: str) -> None:
        assert _named(prompt) is None

    def test_january_of_the_running_year_is_not_next_january(self) -> None:
        assert _named("january", date(2026, 1, 5)) == ("2026-01-01", "2026-01-05")

    def test_absurd_numbers_are_bounded(self) -> None:
        assert _named("last 99999999999 days") is not None
        assert _named("last 0 months") == ("2026-10-01", "2026-10-31")

    @given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["last", "this", "pichle", "पिछले"]))
    def test_periods_lie_in_the_past_and_in_order(self, on: date, word: str) -> None:
        for unit in ("day", "week", "month", "quarter", "year", "7 days", "3 months"):
            days = periods.named((word, *unit.split()), on=on)
            assert days is None or days.first <= days.last <= on


class TestTaxMonth:
    """CGST Rules 2017, rule 61(1): the return of a month is due on the 20th of the next."""

    @pytest.mark.parametrize(
        ("on", "days"),
        [
            (date(2026, 11, 20), Days(date(2026, 10, 1), date(2026, 10, 31))),
            (date(2026, 11, 21), Days(date(2026, 11, 1), date(2026, 11, 21))),
            (date(2026, 1, 1), Days(date(2025, 12, 1), date(2025, 12, 31))),
        ],
    )
    def test_month_before_until_its_return_is_due(self, on: date, days: Days) -> None:
        assert periods.tax_month(on) == days

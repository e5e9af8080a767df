"""Which days are meant, seen from Saturday 21 November 2026 (financial year 2026-27)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.assistant.records.asked import Days
from app.assistant.rules import periods, words
from tests.assistant.shop import TODAY


def _named(prompt: str, on: date = TODAY) -> tuple[str, str] | None:
    days = periods.named(words.words(prompt), on=on).days
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

    @pytest.mark.parametrize(
        ("prompt", "first", "last"),
        [
            ("sales in 2019", "2019-01-01", "2019-12-31"),
            ("2024 mein kitni bikri hui", "2024-01-01", "2024-12-31"),
            ("साल 2024 में बिक्री", "2024-01-01", "2024-12-31"),
            ("२०२४ की बिक्री", "2024-01-01", "2024-12-31"),
            ("sales in 2026", "2026-01-01", "2026-11-21"),
            ("sales in 2030", "2030-01-01", "2030-12-31"),
            ("sales in FY 2024-25", "2024-04-01", "2025-03-31"),
            ("sales in F.Y. 2024-25", "2024-04-01", "2025-03-31"),
            ("FY24-25 sales", "2024-04-01", "2025-03-31"),
            ("FY25 sales", "2024-04-01", "2025-03-31"),
            ("fy 2025", "2024-04-01", "2025-03-31"),
            ("financial year 2024/25", "2024-04-01", "2025-03-31"),
            ("2024-25 ki bikri", "2024-04-01", "2025-03-31"),
            ("2024-2025", "2024-04-01", "2025-03-31"),
            ("1999-00", "1999-04-01", "2000-03-31"),
            ("vitt varsh 2024-25", "2024-04-01", "2025-03-31"),
            ("वित्त वर्ष 2024-25 की बिक्री", "2024-04-01", "2025-03-31"),
            ("2026-27", "2026-04-01", "2026-11-21"),
            ("last financial year", "2025-04-01", "2026-03-31"),
            ("next month", "2026-12-01", "2026-12-31"),
            ("agle saal", "2027-04-01", "2028-03-31"),
        ],
    )
    def test_year_is_found(self, prompt: str, first: str, last: str) -> None:
        assert _named(prompt) == (first, last)

    @pytest.mark.parametrize(
        ("prompt", "first", "last"),
        [
            ("sales in Q1", "2026-04-01", "2026-06-30"),
            ("sales in Q4", "2026-01-01", "2026-03-31"),
            ("Q3 sales", "2026-10-01", "2026-11-21"),
            ("Q2 2024-25", "2024-07-01", "2024-09-30"),
            ("Q2 of FY25", "2024-07-01", "2024-09-30"),
            ("FY 2024-25 Q4", "2025-01-01", "2025-03-31"),
            ("Q1 2025", "2025-04-01", "2025-06-30"),
            ("Q4 2025", "2025-01-01", "2025-03-31"),
            ("first quarter of 2024-25", "2024-04-01", "2024-06-30"),
            ("2024-25 ki doosri timahi", "2024-07-01", "2024-09-30"),
            ("पहली तिमाही की बिक्री", "2026-04-01", "2026-06-30"),
            ("H1 FY25", "2024-04-01", "2024-09-30"),
        ],
    )
    def test_quarter_is_that_of_the_financial_year(self, prompt: str, first: str, last: str) -> None:
        assert _named(prompt) == (first, last)

    @pytest.mark.parametrize(
        ("prompt", "first", "last"),
        [
            ("sales in March of 2025", "2025-03-01", "2025-03-31"),
            ("march ke saal 2025", "2025-03-01", "2025-03-31"),
            ("2025 march", "2025-03-01", "2025-03-31"),
            ("2025 के मार्च में", "2025-03-01", "2025-03-31"),
            ("5 March", "2026-03-05", "2026-03-05"),
            ("5th march 2025", "2025-03-05", "2025-03-05"),
            ("March 5, 2025", "2025-03-05", "2025-03-05"),
            ("25 december", "2025-12-25", "2025-12-25"),
            ("15/03/2025", "2025-03-15", "2025-03-15"),
            ("2025-03-15", "2025-03-15", "2025-03-15"),
            ("April to June 2025", "2025-04-01", "2025-06-30"),
            ("from November 2025 to January", "2025-11-01", "2026-01-31"),
            ("november se january tak", "2025-11-01", "2026-01-31"),
            ("1 April 2025 to 15 May 2025", "2025-04-01", "2025-05-15"),
            ("01/04/2025 to 15/05/2025", "2025-04-01", "2025-05-15"),
            ("march and april", "2026-03-01", "2026-04-30"),
            ("2024 aur 2025", "2024-01-01", "2025-12-31"),
            ("sales since April", "2026-04-01", "2026-11-21"),
            ("april se aaj tak", "2026-04-01", "2026-11-21"),
            ("अप्रैल से", "2026-04-01", "2026-11-21"),
            ("2 months ago", "2026-09-01", "2026-09-30"),
            ("do mahine pehle", "2026-09-01", "2026-09-30"),
            ("last three months", "2026-08-01", "2026-10-31"),
            ("day before yesterday", "2026-11-19", "2026-11-19"),
            ("परसों की बिक्री", "2026-11-19", "2026-11-19"),
        ],
    )
    def test_day_and_stretch_are_found(self, prompt: str, first: str, last: str) -> None:
        assert _named(prompt) == (first, last)

    @pytest.mark.parametrize(
        "prompt",
        [
            "sales before March",
            "march tak ki bikri",
            "मार्च से पहले",
            "sales in Q5",
            "sales in Novembar",
            "sales on 31 February",
            "March 26",
            "10-20 march",
            "sales since Diwali",
            "sales till date",
            "ab tak ki bikri",
            "last Monday",
            "सोमवार की बिक्री",
            "march 2025 and march 2026",
            "january, march and may",
            "2024-26",
            "march ki 5 tareekh 2025",
        ],
    )
    def test_period_that_cannot_be_told_is_known_to_be_one(self, prompt: str) -> None:
        assert periods.named(words.words(prompt), on=TODAY) == periods.Period(is_unread=True)

    @pytest.mark.parametrize(
        "prompt",
        [
            "who owes me more than 2000",
            "2000 rupees",
            "2000 se zyada kisne dena hai",
            "₹2000",
            "invoice 2019",
            "sales to Das Novelties",
            "top 5 customers",
        ],
    )
    def test_amount_is_no_year(self, prompt: str) -> None:
        assert periods.named(words.words(prompt), on=TODAY) == periods.Period()

    @given(
        st.lists(
            st.sampled_from(sorted(periods.known_words() | {"2019", "25", "5", "q1", "31", "rs"})),
            max_size=8,
        )
    )
    def test_any_words_give_days_in_order_or_none(self, spoken: list[str]) -> None:
        days = periods.named(tuple(spoken), on=TODAY).days
        assert days is None or days.first <= days.last

    def test_january_of_the_running_year_is_not_next_january(self) -> None:
        assert _named("january", date(2026, 1, 5)) == ("2026-01-01", "2026-01-05")

    def test_absurd_numbers_are_bounded(self) -> None:
        assert _named("last 99999999999 days") is not None
        assert _named("last 0 months") == ("2026-10-01", "2026-10-31")

    @given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["last", "this", "pichle", "पिछले"]))
    def test_periods_lie_in_the_past_and_in_order(self, on: date, word: str) -> None:
        for unit in ("day", "week", "month", "quarter", "year", "7 days", "3 months"):
            days = periods.named((word, *unit.split()), on=on).days
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

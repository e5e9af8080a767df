"""Weeks and months of India."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.operations.records import Period, Span
from app.operations.rules import spans

DAYS = some.dates(date(2020, 1, 1), date(2040, 1, 1))


class TestSpans:
    @pytest.mark.parametrize(
        ("period", "today", "begins_on", "ends_before"),
        [
            (Period.WEEK, date(2026, 4, 6), date(2026, 3, 30), date(2026, 4, 6)),
            (Period.WEEK, date(2026, 4, 5), date(2026, 3, 23), date(2026, 3, 30)),
            (Period.MONTH, date(2026, 4, 1), date(2026, 3, 1), date(2026, 4, 1)),
            (Period.MONTH, date(2026, 3, 31), date(2026, 2, 1), date(2026, 3, 1)),
            (Period.MONTH, date(2026, 1, 1), date(2025, 12, 1), date(2026, 1, 1)),
        ],
    )
    def test_last_one_that_is_over(self, period: Period, today: date, begins_on: date, ends_before: date) -> None:
        assert spans.last_over(period, today) == Span(period, begins_on, ends_before)

    @given(some.sampled_from(Period), DAYS)
    def test_one_follows_the_other_without_a_gap(self, period: Period, day: date) -> None:
        span = spans.of(period, day)
        assert span.begins_on <= day < span.ends_before
        assert spans.of(period, span.ends_before).begins_on == span.ends_before
        assert spans.last_over(period, span.ends_before) == span

    def test_days_begin_at_midnight_in_india(self) -> None:
        assert spans.midnight(date(2026, 4, 6)) == datetime(2026, 4, 5, 18, 30, tzinfo=UTC)

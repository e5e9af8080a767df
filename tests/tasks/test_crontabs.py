"""When a line of a crontab came due, in Indian time."""

from datetime import UTC, datetime, timedelta

import pytest

from app.values.period import INDIA
from tasks import crontabs

SUNDAY_THREE = datetime(2026, 11, 22, 3, 0, tzinfo=INDIA)
HOURS = timedelta(hours=6)


class TestDueSince:
    @pytest.mark.parametrize(
        ("line", "now", "expected"),
        [
            ("0 3 * * 0", SUNDAY_THREE, SUNDAY_THREE),
            ("0 3 * * 0", SUNDAY_THREE + timedelta(seconds=59), SUNDAY_THREE),
            ("0 3 * * 0", SUNDAY_THREE - timedelta(seconds=1), None),
            ("0 3 * * 0", SUNDAY_THREE + timedelta(hours=5, minutes=59), SUNDAY_THREE),
            ("0 3 * * 0", SUNDAY_THREE + timedelta(hours=6), None),
            ("0 3 * * 1", SUNDAY_THREE, None),
            ("0 3 22 * *", SUNDAY_THREE, SUNDAY_THREE),
            ("0 3 1 * *", SUNDAY_THREE, None),
            ("*/15 * * * *", SUNDAY_THREE + timedelta(minutes=44), SUNDAY_THREE + timedelta(minutes=30)),
            ("0 3 * 12 *", SUNDAY_THREE, None),
        ],
    )
    def test_finds_the_latest_minute(self, line: str, now: datetime, expected: datetime | None) -> None:
        assert crontabs.due_since(line, now.astimezone(UTC), within=HOURS) == expected

    @pytest.mark.parametrize("line", ["", "never", "0 3 * *", "61 3 * * 0", "0 3 * * 0 0", "@weekly"])
    def test_line_that_cannot_be_read_never_comes_due(self, line: str) -> None:
        assert crontabs.due_since(line, SUNDAY_THREE, within=HOURS) is None

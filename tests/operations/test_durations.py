"""How long answers took, from counts by duration."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.operations.records import Counts
from app.operations.rules import durations

BOUNDS = (0.1, 0.5, 1.0)
BUCKETS = some.lists(some.integers(0, 1000), min_size=4, max_size=4)


class TestQuantile:
    @pytest.mark.parametrize(
        ("share", "buckets", "seconds"),
        [
            (0.95, [100, 0, 0, 0], 0.095),
            (0.5, [50, 50, 0, 0], 0.1),
            (0.75, [50, 50, 0, 0], 0.3),
            (0.95, [0, 0, 0, 7], 1.0),
            (0.95, [0, 0, 0, 0], None),
            (0.95, [], None),
            (0.95, [1, 2], None),
        ],
    )
    def test_is_what_prometheus_would_say(self, share: float, buckets: list[int], seconds: float | None) -> None:
        found = durations.quantile(share, buckets, BOUNDS)
        assert found == (None if seconds is None else pytest.approx(seconds))

    @given(BUCKETS, some.floats(0, 1), some.floats(0, 1))
    def test_never_falls_as_the_share_grows(self, buckets: list[int], one: float, other: float) -> None:
        low, high = (durations.quantile(share, buckets, BOUNDS) for share in sorted((one, other)))
        assert low is None or high is None or low <= high + 1e-9


class TestCounts:
    @given(BUCKETS, BUCKETS)
    def test_what_came_since_is_what_was_added(self, before: list[int], more: list[int]) -> None:
        earlier, came = Counts(sum(before), 1, 2.0, before), Counts(sum(more), 3, 4.0, more)
        assert durations.since(durations.added(earlier, came), earlier) == came

    def test_first_counts_are_added_to_nothing(self) -> None:
        assert durations.added(Counts(), Counts(2, 1, 0.5, [1, 1])) == Counts(2, 1, 0.5, [1, 1])

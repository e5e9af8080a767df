"""No business and no later time leaks from what judges into what teaches."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_models import splits

NOW = datetime(2026, 11, 21, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


class TestSplit:
    @settings(deadline=None)
    @given(st.uuids(), MOMENTS, MOMENTS, MOMENTS)
    def test_a_business_that_judges_never_teaches(
        self, business_id: UUID, early: datetime, late: datetime, cutoff: datetime
    ) -> None:
        if splits.held_out(business_id, late, cutoff):
            assert not splits.may_teach(business_id, early, cutoff)

    @settings(deadline=None)
    @given(st.uuids(), st.uuids(), MOMENTS, MOMENTS, MOMENTS)
    def test_all_that_teaches_was_known_before_all_that_judges(
        self, teacher: UUID, judge: UUID, taught: datetime, judged: datetime, cutoff: datetime
    ) -> None:
        if splits.may_teach(teacher, taught, cutoff) and splits.held_out(judge, judged, cutoff):
            assert taught < judged

    def test_later_models_never_learn_from_what_judged_earlier_ones(self) -> None:
        for number in range(200):
            judged = splits.held_out(UUID(int=number), NOW, splits.cutoff(NOW))
            taught_later = splits.may_teach(UUID(int=number), NOW, splits.cutoff(NOW + timedelta(days=365)))
            assert not (judged and taught_later)

    def test_about_a_fifth_of_the_businesses_judges(self) -> None:
        held = sum(splits.is_held_back(UUID(int=number)) for number in range(5000))
        assert held / 5000 == pytest.approx(splits.HELD_SHARE, abs=0.02)

    def test_the_split_is_the_same_in_every_release(self) -> None:
        assert [number for number in range(20) if splits.is_held_back(UUID(int=number))] == [2, 18]

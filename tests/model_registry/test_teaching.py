"""Which labels teach, which judge, and which are left out."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from app.model_registry.records import Observed
from app.model_registry.rules import teaching
from ml_models import splits

UNTIL = datetime(2026, 10, 24, tzinfo=UTC)
BEFORE = UNTIL - timedelta(days=30)


def some_business(*, is_held_back: bool) -> UUID:
    """A business on this side of the split."""
    return next(found for found in iter(uuid4, None) if splits.is_held_back(found) is is_held_back)


def observed(known_at: datetime, *, is_held_back: bool = False, lead: timedelta = timedelta(days=1)) -> Observed:
    """A prediction made `lead` before its outcome was known."""
    business_id = some_business(is_held_back=is_held_back)
    return Observed(business_id, uuid4(), [0.5, 1.0], True, known_at - lead, known_at)


class TestLabels:
    @pytest.mark.parametrize(
        ("known_at", "is_held_back", "teaches", "judges"),
        [
            (UNTIL - timedelta(seconds=1), False, True, False),
            (UNTIL, False, False, False),
            (UNTIL - timedelta(seconds=1), True, False, False),
            (UNTIL, True, False, True),
        ],
    )
    def test_time_and_business_split_them(
        self, known_at: datetime, is_held_back: bool, teaches: bool, judges: bool
    ) -> None:
        one = observed(known_at, is_held_back=is_held_back)
        found = teaching.labels([one], [], until=UNTIL, learned_until=BEFORE)
        assert (one in found.taught, one in found.judging) == (teaches, judges)

    @pytest.mark.parametrize("lead", [timedelta(0), timedelta(seconds=-1)])
    def test_prediction_that_could_know_its_outcome_is_a_leak(self, lead: timedelta) -> None:
        leak = observed(BEFORE, lead=lead)
        found = teaching.labels([leak, observed(BEFORE)], [], until=UNTIL, learned_until=BEFORE)
        assert (len(found.taught), found.leaked) == (1, 1)
        assert leak not in found.taught

    def test_what_people_told_teaches_though_it_came_with_its_inputs(self) -> None:
        told = observed(BEFORE, lead=timedelta(0))
        assert teaching.labels([], [told], until=UNTIL, learned_until=BEFORE).taught == (told,)

    def test_new_is_what_the_last_training_could_not_know(self) -> None:
        old, young = observed(BEFORE - timedelta(seconds=1)), observed(BEFORE)
        assert teaching.labels([young, old], [], until=UNTIL, learned_until=BEFORE).new == 1

    def test_order_in_which_they_are_found_changes_nothing(self) -> None:
        found = [observed(BEFORE + timedelta(hours=hour % 3)) for hour in range(9)]
        taught = teaching.labels(found, [], until=UNTIL, learned_until=BEFORE).taught
        assert teaching.labels(found[::-1], [], until=UNTIL, learned_until=BEFORE).taught == taught

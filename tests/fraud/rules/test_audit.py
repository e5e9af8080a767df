"""A few in a hundred of what is not shown are asked about: by their id, for ever the same ones."""

from uuid import UUID

import pytest

from app.fraud.rules import audit
from tests.fraud.shop import identifier

MANY = [identifier(str(number)) for number in range(10_000)]


class TestIsDrawn:
    def test_share_is_what_it_says(self) -> None:
        drawn = sum(audit.is_drawn(one, 0.5) for one in MANY)
        assert 0.02 * len(MANY) <= drawn <= 0.05 * len(MANY)
        assert abs(drawn / len(MANY) - audit.SHARE) < 0.006

    @pytest.mark.parametrize("id", MANY[:50])
    def test_neither_time_nor_chance_decides(self, id: UUID) -> None:
        assert audit.is_drawn(id, 0.69) == audit.is_drawn(id, 0.1)

    def test_what_is_shown_anyway_is_never_drawn(self) -> None:
        assert not any(audit.is_drawn(one, 0.7) for one in MANY)


class TestShowProbability:
    @pytest.mark.parametrize(("confidence", "expected"), [(0.95, 1), (0.7, 1), (0.69, audit.SHARE), (0.1, audit.SHARE)])
    def test_is_certain_from_the_threshold_on(self, confidence: float, expected: float) -> None:
        assert audit.show_probability(confidence) == expected

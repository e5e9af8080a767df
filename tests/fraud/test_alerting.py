"""From findings to alerts: what is told where several findings are about the very same."""

import pytest

from app.fraud.service import alerting
from tests.fraud.shop import DAY, moment
from tests.fraud.suspicions import HELD, finding


class TestAlertsOf:
    @pytest.mark.parametrize("chances", [(0.9, 0.6), (0.6, 0.9)])
    def test_most_certain_of_those_about_the_very_same_is_told(self, chances: tuple[float, float]) -> None:
        found = [finding("AB", chance) for chance in chances]
        (alert,) = alerting.alerts_of(HELD, found, version="1", now=moment(DAY))
        assert alert.confidence == 0.9

    def test_what_is_less_likely_than_not_is_none(self) -> None:
        assert alerting.alerts_of(HELD, [finding("AB", 0.49)], version="1", now=moment(DAY)) == []

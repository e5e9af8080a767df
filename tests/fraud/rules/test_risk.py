"""The risk score: bounded, zero without alerts, growing with money and certainty."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from app.fraud.records import Alert, AlertStatus, AlertType, Finding, Rule
from app.fraud.rules import risk
from tests.fraud.shop import DAY, bill, books, moment

SHARES = st.floats(0, 1)
ALERTS = st.lists(st.tuples(SHARES, SHARES), max_size=50)


class TestScore:
    @given(ALERTS)
    def test_stays_between_nothing_and_everything(self, pairs: list[tuple[float, float]]) -> None:
        assert 0 <= risk.score(alert(*pair) for pair in pairs) <= 1

    @given(ALERTS, SHARES, SHARES)
    def test_one_more_alert_never_lowers_it(
        self, pairs: list[tuple[float, float]], chance: float, weight: float
    ) -> None:
        held = [alert(*pair) for pair in pairs]
        assert risk.score([*held, alert(chance, weight)]) >= risk.score(held)

    def test_dismissed_and_resolved_alerts_do_not_count(self) -> None:
        one = alert(0.9, 0.5)
        assert risk.score([one]) == 0.45
        assert risk.score([replace(one, status=AlertStatus.DISMISSED), replace(one, status=AlertStatus.RESOLVED)]) == 0


class TestWeight:
    def test_is_a_share_of_a_month(self) -> None:
        turnover = risk.monthly_turnover(books(documents=[bill("A", "8000"), bill("B", "2000")]))
        assert turnover == Decimal(10000)
        assert risk.weight(finding("2500"), turnover) == 0.25
        assert risk.weight(finding("99999999"), turnover) == risk.MOST_WEIGHT
        assert risk.weight(finding("1"), risk.monthly_turnover(books())) == risk.MOST_WEIGHT


def alert(confidence: float, weight: float) -> Alert:
    """An alert of which only these two matter."""
    return Alert(uuid4(), uuid4(), AlertType.PAYMENT_MISMATCH, "", confidence, {}, moment(DAY), "", weight)


def finding(amount: str) -> Finding:
    """A finding about this much money."""
    return Finding(AlertType.PAYMENT_MISMATCH, Rule.OVERPAID, 0.9, Decimal(amount))
